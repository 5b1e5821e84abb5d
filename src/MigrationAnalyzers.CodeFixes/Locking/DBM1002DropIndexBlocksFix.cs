using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Locking;

/// <summary>Drops the index concurrently, which EF and Npgsql have no call for.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM1002DropIndexBlocksFix : MigrationCodeFixProvider
{
    private const string Title = "Drop the index concurrently";
    private const string RepeatableTitle = "Drop the index concurrently, if it is there";

    public DBM1002DropIndexBlocksFix()
        : base("DBM1002")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is DropIndex { Concurrently: false };

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        // PostgreSQL drops concurrently one index a statement, without CASCADE.
        if (target.Operation is not DropIndex { Cascade: false } drop || target.Statement.Operations.Length != 1)
        {
            yield break;
        }

        if (target is { IsCall: true, HasRuntime: true, Call.Annotations.Count: 0 })
        {
            yield return new EditCall(Title, Id) { Method = "DropIndexConcurrently", IsSafeForm = true };
        }
        else if (target.IsCall)
        {
            // IF EXISTS: what ran before is committed, and runs again after a failure.
            yield return new ReplaceCall(
                Title, Id, [new SqlCommand(SqlStatements.DropIndex(drop with { Concurrently = true, IfExists = true }), SuppressTransaction: true)]);
        }
        else if (target.Sql is { } sql && !target.Statement.Has(Circumstances.InDoBlock) && SqlStatementPlaces.Concurrently(sql, target.Statement) is { } place)
        {
            yield return new EditStatement(Title, Id) { Edits = [place], Suppress = true };

            // IF EXISTS: where others run after it, it may have run before.
            if (!drop.IfExists && new SqlWords(sql, target.Statement).InsertAfter("CONCURRENTLY IF EXISTS", "index") is { } both)
            {
                yield return new EditStatement(RepeatableTitle, Id) { Edits = [both], Suppress = true };
            }
        }
    }
}
