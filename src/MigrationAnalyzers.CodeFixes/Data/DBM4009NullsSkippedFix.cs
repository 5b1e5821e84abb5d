using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Data;

/// <summary>Compares by IS DISTINCT FROM, which is true of NULL.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM4009NullsSkippedFix : MigrationCodeFixProvider
{
    private const string Title = "Reach the rows that are NULL, too";

    public DBM4009NullsSkippedFix()
        : base("DBM4009")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is WriteRows { Kind: RowWriteKind.Update };

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        if (target is { Sql: { } sql, Operation: WriteRows write } && target.Catalog.Find(write.Table) is { } table)
        {
            var nullable = write.Columns.Where(c => table.IsNotNull(c) == false).ToList();
            if (SqlConditionPlaces.NullSkippingInequalities(sql, target.Statement, nullable) is { IsEmpty: false } edits)
            {
                yield return new EditStatement(Title, Id) { Edits = edits };
            }
        }
    }
}
