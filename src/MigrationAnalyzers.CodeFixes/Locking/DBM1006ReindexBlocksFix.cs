using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.CodeFixes.Writing;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Locking;

/// <summary>Rebuilds the indexes concurrently.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM1006ReindexBlocksFix : MigrationCodeFixProvider
{
    private const string Title = "Rebuild concurrently";

    public DBM1006ReindexBlocksFix()
        : base("DBM1006")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is Reindex { Concurrently: false };

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        // The system catalogs cannot be rebuilt concurrently, and an exclusion constraint's index is left out.
        if (target.Operation is not Reindex { Target: not ReindexTarget.System } reindex
            || target.Sql is not { } sql || target.Statement.Has(Circumstances.InDoBlock) || HasExclusion(target, reindex)
            || SqlStatementPlaces.ConcurrentlyAfter(sql, target.Statement, reindex.Target.ToString()) is not { } place)
        {
            yield break;
        }

        if (target.HasRuntime && reindex is { Target: ReindexTarget.Index, Relation: { } index, HasOptionList: false })
        {
            yield return new ReplaceSqlCall(Title, Id, [WrittenCall.SafeForm(
                "ReindexConcurrently", ("name", MigrationBuilderCode.Literal(index.Name)), MigrationBuilderCode.Schema("schema", index.Schema))]);
        }

        yield return new EditStatement(Title, Id) { Edits = [place], Suppress = true };
    }

    private static bool HasExclusion(FixTarget target, Reindex reindex) =>
        reindex.Relation is { } relation
        && (reindex.Target == ReindexTarget.Index ? target.Catalog.TableOfIndex(relation) : relation) is { } table
        && target.Catalog.Find(table) is { } known
        && known.Constraints.Any(c => c is ExclusionConstraint && (reindex.Target == ReindexTarget.Table || string.Equals(c.Name, relation.Name, StringComparison.Ordinal)));
}
