using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>Rows: DML, TRUNCATE and LOCK TABLE.</summary>
internal static class DataEffects
{
    public static void Write(WriteRows write, EffectScope scope, EffectBuilder effect)
    {
        if (write.Kind == RowWriteKind.Merge && scope.Major < 15)
        {
            effect.Error = VersionErrors.Needs("MERGE", 15);
        }

        scope.LockTree(effect, write.Table, LockMode.RowExclusive, TableWork.RowWrites);
        foreach (var read in write.Reads)
        {
            effect.Lock(read, LockMode.AccessShare);
        }

        // The checks of foreign keys lock the other table's rows: SELECT ... FOR KEY SHARE.
        if (write.Kind != RowWriteKind.Delete && scope.Find(write.Table) is { } table)
        {
            foreach (var constraint in table.Constraints)
            {
                if (constraint is ForeignKeyConstraint key && (write.Kind != RowWriteKind.Update || Touches(write, key.Columns)))
                {
                    effect.Lock(key.ReferencedTable, LockMode.RowShare);
                }
            }
        }

        if (write.Kind is RowWriteKind.Delete or RowWriteKind.Update or RowWriteKind.Merge)
        {
            foreach (var reference in scope.Catalog.ForeignKeysTo(write.Table))
            {
                var action = write.Kind == RowWriteKind.Update ? reference.ForeignKey.OnUpdate : reference.ForeignKey.OnDelete;
                if (write.Kind == RowWriteKind.Update && !Touches(write, reference.ForeignKey.ReferencedColumns))
                {
                    continue;
                }

                effect.Lock(
                    reference.Table,
                    action is ReferentialAction.NoAction or ReferentialAction.Restrict ? LockMode.RowShare : LockMode.RowExclusive);
            }
        }
    }

    public static void Truncate(Truncate truncate, EffectScope scope, EffectBuilder effect)
    {
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

        var reached = new List<RelationName> { truncate.Table };
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

    public static void Lock(LockTable operation, EffectScope scope, EffectBuilder effect) =>
        scope.LockTree(effect, operation.Table, Mode(operation.Mode));

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

    /// <summary>The statement writes one of the columns, or may.</summary>
    private static bool Touches(WriteRows write, System.Collections.Immutable.ImmutableArray<string> columns)
    {
        foreach (var column in columns)
        {
            if (write.Columns.Contains(column, StringComparer.Ordinal))
            {
                return true;
            }
        }

        return write.Columns.IsEmpty;
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
