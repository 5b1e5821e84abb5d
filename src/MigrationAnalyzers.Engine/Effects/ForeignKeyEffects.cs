using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>ADD FOREIGN KEY: SHARE ROW EXCLUSIVE on both tables, and unless it is NOT VALID every row is looked up under it.</summary>
internal static class ForeignKeyEffects
{
    public static void Add(RelationName table, ForeignKeyConstraint key, EffectScope scope, EffectBuilder effect)
    {
        var isPartitioned = scope.IsPartitioned(table);
        if (isPartitioned && key.NotValid && scope.Major < 18)
        {
            effect.Error ??= $"cannot add NOT VALID foreign key on partitioned table \"{table.Name}\" referencing relation \"{key.ReferencedTable.Name}\"";
        }

        if (isPartitioned && EachPartitionHas(table, key, scope))
        {
            // The keys of the partitions are adopted: none is validated again, and their triggers on the referenced table are replaced.
            scope.LockTree(effect, table, LockMode.ShareRowExclusive);
            scope.LockTree(effect, key.ReferencedTable, LockMode.AccessExclusive);
            return;
        }

        var validates = !key.NotValid && !key.NotEnforced;
        scope.LockTree(effect, key.ReferencedTable, LockMode.ShareRowExclusive);
        scope.LockTree(effect, table, LockMode.ShareRowExclusive, validates ? TableWork.ForeignKeyScan : TableWork.None);
    }

    private static bool EachPartitionHas(RelationName table, ForeignKeyConstraint key, EffectScope scope)
    {
        var partitions = scope.Catalog.Descendants(table);
        var wanted = key.ReferencedColumns.IsEmpty && scope.Find(key.ReferencedTable)?.PrimaryKey is { } primary
            ? key with { ReferencedColumns = primary.Columns }
            : key;
        foreach (var partition in partitions)
        {
            if (scope.Find(partition) is not { } info || !ConstraintReplay.HasEquivalent(info, wanted))
            {
                return false;
            }
        }

        return !partitions.IsEmpty;
    }
}
