using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>ADD FOREIGN KEY: SHARE ROW EXCLUSIVE on both tables, and unless it is NOT VALID every row is looked up under it.</summary>
internal static class ForeignKeyEffects
{
    public static void Add(RelationName table, ForeignKeyConstraint key, EffectScope scope, EffectBuilder effect)
    {
        effect.Error ??= ForeignKeyErrors.Of(table, key, scope);
        var verifies = !key.NotValid && !key.NotEnforced;
        if (verifies)
        {
            KnownRowErrors.ForeignKey(table, key, scope, effect);
        }

        var wanted = key.ReferencedColumns.IsEmpty && scope.Find(key.ReferencedTable)?.PrimaryKey is { } primary
            ? key with { ReferencedColumns = primary.Columns }
            : key;

        var (adopts, scans) = (false, !scope.IsPartitioned(table));
        effect.Lock(table, LockMode.ShareRowExclusive);
        var partitions = scope.Catalog.Descendants(table);
        foreach (var name in partitions)
        {
            if (scope.Find(name) is not { PartitionOf: not null } partition)
            {
                continue;
            }

            // Keys that partitions have are adopted; PostgreSQL 18 validates those that are not valid (tryAttachPartitionForeignKey).
            var existing = ConstraintReplay.Equivalent(partition, wanted);
            adopts |= existing is not null && (!existing.NotValid || scope.Major >= 18);
            scans |= !partition.IsPartitioned && existing is not { NotValid: false };
            effect.Lock(name, LockMode.ShareRowExclusive);
        }

        scans |= scope.IsPartitioned(table) && partitions.IsEmpty;
        effect.Lock(table, LockMode.ShareRowExclusive, scans && verifies ? TableWork.ForeignKeyScan : TableWork.None);

        // The triggers of adopted keys on the referenced table are dropped.
        scope.LockPartitions(effect, key.ReferencedTable, adopts ? LockMode.AccessExclusive : LockMode.ShareRowExclusive);
    }
}
