using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Locking;

/// <summary>Builds the index concurrently.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM1001CreateIndexBlocksWritesFix : MigrationCodeFixProvider
{
    private const string Title = "Build the index concurrently";

    public DBM1001CreateIndexBlocksWritesFix()
        : base("DBM1001")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is CreateIndex { Concurrently: false };

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        if (target.Operation is not CreateIndex { Only: false } create)
        {
            yield break;
        }

        if (target is { IsCall: true, HasRuntime: true, Call.Annotations.Count: 0 })
        {
            // It also knows how an index of a partitioned table is built.
            yield return new EditCall(Title, Id) { Method = "CreateIndexConcurrently", IsSafeForm = true };
        }
        else if (target.IsPartitioned(create.Table))
        {
            // PostgreSQL builds no index of a partitioned table concurrently.
        }
        else if (target.IsCall)
        {
            yield return new AnnotateCall(Title, Id, "Npgsql:CreatedConcurrently");
        }
        else if (target is { Sql: { } sql, Statement.Operations.Length: 1 } && !target.Statement.Has(Circumstances.InDoBlock)
            && SqlStatementPlaces.Concurrently(sql, target.Statement) is { } place)
        {
            yield return new EditStatement(Title, Id) { Edits = [place], Suppress = true };
        }
    }
}
