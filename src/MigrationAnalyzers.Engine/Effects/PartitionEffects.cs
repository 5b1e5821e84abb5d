using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>CREATE TABLE ... PARTITION OF, ATTACH and DETACH PARTITION.</summary>
internal static class PartitionEffects
{
    public static void Create(RelationName parent, EffectScope scope, EffectBuilder effect)
    {
        effect.Lock(parent, LockMode.AccessExclusive);
        LockDefault(parent, TableWork.Scan, scope, effect);
        LockReferenced(scope.Find(parent), partition: null, scope, effect);
    }

    public static void Attach(AttachPartition attach, EffectScope scope, EffectBuilder effect)
    {
        effect.Lock(attach.Table, LockMode.ShareUpdateExclusive);
        var parent = scope.Find(attach.Table);
        var partition = scope.Find(attach.Partition);

        var work = BoundsWork(attach.Partition, partition, attach.IsDefault, scope, effect) | IndexWork(parent, partition);
        if (LockReferenced(parent, partition, scope, effect))
        {
            work |= TableWork.ForeignKeyScan;
        }

        scope.LockTree(effect, attach.Partition, LockMode.AccessExclusive, work);
        LockDefault(attach.Table, TableWork.Scan, scope, effect);
    }

    public static void Detach(DetachPartition detach, EffectScope scope, EffectBuilder effect)
    {
        if (detach.Concurrently)
        {
            effect.CannotRunInTransaction = true;
            effect.Lock(detach.Table, LockMode.ShareUpdateExclusive);
            scope.LockTree(effect, detach.Partition, LockMode.AccessExclusive);
            effect.Error =
                scope.Major < 14 ? VersionErrors.Needs("DETACH PARTITION ... CONCURRENTLY", 14)
                : scope.Catalog.DefaultPartition(detach.Table) is not null ? "cannot detach partitions concurrently when a default partition exists"
                : null;
            return;
        }

        effect.Lock(detach.Table, LockMode.AccessExclusive);
        scope.LockTree(effect, detach.Partition, scope.Major >= 14 ? LockMode.AccessExclusive : LockMode.ShareUpdateExclusive);
        LockDefault(detach.Table, TableWork.None, scope, effect);
    }

    /// <summary>The DEFAULT partition, which must hold no row that belongs to another one.</summary>
    public static void LockDefault(RelationName parent, TableWork work, EffectScope scope, EffectBuilder effect)
    {
        if (scope.Catalog.DefaultPartition(parent) is { } standard)
        {
            if (work != TableWork.None && MayProveBounds(standard, needsNotNull: true))
            {
                effect.DependsOn($"whether a CHECK constraint of {standard.Name} excludes the new partition's rows is not known");
                work = TableWork.None;
            }

            scope.LockTree(effect, standard.Name, LockMode.AccessExclusive, work);
        }
    }

    private static TableWork BoundsWork(RelationName name, TableInfo? partition, bool isDefault, EffectScope scope, EffectBuilder effect)
    {
        if (partition is { IsNew: true, IsLoaded: false } || partition is null || !MayProveBounds(partition, needsNotNull: !isDefault))
        {
            return TableWork.Scan;
        }

        effect.DependsOn($"whether a CHECK constraint of {name} implies the bounds of the partition is not known");
        return TableWork.None;
    }

    /// <summary>
    /// A valid CHECK constraint can save the scan. It must say what the bounds say, IS NOT NULL included unless the column is NOT NULL; the bounds themselves
    /// are not known here.
    /// </summary>
    private static bool MayProveBounds(TableInfo table, bool needsNotNull)
    {
        foreach (var constraint in table.Constraints)
        {
            if (constraint is CheckConstraint { NotValid: false, NotEnforced: false } check)
            {
                if (!needsNotNull || !check.Expression.ProvesNotNull.IsEmpty)
                {
                    return true;
                }

                foreach (var column in check.Expression.Columns)
                {
                    if (table.IsNotNull(column) == true)
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private static TableWork IndexWork(TableInfo? parent, TableInfo? partition)
    {
        if (parent is null)
        {
            return TableWork.None;
        }

        foreach (var index in parent.Indexes)
        {
            if (partition is null || !IndexReplay.HasEquivalent(partition, index.Definition))
            {
                return TableWork.IndexBuild;
            }
        }

        foreach (var constraint in parent.Constraints)
        {
            if (constraint is PrimaryKeyConstraint or UniqueConstraint && (partition is null || !ConstraintReplay.HasEquivalent(partition, constraint)))
            {
                return TableWork.IndexBuild;
            }
        }

        return TableWork.None;
    }

    /// <summary>The partition gets the foreign keys of its parent.</summary>
    /// <returns>Whether rows must be looked up for one of them.</returns>
    private static bool LockReferenced(TableInfo? parent, TableInfo? partition, EffectScope scope, EffectBuilder effect)
    {
        var scans = false;
        if (parent is not null)
        {
            foreach (var constraint in parent.Constraints)
            {
                if (constraint is ForeignKeyConstraint key && (partition is null || !ConstraintReplay.HasEquivalent(partition, key)))
                {
                    scope.LockTree(effect, key.ReferencedTable, LockMode.ShareRowExclusive);
                    scans |= !key.NotEnforced;
                }
            }
        }

        return scans;
    }
}
