using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Locking;

/// <summary>A partition is attached or created, and rows are read or indexes built for that.</summary>
public sealed class DBM1012PartitionAttachScans : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM1012",
        "Rows read while a partition is attached or created",
        "Making {0} a partition of {1} {2} under {3} lock: {4} wait until that is done",
        """
        Prove the bounds before, by a CHECK constraint that is validated without blocking; it must say IS NOT NULL of the key as well. Give the table the indexes (built
        concurrently) and the foreign keys (NOT VALID, then validated) of the partitioned one. On a DEFAULT partition a constraint must say the contrary of the bounds.
          migrationBuilder.Sql("ALTER TABLE orders_2024 ADD CONSTRAINT ck_orders_2024 CHECK (ordered_at IS NOT NULL AND ordered_at >= '2024-01-01' AND ordered_at < '2025-01-01') NOT VALID");
          migrationBuilder.Sql("ALTER TABLE orders_2024 VALIDATE CONSTRAINT ck_orders_2024", suppressTransaction: true);
          migrationBuilder.Sql("ALTER TABLE orders ATTACH PARTITION orders_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')");
          migrationBuilder.Sql("ALTER TABLE orders_2024 DROP CONSTRAINT ck_orders_2024");
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        switch (context.Operation)
        {
            case AttachPartition attach when WorkOnPartition(context, attach).AddRange(WorkOnDefault(context, attach.Table)) is { IsEmpty: false } work:
                var mode = context.HeldOn(attach.Partition);
                context.Report(attach.Partition.ToString(), attach.Table.ToString(), Words.All(work), mode.WithArticle(), mode.Waits());
                break;

            case CreateTable { PartitionOf: { } parent } create when WorkOnDefault(context, parent) is { IsEmpty: false } work:
                var held = context.HeldOn(parent);
                context.Report(create.Table.ToString(), parent.ToString(), Words.All(work), held.WithArticle(), $"{held.Waits()} of all of {parent}");
                break;
        }
    }

    /// <summary>What is done to the DEFAULT partition, where there is one: it may hold rows that belong into the new one.</summary>
    public static ImmutableArray<string> WorkOnDefault(OperationContext context, RelationName parent) =>
        context.Catalog.DefaultPartition(parent) is { Name: var standard }
        && (WorkOn(context, standard) & TableWork.Scan) != 0
            ? [$"reads every row of the DEFAULT partition {context.Describe(standard)} (no valid CHECK constraint proves that none belongs into the new one)"]
            : [];

    private static ImmutableArray<string> WorkOnPartition(OperationContext context, AttachPartition attach)
    {
        var result = ImmutableArray.CreateBuilder<string>();
        var work = WorkOn(context, attach.Partition);
        if ((work & TableWork.Scan) != 0)
        {
            result.Add($"reads every row of the existing table {context.Describe(attach.Partition)} (no valid CHECK constraint proves the bounds)");
        }

        if ((work & TableWork.IndexBuild) != 0)
        {
            result.Add($"builds the indexes of {attach.Table} that {attach.Partition} lacks");
        }

        if ((work & TableWork.ForeignKeyScan) != 0)
        {
            result.Add($"checks the foreign keys of {attach.Table} in every row of {attach.Partition}");
        }

        return result.ToImmutable();
    }

    /// <summary>With that on its own partitions, where it is partitioned itself.</summary>
    private static TableWork WorkOn(OperationContext context, RelationName table)
    {
        var work = context.MayBeLarge(table) ? context.Effect.WorkOn(table) : TableWork.None;
        foreach (var part in context.Catalog.Descendants(table))
        {
            work |= context.MayBeLarge(part) ? context.Effect.WorkOn(part) : TableWork.None;
        }

        return work;
    }
}
