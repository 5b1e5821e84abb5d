using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>CREATE TABLE, DROP TABLE and the storage of a table.</summary>
internal static class TableEffects
{
    public static void Create(CreateTable create, EffectScope scope, EffectBuilder effect)
    {
        if (create.IfNotExists && scope.Find(create.Table) is not null)
        {
            return;
        }

        effect.Lock(create.Table, LockMode.AccessExclusive);
        foreach (var constraint in create.Constraints)
        {
            VersionErrors.Check(constraint is NotNullConstraint ? constraint with { Inline = true } : constraint, scope, effect);
            if (constraint is ForeignKeyConstraint reference)
            {
                effect.Error ??= ForeignKeyErrors.Of(create.Table, reference, scope, Created(create));
            }

            if (constraint is ForeignKeyConstraint key && !key.ReferencedTable.Equals(create.Table))
            {
                scope.LockTree(effect, key.ReferencedTable, LockMode.ShareRowExclusive);
            }
        }

        foreach (var column in create.Columns)
        {
            if (column.Generated == GeneratedKind.Virtual && scope.Major < 18)
            {
                effect.Error ??= VersionErrors.Needs("a virtual generated column", 18);
            }
        }

        if (create.OfType is { } type)
        {
            effect.Lock(type, LockMode.AccessShare);

            // Before PostgreSQL 18 the columns of the key are made NOT NULL by a command of its own, which reads the new table.
            if (scope.Major < 18 && create.Constraints.Any(static c => c is PrimaryKeyConstraint))
            {
                effect.Lock(create.Table, LockMode.AccessExclusive, TableWork.Scan);
            }
        }

        foreach (var parent in create.Inherits)
        {
            effect.Error ??= scope.Find(parent) switch
            {
                { IsPartitioned: true } => $"cannot inherit from partitioned table \"{parent.Name}\"",
                { PartitionOf: not null } => $"cannot inherit from partition \"{parent.Name}\"",
                _ => null,
            };
            effect.Lock(parent, LockMode.ShareUpdateExclusive);
        }

        foreach (var source in create.Reads)
        {
            effect.Lock(source, LockMode.AccessShare);
        }

        if (create.PartitionOf is { } partitioned)
        {
            PartitionEffects.Create(create, partitioned, scope, effect);
        }
    }

    public static void Drop(DropTable drop, EffectScope scope, EffectBuilder effect)
    {
        effect.Lock(drop.Table, LockMode.AccessExclusive);
        DropOne(drop, drop.Table, scope, effect);
        foreach (var descendant in scope.Catalog.Descendants(drop.Table))
        {
            if (drop.Cascade || scope.Find(descendant) is { PartitionOf: not null })
            {
                effect.Lock(descendant, LockMode.AccessExclusive);
                DropOne(drop, descendant, scope, effect);
            }
            else if (scope.Find(descendant) is { IsComplete: true, PartitionOf: null } && !IsNamed(descendant, scope))
            {
                effect.Error ??= $"cannot drop table {drop.Table.Name} because other objects depend on it: table {descendant.Name}";
            }
        }

        if (scope.Find(drop.Table)?.PartitionOf is { } parent)
        {
            effect.Lock(parent, LockMode.AccessExclusive);
            PartitionEffects.LockDefaultAlone(parent, drop.Table, scope, effect);
        }
    }

