using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>CREATE TABLE ... PARTITION OF, ATTACH and DETACH PARTITION.</summary>
internal static class PartitionEffects
{
    public static void Create(CreateTable create, RelationName parent, EffectScope scope, EffectBuilder effect)
    {
        effect.Lock(parent, LockMode.AccessExclusive);
        var info = scope.Find(parent);
        if (info is not null)
        {
            effect.Error ??= info is { IsComplete: true, IsPartitioned: false }
                ? $"\"{parent.Name}\" is not partitioned"
                : PartitionBounds.ErrorOf(info, create.Table, create.Bound, scope.Catalog);
        }

        LockDefault(parent, create.Bound, scope, effect);
        LockReferenced(info, partition: null, scope, effect);
        foreach (var reference in scope.Catalog.ForeignKeysTo(parent))
        {
            // Since PostgreSQL 15 the referencing table gets the new partition's triggers (addFkRecurseReferenced).
            scope.LockTree(effect, reference.Table, scope.Major >= 15 ? LockMode.ShareRowExclusive : LockMode.AccessShare);
        }
    }

    public static void Attach(AttachPartition attach, EffectScope scope, EffectBuilder effect)
    {
        effect.Lock(attach.Table, LockMode.ShareUpdateExclusive);
        var parent = scope.Find(attach.Table);
        var partition = scope.Find(attach.Partition);
        effect.Error ??= AttachErrors.Of(attach, parent, partition, scope);

        // The constraint of the parent itself is read from the tables above it (get_partition_qual_relid).
        for (var above = parent?.PartitionOf; above is { } name; above = scope.Find(name)?.PartitionOf)
        {
            effect.Lock(name, LockMode.AccessShare);
        }

        scope.LockTree(effect, attach.Partition, LockMode.AccessExclusive);
        if (partition is null || (parent is null && !partition.Constraints.Any(static c => c is CheckConstraint { NotValid: false, NotEnforced: false })))
        {
            effect.Lock(attach.Partition, LockMode.AccessExclusive, TableWork.Scan);
        }
        else
        {
            Verify(partition, parent is null ? null : PartitionConstraint.Of(parent, attach.Bound, except: null, scope.Catalog), scope, effect);
        }

        BuildIndexes(parent, attach.Partition, scope, effect);
        if (LockReferenced(parent, partition, scope, effect))
        {
            effect.Lock(attach.Partition, LockMode.AccessExclusive, TableWork.ForeignKeyScan);
        }

        LockDefault(attach.Table, attach.Bound, scope, effect);
    }

    public static void Detach(DetachPartition detach, EffectScope scope, EffectBuilder effect)
    {
        var parent = scope.Find(detach.Table);
        var partition = scope.Find(detach.Partition);
        effect.Error ??= parent is { IsComplete: true, IsPartitioned: false } ? $"table \"{detach.Table.Name}\" is not partitioned"
            : partition is { IsComplete: true } && !Nullable.Equals(partition.PartitionOf, detach.Table)
                ? $"relation \"{detach.Partition.Name}\" is not a partition of relation \"{detach.Table.Name}\""
            : null;
        if (detach.Concurrently || detach.Finalize)
        {
            DetachConcurrently(detach, scope, effect);
            return;
        }

        effect.Lock(detach.Table, LockMode.AccessExclusive);
        scope.LockTree(effect, detach.Partition, LockMode.AccessExclusive);
        LockDefaultAlone(detach.Table, detach.Partition, scope, effect);
        LockForeignKeys(detach, parent, scope, effect);

        // Before PostgreSQL 14 the partition itself was locked less, unless a foreign key over it is dropped.
        if (scope.Major < 14 && scope.Catalog.ForeignKeysTo(detach.Table).IsEmpty && partition is not { Bound: DefaultBound })
        {
            effect.Weaken(detach.Partition, LockMode.ShareUpdateExclusive);
        }
    }

    /// <summary>The DEFAULT partition, which must hold no row that belongs to another one.</summary>
    private static void LockDefault(RelationName parent, PartitionBound? bound, EffectScope scope, EffectBuilder effect)
    {
        if (bound is DefaultBound || scope.Catalog.DefaultPartition(parent) is not { } standard)
        {
            return;
        }

        effect.Lock(standard.Name, LockMode.AccessExclusive);
        Verify(standard, scope.Find(parent) is { } partitioned ? PartitionConstraint.ForDefault(partitioned, bound, scope.Catalog) : null, scope, effect);
    }

    /// <summary>The DEFAULT partition holds what belongs to no other one: when one goes, that changes.</summary>
    public static void LockDefaultAlone(RelationName parent, RelationName gone, EffectScope scope, EffectBuilder effect)
    {
        if (scope.Catalog.DefaultPartition(parent) is { } standard && !standard.Name.Equals(gone))
        {
            effect.Lock(standard.Name, LockMode.AccessExclusive);
        }
    }

