using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules.Data;
using MigrationAnalyzers.Engine.SafeForms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Data;

/// <summary>Sets the sequence beyond the keys, in the way of Npgsql's provider after InsertData.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM4012SequenceNotAdvancedFix : MigrationCodeFixProvider
{
    private const string Title = "Set the sequence beyond the keys that were inserted";

    public DBM4012SequenceNotAdvancedFix()
        : base("DBM4012")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is WriteRows { Kind: RowWriteKind.Insert };

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        if (target is { IsSql: true, Operation: WriteRows insert } && GeneratedKeys.GivenIn(insert, target.Catalog) is var (column, _))
        {
            yield return new EditStatement(Title, Id) { Afterwards = new SqlCommand(SetSequence(insert.Table, column)) };
        }
    }

    /// <summary>nextval, so that the sequence never goes back: rows with greater keys may have been deleted.</summary>
    private static string SetSequence(RelationName table, string column)
    {
        var (name, key) = (SqlIdentifier.Quote(table), SqlIdentifier.Quote(column));
        var sequence = $"pg_get_serial_sequence({Text(name)}, {Text(column)})";
        return $"SELECT setval({sequence}, GREATEST((SELECT max({key}) FROM {name}) + 1, nextval({sequence})), false)";
    }

    private static string Text(string value) => "'" + value.Replace("'", "''") + "'";
}