    public static void ChangeStorage(AlterTableStorage change, EffectScope scope, EffectBuilder effect)
    {
        if (scope.IsPartitioned(change.Table) && ErrorOfPartitioned(change, scope.Major) is { } error)
        {
            effect.Lock(change.Table, LockMode.AccessExclusive);
            effect.Error = error;
            return;
        }

        switch (change.Change)
        {
            case TableStorageChange.SetLogged:
                ChangePersistence(change.Table, TablePersistence.Permanent, scope, effect);
                break;

            case TableStorageChange.SetUnlogged:
                ChangePersistence(change.Table, TablePersistence.Unlogged, scope, effect);
                break;

            case TableStorageChange.SetTablespace when scope.IsPartitioned(change.Table):
                // It only says where partitions that are still to come are kept.
                effect.Lock(change.Table, LockMode.AccessExclusive);
                break;

            case TableStorageChange.SetTablespace when string.Equals(change.Value, "pg_default", StringComparison.Ordinal):
                effect.Lock(change.Table, LockMode.AccessExclusive);
                effect.DependsOn($"the tablespace in which {change.Table} is now is not known");
                break;

            case TableStorageChange.SetTablespace:
                effect.Lock(change.Table, LockMode.AccessExclusive, TableWork.Copy);
                break;

            case TableStorageChange.SetAccessMethod when scope.Major >= 17 && scope.IsPartitioned(change.Table):
                effect.Lock(change.Table, LockMode.AccessExclusive);
                break;

            case TableStorageChange.SetAccessMethod:
                effect.Error = scope.Major < 15 ? VersionErrors.Needs("SET ACCESS METHOD", 15) : null;
                if (change.Value is null or "heap")
                {
                    effect.Lock(change.Table, LockMode.AccessExclusive);
                    effect.DependsOn($"the access method that {change.Table} has now is not known");
                }
                else
                {
                    effect.Lock(change.Table, LockMode.AccessExclusive, TableWork.Rewrite);
                }

                break;

            case TableStorageChange.SetParameters:
                var isForDecoding = change.Value?.IndexOf("user_catalog_table", StringComparison.OrdinalIgnoreCase) >= 0;
                effect.Lock(change.Table, isForDecoding ? LockMode.AccessExclusive : LockMode.ShareUpdateExclusive);
                break;

            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, null);
        }
    }

    /// <summary>The table as its own definition tells, for what its foreign keys ask.</summary>
    private static TableInfo Created(CreateTable create) => new(create.Table)
    {
        Columns = create.Columns,
        Constraints = create.Constraints,
        Persistence = create.Persistence,
        IsComplete = create is { Reads.IsEmpty: true, Inherits.IsEmpty: true, PartitionOf: null, IfNotExists: false },
    };

    /// <summary>A partitioned table has no storage of its own; since PostgreSQL 17 it has an access method for partitions that are still to come.</summary>
    private static string? ErrorOfPartitioned(AlterTableStorage change, int major) => change.Change switch
    {
        TableStorageChange.SetLogged or TableStorageChange.SetUnlogged when major >= 18 =>
            $"ALTER action SET LOGGED or UNLOGGED cannot be performed on relation \"{change.Table.Name}\"",
        TableStorageChange.SetAccessMethod when major is 15 or 16 => "cannot change access method of a partitioned table",
        TableStorageChange.SetParameters => "cannot specify storage parameters for a partitioned table",
        _ => null,
    };

    private static void ChangePersistence(RelationName table, TablePersistence persistence, EffectScope scope, EffectBuilder effect)
    {
        var isSo = scope.Find(table) is { IsComplete: true } known && known.Persistence == persistence;
        effect.Lock(table, LockMode.AccessExclusive, isSo || scope.IsPartitioned(table) ? TableWork.None : TableWork.Rewrite);
    }

    private static void DropOne(DropTable drop, RelationName table, EffectScope scope, EffectBuilder effect)
    {
        if (scope.Find(table) is { } info)
        {
            foreach (var constraint in info.Constraints)
            {
                // A key that a partition has from its parent has its triggers on the referenced table there.
                if (constraint is ForeignKeyConstraint key
                    && !(info.PartitionOf is { } parent && scope.Find(parent) is { } owner && ConstraintReplay.HasEquivalent(owner, key)))
                {
                    scope.LockTree(effect, key.ReferencedTable, LockMode.AccessExclusive);
                }
            }
        }

        DropRowType(drop, table, scope, effect);
        if (scope.Find(table) is { } dropped)
        {
            SequenceEffects.DropOwned(dropped, column: null, drop.Cascade, scope, effect);
        }

        ViewEffects.DropRelation(drop.Table, table, drop.Cascade, scope, effect);
        foreach (var reference in scope.Catalog.ForeignKeysReaching(table))
        {
            if (reference.Table.Equals(drop.Table))
            {
                continue;
            }

            if (drop.Cascade)
            {
                scope.LockTree(effect, reference.Table, LockMode.AccessExclusive);
            }
            else if (scope.Find(reference.Table) is { IsComplete: true } && !IsDropped(reference.Table, scope))
            {
                effect.Error ??= $"cannot drop table {drop.Table.Name} because other objects depend on it";
            }
        }
    }

    /// <summary>A table is a type as well: columns may be of it.</summary>
    private static void DropRowType(DropTable drop, RelationName table, EffectScope scope, EffectBuilder effect)
    {
        if (!TypeDependents.IsRowType(table))
        {
            return;
        }

        if (drop.Cascade)
        {
            TypeDependents.LockForDrop(table, scope, effect);
        }
        else if (TypeDependents.Any(table, scope.Catalog, t => IsDropped(t, scope)))
        {
            effect.Error ??= $"cannot drop table {drop.Table.Name} because other objects depend on it";
        }
    }

    private static bool IsNamed(RelationName table, EffectScope scope)
    {
        foreach (var operation in scope.Statement.Operations)
        {
            if (operation is DropTable drop && drop.Table.Equals(table))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>DROP TABLE a, b drops both at once.</summary>
    private static bool IsDropped(RelationName table, EffectScope scope)
    {
        foreach (var operation in scope.Statement.Operations)
        {
            if (operation is DropTable drop && (drop.Table.Equals(table) || scope.Catalog.Descendants(drop.Table).Contains(table)))
            {
                return true;
            }
        }

        return false;
    }
}
