using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>CREATE TABLE, DROP TABLE and the storage of a table.</summary>
internal static class TableEffects
{
    private const string DefaultTablespace = "pg_default";

    public static void Create(CreateTable create, EffectScope scope, EffectBuilder effect)
    {
        if (create.IfNotExists && scope.Find(create.Table) is not null)
        {
            // The query of CREATE TABLE AS is analyzed before the table is looked for (transformCreateTableAsStmt).
            foreach (var source in create.AsSelect ? create.Reads : [])
            {
                effect.Lock(source, LockMode.AccessShare);
            }

            return;
        }

        effect.Error ??= StorageErrors.OfCreate(create, scope);

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
            if (create.AsSelect)
            {
                scope.LockRead(effect, source);
            }
            else
            {
                effect.Lock(source, LockMode.AccessShare);
            }
        }

        if (create.PartitionOf is { } partitioned)
        {
            PartitionEffects.Create(create, partitioned, scope, effect);
        }
    }

    public static void Drop(DropTable drop, EffectScope scope, EffectBuilder effect)
    {
        if (scope.Catalog.Views.TryGetValue(drop.Table, out var view) && view.IsComplete)
        {
            effect.Error = $"\"{drop.Table.Name}\" is not a table";
        }

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

            case TableStorageChange.SetTablespace when StorageErrors.OfTablespace(change.Value, scope) is { } refused:
                effect.Error = refused;
                break;

            case TableStorageChange.SetTablespace when scope.IsPartitioned(change.Table):
                // It only says where partitions that are still to come are kept.
                effect.Lock(change.Table, LockMode.AccessExclusive);
                break;

            case TableStorageChange.SetTablespace:
                Move(change, scope, effect);
                break;

            case TableStorageChange.SetAccessMethod when scope.Major >= 17 && scope.IsPartitioned(change.Table):
                effect.Lock(change.Table, LockMode.AccessExclusive);
                break;

            case TableStorageChange.SetAccessMethod:
                SetAccessMethod(change, scope, effect);
                break;

            case TableStorageChange.SetParameters:
                var isForDecoding = change.Value?.IndexOf("user_catalog_table", StringComparison.OrdinalIgnoreCase) >= 0;
                effect.Lock(change.Table, isForDecoding ? LockMode.AccessExclusive : LockMode.ShareUpdateExclusive);
                effect.Error ??= StorageErrors.OfParameters(change, scope);
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

    /// <summary>ALTER TABLE ALL IN TABLESPACE a SET TABLESPACE b: <c>NewName</c> and <c>Objects</c> are the tablespaces.</summary>
    public static void MoveAll(OtherStatement move, EffectScope scope, EffectBuilder effect)
    {
        if (move is not { NewName: { } target, Objects: [var source] })
        {
            effect.DependsOn("which tables are in the tablespace is not known");
            return;
        }

        effect.Error ??= StorageErrors.OfTablespace(target.Name, scope);
        foreach (var table in move.ObjectType == "OBJECT_TABLE" ? scope.Catalog.Tables.Values : [])
        {
            var isMaterializedView = scope.Catalog.Views.ContainsKey(table.Name);
            if (!isMaterializedView && !table.IsPartitioned && string.Equals(table.Tablespace ?? DefaultTablespace, source.Name, StringComparison.Ordinal))
            {
                effect.Lock(table.Name, LockMode.AccessExclusive, target.Equals(source) ? TableWork.None : TableWork.Copy);
            }
        }

        if (!scope.Catalog.IsWhole)
        {
            effect.DependsOn("which tables are in the tablespace is not known");
        }
    }

    private static void Move(AlterTableStorage change, EffectScope scope, EffectBuilder effect)
    {
        var wanted = change.Value ?? DefaultTablespace;
        var table = scope.Find(change.Table);
        var now = table?.Tablespace ?? (table is { IsComplete: true } && scope.Catalog.Parameter("default_tablespace") is null ? DefaultTablespace : null);
        if (now is null && string.Equals(wanted, DefaultTablespace, StringComparison.Ordinal))
        {
            effect.Lock(change.Table, LockMode.AccessExclusive);
            effect.DependsOn($"the tablespace in which {change.Table} is now is not known");
        }
        else
        {
            effect.Lock(change.Table, LockMode.AccessExclusive, string.Equals(now, wanted, StringComparison.Ordinal) ? TableWork.None : TableWork.Copy);
        }
    }

    private static void SetAccessMethod(AlterTableStorage change, EffectScope scope, EffectBuilder effect)
    {
        effect.Error ??= StorageErrors.OfAccessMethod(change, scope);
        if (scope.IsPartitioned(change.Table))
        {
            // PostgreSQL 17 can; it only says what partitions that are still to come have.
            effect.Lock(change.Table, LockMode.AccessExclusive);
            return;
        }

        // Without a name (DEFAULT): default_table_access_method.
        var wanted = change.Value ?? StorageErrors.Heap;
        var table = scope.Find(change.Table);
        var now = table?.AccessMethod ?? (table is { IsComplete: true } ? StorageErrors.Heap : null);
        if (now is null && string.Equals(wanted, StorageErrors.Heap, StringComparison.Ordinal))
        {
            effect.Lock(change.Table, LockMode.AccessExclusive);
            effect.DependsOn($"the access method that {change.Table} has now is not known");
        }
        else
        {
            effect.Lock(change.Table, LockMode.AccessExclusive, string.Equals(now, wanted, StringComparison.Ordinal) ? TableWork.None : TableWork.Rewrite);
        }
    }

    private static void ChangePersistence(RelationName table, TablePersistence persistence, EffectScope scope, EffectBuilder effect)
    {
        effect.Error ??= StorageErrors.OfPersistence(table, persistence, scope);
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
        FunctionEffects.DropRead(table, drop.Cascade, scope, effect);
        TableObjectEffects.DropRead(table, drop.Cascade, t => IsDropped(t, scope), scope, effect);

        // Each table is a type, too.
        foreach (var (user, column) in scope.Catalog.ColumnsOfType(table))
        {
            if (drop.Cascade)
            {
                effect.Lock(user, LockMode.AccessExclusive);
            }
            else if (scope.Find(user) is { IsComplete: true } && !IsDropped(user, scope))
            {
                effect.Error ??= $"cannot drop table {drop.Table.Name} because other objects depend on it: column {column} of table {user.Name}";
            }
        }

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
