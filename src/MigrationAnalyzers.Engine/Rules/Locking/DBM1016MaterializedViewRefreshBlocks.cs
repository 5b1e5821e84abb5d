using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Locking;

/// <summary>A materialized view that is in use is refreshed without CONCURRENTLY.</summary>
public sealed class DBM1016MaterializedViewRefreshBlocks : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM1016",
        "Materialized view refreshed without CONCURRENTLY",
        "Refreshing the existing materialized view {0} holds {1} lock: reads wait until its query has run and all its rows are written",
        """
        Refresh it concurrently: reads go on, and only the rows that differ are written. The view needs a unique index over plain columns, without a WHERE clause.
        Best refresh it outside of migrations, in a job.
          migrationBuilder.Sql("REFRESH MATERIALIZED VIEW CONCURRENTLY sales_per_day");
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is RefreshMaterializedView refresh
            && context.Effect is { Error: null }
            && context.Effect.LockOn(refresh.View) is { BlocksWhileWorking: true, Mode: var mode }
            && mode.BlocksReads()
            && context.MayBeLarge(refresh.View)
            && !IsStillEmpty(context, refresh.View))
        {
            context.Report(context.Describe(refresh.View), mode.WithArticle());
        }
    }

    /// <summary>Made WITH NO DATA, which nobody can read.</summary>
    private static bool IsStillEmpty(OperationContext context, RelationName view) =>
        context.Catalog.Views.TryGetValue(view, out var known) && known is { IsEmpty: true };
}
