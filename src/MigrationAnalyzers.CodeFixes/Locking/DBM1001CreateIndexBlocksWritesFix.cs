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
    private const string Concurrently = "Npgsql:CreatedConcurrently";
    private const string RepeatableTitle = "Drop what a failed build may have left, and build the index concurrently";

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
            yield return new AnnotateCall(Title, Id, Concurrently);
            if (RepeatableBuild.Drop(target) is { } drop)
            {
                yield return new AnnotateCall(RepeatableTitle, Id, Concurrently) { Before = [drop] };
            }
        }
        else if (target is { Sql: { } sql, Statement.Operations.Length: 1 } && !target.Statement.Has(Circumstances.InDoBlock)
            && SqlStatementPlaces.Concurrently(sql, target.Statement) is { } place)
        {
            // IF NOT EXISTS would take the INVALID index of a failed build for the real one.
            if (!create.IfNotExists)
            {
                yield return new EditStatement(Title, Id) { Edits = [place], Suppress = true };
            }

            foreach (var repeatable in RepeatableBuild.Of(target, RepeatableTitle, Id))
            {
                yield return repeatable;
            }
        }
    }
}
