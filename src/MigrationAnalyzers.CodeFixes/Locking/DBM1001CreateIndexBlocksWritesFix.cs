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

    private protected override Remedy? RemedyFor(FixTarget target)
    {
        // PostgreSQL builds no index of a partitioned table concurrently.
        if (target.Operation is not CreateIndex { Only: false } create || target.IsPartitioned(create.Table))
        {
            return null;
        }

        if (target.IsCall)
        {
            return new AnnotateCall(Title, Id, "Npgsql:CreatedConcurrently");
        }

        return target is { Sql: { } sql, Statement.Operations.Length: 1 } && !target.Statement.Has(Circumstances.InDoBlock)
            && SqlStatementPlaces.Concurrently(sql, target.Statement) is { } place
            ? new EditStatement(Title, Id) { Insertion = place, Suppress = true }
            : null;
    }
}
