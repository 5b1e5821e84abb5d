using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Locking;

/// <summary>A partition is created, dropped or detached in a way that locks the whole partitioned table, though another way would not.</summary>
public sealed class DBM1013PartitionLocksParent : Rule
{
    /// <summary>DETACH PARTITION ... CONCURRENTLY.</summary>
    private const int DetachConcurrently = 14;

    public override RuleInfo Info { get; } = new(
        "DBM1013",
        "Partitioned table locked for one partition",
        "Partition {0} is {1} under an ACCESS EXCLUSIVE lock on all of {2}: that waits for every running query there, and all reads and writes wait behind it",
        """
        Create the table by itself, with a CHECK constraint that says the bounds, and attach it: that locks out nobody. Detach concurrently (PostgreSQL 14), outside of the
        migration's transaction, and drop the table after that.
          migrationBuilder.Sql("CREATE TABLE orders_2025 (LIKE orders INCLUDING ALL, CHECK (ordered_at IS NOT NULL AND ordered_at >= '2025-01-01' AND ordered_at < '2026-01-01'))");
          migrationBuilder.Sql("ALTER TABLE orders ATTACH PARTITION orders_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')");
          migrationBuilder.Sql("ALTER TABLE orders DETACH PARTITION orders_2015 CONCURRENTLY", suppressTransaction: true);
          migrationBuilder.Sql("DROP TABLE orders_2015");
        """,
        RuleSeverity.Info);

    public override void CheckOperation(OperationContext context)
    {
        switch (context.Operation)
        {
            case CreateTable { PartitionOf: { } parent } create when DBM1012PartitionAttachScans.WorkOnDefault(context, parent).IsEmpty:
                Check(context, parent, create.Table, "created");
                break;

            case DropTable { Table: var partition } when context.Catalog.Find(partition) is { PartitionOf: { } parent } && CanDetachConcurrently(context, parent) && !IsDropped(context, parent):
                Check(context, parent, partition, "dropped");
                break;

            case DetachPartition { Concurrently: false, Finalize: false } detach when CanDetachConcurrently(context, detach.Table):
                Check(context, detach.Table, detach.Partition, "detached");
                break;
        }
    }

    /// <summary>Who waits already waits no longer for the next partition.</summary>
    private static void Check(OperationContext context, RelationName parent, RelationName partition, string action)
    {
        if (context.MayBeLarge(parent) && context.Effect.LockOn(parent) is { Mode: LockMode.AccessExclusive } && !context.HeldBefore(parent).BlocksReads())
        {
            context.Report(partition.ToString(), action, context.Describe(parent));
        }
    }

    /// <summary>Nothing is detached concurrently while there is a DEFAULT partition.</summary>
    private static bool CanDetachConcurrently(OperationContext context, RelationName parent) =>
        context.Options.PostgresMajor >= DetachConcurrently && context.Catalog.DefaultPartition(parent) is null;

    private static bool IsDropped(OperationContext context, RelationName table)
    {
        foreach (var operation in context.Unit.Operations)
        {
            if (operation is DropTable drop && drop.Table.Equals(table))
            {
                return true;
            }
        }

        return false;
    }
}
