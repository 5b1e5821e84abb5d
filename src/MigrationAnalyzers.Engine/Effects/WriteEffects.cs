using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>INSERT, UPDATE, DELETE, MERGE and COPY FROM.</summary>
internal static class WriteEffects
{
    public static void Write(WriteRows write, EffectScope scope, EffectBuilder effect)
    {
        if (write.Kind == RowWriteKind.Merge && scope.Major < 15)
        {
            effect.Error = VersionErrors.Needs("MERGE", 15);
        }
        else if (write.Since > scope.Major)
        {
            effect.Error = VersionErrors.Needs("RETURNING", write.Since);
        }

        foreach (var read in write.Reads)
        {
            scope.LockRead(effect, read);
            if (scope.Catalog.IsMissing(read))
            {
                effect.Error ??= $"relation \"{read}\" does not exist";
            }
        }

        if (scope.Catalog.Views.TryGetValue(write.Table, out var view))
        {
            WriteView(write, view, scope, effect);
            return;
        }

        LockTarget(write, scope, effect);
        if (write.Where is not OpaquePredicate { Text: "false" })
        {
            FollowRules(write, scope, effect);
            ForeignKeyWrites.Follow(write, scope, effect);
        }
    }

    /// <summary>An automatically updatable view hands on what is written to it (rewriteTargetView).</summary>
    private static void WriteView(WriteRows write, ViewInfo view, EffectScope scope, EffectBuilder effect)
    {
        effect.Lock(view.Name, LockMode.RowExclusive);
        foreach (var read in write.Reads.AddRange(view.Reads))
        {
            scope.LockRead(effect, read);
        }

        if (view.IsMaterialized)
        {
            effect.Error ??= view.IsComplete ? $"cannot change materialized view \"{view.Name.Name}\"" : null;
        }
        else if (view.HasInstead)
        {
            effect.DependsOn($"what the rules and triggers of {view.Name} do is not known");
        }
        else if (view.UpdatableRelation is { } target)
        {
            // The view may have other names for the columns.
            Write(write with { Table = target, Columns = [], Reads = [] }, scope, effect);
        }
        else if (view.IsComplete && !view.Output.IsDefault)
        {
            effect.Error ??= $"cannot write to view \"{view.Name.Name}\": it is not automatically updatable";
        }
    }

    private static void LockTarget(WriteRows write, EffectScope scope, EffectBuilder effect)
    {
        effect.Lock(write.Table, LockMode.RowExclusive, TableWork.RowWrites);
        var table = scope.Find(write.Table);
        if (write.Kind is RowWriteKind.Insert or RowWriteKind.Copy)
        {
            // INSERT into a table that others inherit reaches only the table itself.
            foreach (var partition in table is { IsPartitioned: true } ? Routed(write, table, scope, effect) : [])
            {
                effect.Lock(partition, LockMode.RowExclusive, TableWork.RowWrites);
            }
        }
        else
        {
            foreach (var descendant in write.Only ? [] : PartitionPruning.Kept(write.Table, write.Where, scope.Catalog))
            {
                effect.Lock(descendant, LockMode.RowExclusive, TableWork.RowWrites);
            }
        }

        if (write.Kind is RowWriteKind.Update or RowWriteKind.Merge && table?.PartitionKey is { } key && key.Operands.Any(o => write.Columns.Contains(o, StringComparer.Ordinal)))
        {
            effect.DependsOn($"which partitions of {write.Table} the changed rows move to is not known");
        }

        // New rows of a partition are held against its bounds, for which the tables above it are looked at (generate_partition_qual).
        var above = write.Kind == RowWriteKind.Delete ? null : table?.PartitionOf;
        for (; above is { } parent; above = scope.Find(parent)?.PartitionOf)
        {
            effect.Lock(parent, LockMode.AccessShare);
        }
    }

    /// <summary>The partitions that the rows go to (ExecFindPartition).</summary>
    private static IEnumerable<RelationName> Routed(WriteRows write, TableInfo table, EffectScope scope, EffectBuilder effect)
    {
        if (write.Rows.IsEmpty || table.PartitionKey is not { } key || !table.IsComplete)
        {
            effect.DependsOn($"which partitions of {write.Table} the rows belong to is not known");
            return [];
        }

        var found = new List<RelationName>();
        foreach (var row in write.Rows)
        {
            var values = Named(row, table);
            if (!key.Operands.All(o => values.Any(v => v is ComparisonPredicate c && c.Operand == o)))
            {
                effect.DependsOn($"which partitions of {write.Table} the rows belong to is not known");
                continue;
            }

            var partitions = PartitionPruning.Kept(write.Table, PredicateProof.And(values), scope.Catalog);
            if (partitions.IsEmpty)
            {
                effect.Error ??= $"no partition of relation \"{table.Name.Name}\" found for row";
            }

            found.AddRange(partitions);
        }

        return found;
    }

    /// <summary>The values by the names of their columns.</summary>
    private static ImmutableArray<Predicate> Named(Predicate row, TableInfo table)
    {
        var values = ImmutableArray.CreateBuilder<Predicate>();
        foreach (var value in ((PredicateList)row).Parts)
        {
            values.Add(value switch
            {
                ComparisonPredicate comparison => comparison with { Operand = table.ColumnAt(comparison.Operand) },
                NullPredicate test => test with { Operand = table.ColumnAt(test.Operand) },
                _ => value,
            });
        }

        return values.ToImmutable();
    }

    private static void FollowRules(WriteRows write, EffectScope scope, EffectBuilder effect)
    {
        var written = write.Kind switch
        {
            RowWriteKind.Insert => "INSERT",
            RowWriteKind.Update => "UPDATE",
            RowWriteKind.Delete => "DELETE",
            _ => null,
        };
        foreach (var attached in scope.Find(write.Table)?.Objects ?? [])
        {
            if (attached.Kind == TableObjectKind.Trigger)
            {
                effect.DependsOn($"what the trigger {attached.Name} of {write.Table} does is not known");
            }

            if (attached.Kind == TableObjectKind.Rule && string.Equals(attached.Event, written, StringComparison.Ordinal))
            {
                foreach (var target in attached.Writes)
                {
                    scope.LockTree(effect, target, LockMode.RowExclusive, TableWork.RowWrites);
                }

                foreach (var read in attached.AllReads())
                {
                    scope.LockRead(effect, read);
                }
            }
        }
    }
}
