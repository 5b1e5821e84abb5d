using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Sql;

/// <summary>Writes the statement in PostgreSQL's words, where these are all that differs.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM7006OtherDatabaseFix : MigrationCodeFixProvider
{
    private const string Title = "Write it in PostgreSQL's words";

    public DBM7006OtherDatabaseFix()
        : base("DBM7006")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is InvalidSql { Foreign: not null } or CreateTable or AddColumn or AlterColumnType;

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        if (target.Sql is { } sql && !target.Statement.Has(Circumstances.InDoBlock)
            && ForeignSql.Edits(sql, target.Statement, target.Options.PostgresMajor) is { Count: > 0 } edits)
        {
            yield return new EditStatement(Title, Id) { Edits = [.. edits] };
        }
    }
}
