using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Locking;

/// <summary>Refreshes the materialized view concurrently, which needs a unique index.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM1016MaterializedViewRefreshBlocksFix : MigrationCodeFixProvider
{
    public DBM1016MaterializedViewRefreshBlocksFix()
        : base("DBM1016")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is RefreshMaterializedView { Concurrently: false };

    /// <summary>Refused where no unique index over columns covers all rows, or the view was never filled.</summary>
    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        if (target is { Operation: RefreshMaterializedView { WithNoData: false } refresh, Sql: { } sql }
            && target.Catalog.Find(refresh.View) is { } view
            && view.Indexes.Any(static i => i is { HasExpressions: false, Definition: { Unique: true, Filter: null } })
            && SqlStatementPlaces.ConcurrentlyAfter(sql, target.Statement, "view") is { } place)
        {
            yield return new EditStatement("Refresh the materialized view concurrently", Id) { Edits = [place] };
        }
    }
}
