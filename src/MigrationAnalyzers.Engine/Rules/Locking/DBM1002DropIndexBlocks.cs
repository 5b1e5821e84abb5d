using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Locking;

/// <summary>An index is dropped without CONCURRENTLY.</summary>
public sealed class DBM1002DropIndexBlocks : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM1002",
        "Index dropped without CONCURRENTLY",
        "Dropping index {0} takes {2} lock on {1}: {3}",
        """
        Drop the index concurrently, by SQL: EF Core and Npgsql have no concurrent DropIndex. It cannot run in a transaction, so let it be alone in its
        migration.
          migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix_orders_user_id", suppressTransaction: true);
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is not DropIndex drop)
        {
            return;
        }

        var table = drop.Table ?? context.Catalog.TableOfIndex(drop.Index);
        if (context.Effect.LockOn(table ?? drop.Index) is not { Mode: var mode } || !mode.BlocksReads())
        {
            return;
        }

        if (table is { } known)
        {
            // The concurrent form does not exist for the index of a partitioned table.
            if (!context.MayBeLarge(known) || context.Catalog.Find(known) is { IsPartitioned: true } || GoesAnyway(context, drop, known) || IsLockedAnyway(context, known))
            {
                return;
            }
        }

        // The first DROP INDEX of the table has waited; the others only prolong the lock, if at all.
        var isHeld = context.HeldBefore(table ?? drop.Index) >= mode;
        context.ReportAs(
            isHeld ? RuleSeverity.Info : RuleSeverity.Warning,
            drop.Index.ToString(),
            table is { } named ? context.Describe(named) : "its table",
            mode.WithArticle(),
            isHeld
                ? $"an earlier DROP INDEX of the transaction holds it already, and all {mode.Waits()} wait until it ends"
                : $"it waits for every running query there, and all {mode.Waits()} wait behind it");
    }

    /// <summary>
    /// An earlier statement of the transaction has got the lock already, so that this one waits for nobody. Of several indexes each is better dropped concurrently.
    /// </summary>
    private static bool IsLockedAnyway(OperationContext context, RelationName table) =>
        context.LocksBefore.TryGetValue(table, out var held) && held is { Mode: LockMode.AccessExclusive, Taker: not DropIndex };

    /// <summary>
    /// The same migration drops the table, or a column of the index: that takes the same lock, and would drop the index too.
    /// </summary>
    private static bool GoesAnyway(OperationContext context, DropIndex drop, RelationName table)
    {
        var index = context.Catalog.Find(table)?.Index(drop.Index.Name);
        foreach (var operation in context.Unit.Operations)
        {
            var goes = operation switch
            {
                DropTable dropTable => dropTable.Table.Equals(table),
                DropColumn dropColumn => dropColumn.Table.Equals(table) && (index?.Definition.Keys.Any(k => k.Column == dropColumn.Column) ?? false),
                _ => false,
            };
            if (goes)
            {
                return true;
            }
        }

        return false;
    }
}