    /// <summary>QueuePartitionConstraintValidation: what the constraints of a table prove is not read, else each of its partitions is looked at on its own.</summary>
    private static void Verify(TableInfo table, Predicate? condition, EffectScope scope, EffectBuilder effect)
    {
        if (condition is OpaquePredicate { Text: "true" })
        {
            return;
        }

        var proof = PartitionConstraint.IsImplied(table, condition);
        if (proof == Proof.Holds)
        {
            return;
        }

        if (proof == Proof.Unknown)
        {
            effect.Lock(table.Name, LockMode.AccessExclusive);
            effect.DependsOn($"whether the CHECK constraints of {table.Name} imply the bounds of the partition is not known");
            return;
        }

        if (condition is not null)
        {
            KnownRowErrors.Condition(
                table.Name, table.Name, condition, static o => o, $"partition constraint of relation \"{table.Name.Name}\" is violated by some row", scope, effect);
        }

        effect.Lock(table.Name, LockMode.AccessExclusive, table.IsPartitioned ? TableWork.None : TableWork.Scan);
        if (table.IsPartitioned)
        {
            foreach (var partition in scope.Catalog.PartitionsOf(table.Name))
            {
                effect.Lock(partition.Name, LockMode.AccessExclusive);
                Verify(partition, condition, scope, effect);
            }
        }
    }

    private static void DetachConcurrently(DetachPartition detach, EffectScope scope, EffectBuilder effect)
    {
        effect.Lock(detach.Table, LockMode.ShareUpdateExclusive);
        scope.LockTree(effect, detach.Partition, LockMode.AccessExclusive);
        if (scope.Major < 14)
        {
            effect.CannotRunInTransaction = detach.Concurrently;
            effect.Error = VersionErrors.Needs("DETACH PARTITION ... CONCURRENTLY", 14);
        }
        else if (detach.Finalize)
        {
            effect.Error ??= scope.Find(detach.Partition) is { IsComplete: true } ? $"cannot complete detaching partition \"{detach.Partition.Name}\"" : null;
        }
        else
        {
            effect.CannotRunInTransaction = true;
            effect.Error ??= scope.Catalog.DefaultPartition(detach.Table) is not null ? "cannot detach partitions concurrently when a default partition exists" : null;
        }
    }

    /// <summary>The foreign keys that the partition has from its parent become its own, and what references the parent no longer references the partition.</summary>
    private static void LockForeignKeys(DetachPartition detach, TableInfo? parent, EffectScope scope, EffectBuilder effect)
    {
        foreach (var constraint in parent?.Constraints ?? [])
        {
            if (constraint is ForeignKeyConstraint key)
            {
                scope.LockTree(effect, key.ReferencedTable, LockMode.ShareRowExclusive);
            }
        }

        foreach (var reference in scope.Catalog.ForeignKeysTo(detach.Table))
        {
            scope.LockTree(effect, reference.Table, LockMode.AccessExclusive);
        }
    }

    private static void BuildIndexes(TableInfo? parent, RelationName partition, EffectScope scope, EffectBuilder effect)
    {
        if (parent is null || scope.Find(partition) is not { } info || !PartitionIndexes.LacksIndex(parent, info))
        {
            return;
        }

        effect.Lock(partition, LockMode.AccessExclusive, TableWork.IndexBuild);
        foreach (var part in scope.Catalog.Descendants(partition))
        {
            effect.Lock(part, LockMode.AccessExclusive, TableWork.IndexBuild);
        }
    }

    /// <summary>The partition gets the foreign keys of its parent.</summary>
    /// <returns>Whether rows must be looked up for one of them.</returns>
    private static bool LockReferenced(TableInfo? parent, TableInfo? partition, EffectScope scope, EffectBuilder effect)
    {
        var scans = false;
        foreach (var constraint in parent?.Constraints ?? [])
        {
            if (constraint is not ForeignKeyConstraint key)
            {
                continue;
            }

            // One that the partition has already is adopted, and its triggers on the referenced table are dropped (tryAttachPartitionForeignKey); PostgreSQL 18
            // adopts one that is NOT VALID too, and validates it.
            var isAdopted = partition is not null
                && (ConstraintReplay.HasEquivalent(partition, key) || (scope.Major >= 18 && ConstraintReplay.HasEquivalentNotValid(partition, key)));
            scope.LockTree(effect, key.ReferencedTable, isAdopted ? LockMode.AccessExclusive : LockMode.ShareRowExclusive);
            scans |= !key.NotEnforced && !(partition is not null && ConstraintReplay.HasEquivalent(partition, key));
        }

        return scans;
    }
}
