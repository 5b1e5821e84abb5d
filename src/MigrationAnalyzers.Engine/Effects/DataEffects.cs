using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>TRUNCATE and LOCK TABLE.</summary>
internal static class DataEffects
{
    public static void Truncate(Truncate truncate, EffectScope scope, EffectBuilder effect)
    {
        if (scope.Catalog.Views.TryGetValue(truncate.Table, out var view) && view.IsComplete)
        {
            effect.Error = $"\"{truncate.Table.Name}\" is not a table";
            return;
        }

        if (truncate.Only && scope.IsPartitioned(truncate.Table))
        {
            effect.Error = "cannot truncate only a partitioned table";
            return;
        }

        scope.LockTree(effect, truncate.Table, LockMode.AccessExclusive, TableWork.NewFile);
        if (truncate.Only && scope.IsPartitioned(truncate.Table))
        {
            effect.Error ??= "cannot truncate only a partitioned table";
        }

        // Up to PostgreSQL 13 the constraint of a partition is read from the tables above it.
        for (var above = scope.Find(truncate.Table)?.PartitionOf; scope.Major < 14 && above is { } parent; above = scope.Find(parent)?.PartitionOf)
        {
            effect.Lock(parent, LockMode.AccessShare);
        }

        // A foreign key to a partitioned table is one to each of its partitions, and TRUNCATE reaches those.
        var reached = new List<RelationName> { truncate.Table };
        for (var next = scope.Find(truncate.Table)?.PartitionOf; next is { } above; next = scope.Find(above)?.PartitionOf)
        {
            if (!truncate.Cascade && scope.Catalog.ForeignKeysTo(above).Any(r => scope.Find(r.Table) is { IsComplete: true } && !IsTruncated(r.Table, scope)))
            {
                effect.Error ??= "cannot truncate a table referenced in a foreign key constraint";
            }
        }

        for (var i = 0; i < reached.Count; i++)
        {
            foreach (var reference in scope.Catalog.ForeignKeysReaching(reached[i]))
            {
                if (reached.Contains(reference.Table))
                {
                    continue;
                }

                if (truncate.Cascade)
                {
                    reached.Add(reference.Table);
                    scope.LockTree(effect, reference.Table, LockMode.AccessExclusive, TableWork.NewFile);
                }
                else if (!IsTruncated(reference.Table, scope) && scope.Find(reference.Table) is { IsComplete: true })
                {
                    effect.Error ??= "cannot truncate a table referenced in a foreign key constraint";
                }
            }
        }
    }

    public static void Lock(LockTable operation, EffectScope scope, EffectBuilder effect)
    {
        if (scope.Statement is { Transaction: null, TransactionIsKnown: true, Operations.Length: > 0 } && !scope.Statement.Has(Circumstances.InDoBlock) && scope.Catalog.IsWhole)
        {
            effect.Error = "LOCK TABLE can only be used in transaction blocks";
        }
        else if (scope.Catalog.Views.TryGetValue(operation.Table, out var view))
        {
            // LockViewRecurse: all that the view reads is locked alike.
            scope.LockRead(effect, operation.Table, Mode(operation.Mode));
            effect.Error ??= view is { IsComplete: true, IsMaterialized: true } ? $"cannot lock relation \"{operation.Table.Name}\"" : null;
        }
        else
        {
            scope.LockTree(effect, operation.Table, Mode(operation.Mode));
            effect.Error ??= scope.Find(operation.Table) is null && (scope.Catalog.TableOfIndex(operation.Table) is not null || scope.Catalog.OtherRelations.Contains(operation.Table))
                ? $"cannot lock relation \"{operation.Table.Name}\""
                : null;
        }
    }

    private static LockMode Mode(string name)
    {
        for (var mode = LockMode.AccessShare; mode <= LockMode.AccessExclusive; mode++)
        {
            if (string.Equals(mode.DisplayName(), name.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return mode;
            }
        }

        throw new ArgumentException($"PostgreSQL has no lock mode {name}.", nameof(name));
    }

    private static bool IsTruncated(RelationName table, EffectScope scope)
    {
        foreach (var operation in scope.Statement.Operations)
        {
            if (operation is Truncate truncate && truncate.Table.Equals(table))
            {
                return true;
            }
        }

        return false;
    }
}
