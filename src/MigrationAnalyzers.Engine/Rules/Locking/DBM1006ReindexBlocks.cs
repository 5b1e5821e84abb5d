using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Locking;

/// <summary>Indexes are rebuilt without CONCURRENTLY.</summary>
public sealed class DBM1006ReindexBlocks : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM1006",
        "Index rebuilt without CONCURRENTLY",
        "REINDEX {0} holds a SHARE lock on {1} and an ACCESS EXCLUSIVE lock on {2}, which the planner opens for nearly every query: reads and writes wait until it is rebuilt",
        """
        Rebuild concurrently: reads and writes go on. It cannot run in a transaction, so let it be alone in its migration. When it fails it leaves an invalid index whose
        name ends in _ccnew: drop that and start again.
          migrationBuilder.Sql("REINDEX INDEX CONCURRENTLY ix_orders_user_id", suppressTransaction: true);
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is not Reindex { Concurrently: false } reindex || context.Effect.Error is not null)
        {
            return;
        }

        switch (reindex)
        {
            case { Target: ReindexTarget.Index, Relation: { } index }:
                CheckIndex(context, index);
                break;

            case { Target: ReindexTarget.Table, Relation: { } table } when IsBlocked(context, table):
                context.Report($"TABLE {table}", "the existing table " + context.Describe(table), "each of its indexes");
                break;

            case { Target: ReindexTarget.System }:
                context.Report("SYSTEM", "one system catalog after the other", "its indexes");
                break;

            case { Target: ReindexTarget.Schema or ReindexTarget.Database } when context.Effect.IsAtLeast || IsAnyBlocked(context):
                var where = reindex.Target == ReindexTarget.Database ? "DATABASE" : "SCHEMA " + reindex.Schema;
                context.Report(where, "one table after the other", "its indexes");
                break;
        }
    }

    private static void CheckIndex(OperationContext context, RelationName index)
    {
        if (context.Catalog.TableOfIndex(index) is not { } table)
        {
            context.Report($"INDEX {index}", "its table", "the index");
        }
        else if (IsAnyBlocked(context))
        {
            context.Report($"INDEX {index}", "the existing table " + context.Describe(table), "the index");
        }
    }

    private static bool IsBlocked(OperationContext context, RelationName table) =>
        context.MayBeLarge(table) && (context.Effect.LockOn(table) is { BlocksWhileWorking: true } || IsAnyBlocked(context));

    /// <summary>An existing table, one of its partitions where it is partitioned.</summary>
    private static bool IsAnyBlocked(OperationContext context)
    {
        foreach (var taken in context.Effect.Locks)
        {
            if (taken.BlocksWhileWorking && context.Catalog.Find(taken.Relation) is not null && context.MayBeLarge(taken.Relation))
            {
                return true;
            }
        }

        return false;
    }
}
