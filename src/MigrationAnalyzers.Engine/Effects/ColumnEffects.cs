using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>The ALTER COLUMN subcommands, except the change of type.</summary>
internal static class ColumnEffects
{
    public static void SetNotNull(SetNotNull set, EffectScope scope, EffectBuilder effect)
    {
        ColumnErrors.Require(set.Table, set.Column, AlterPass.AfterAdd, scope, effect);
        if (scope.Major >= 18 && !set.Only && scope.Find(set.Table)?.Constraints.FirstOrDefault(c => c is NotNullConstraint { NoInherit: true } own
            && string.Equals(own.Column, set.Column, StringComparison.Ordinal)) is { } alone && !scope.DropsConstraint(set.Table, alone.Name))
        {
            effect.Error ??= $"cannot change NO INHERIT status of NOT NULL constraint \"{alone.Name}\" on relation \"{set.Table.Name}\"";
        }

        if (scope.Find(set.Table) is { IsComplete: true } table && table.IsNotNull(set.Column) == true
            && scope.InSameAlter<DropNotNull>(set.Table, d => string.Equals(d.Column, set.Column, StringComparison.Ordinal)) is null
            && !table.Constraints.Any(c => c is NotNullConstraint { NotValid: true } pending && string.Equals(pending.Column, set.Column, StringComparison.Ordinal)))
        {
            // It is found out before the partitions are looked at, which are NOT NULL then too (ATPrepSetNotNull).
            effect.Lock(set.Table, LockMode.AccessExclusive);
            return;
        }

        if (set.Only && scope.IsPartitioned(set.Table) && scope.Catalog.Descendants(set.Table) is { IsEmpty: false } partitions)
        {
            if (scope.Major >= 18 || partitions.Any(p => scope.Find(p) is { IsComplete: true } info && info.IsNotNull(set.Column) == false))
            {
                effect.Error ??= "constraint must be added to child tables too";
            }

            LockChildren(set.Table, scope, effect);
        }

        if (set.WasNullable == false)
        {
            scope.LockTree(effect, set.Table, LockMode.AccessExclusive);
            return;
        }

        NotNullProof.Require(set.Table, set.Column, LockMode.AccessExclusive, scope, effect);
        RowErrors.NotNull(set.Table, set.Column, scope, effect);
    }

    public static void DropNotNull(DropNotNull drop, EffectScope scope, EffectBuilder effect)
    {
        scope.LockTree(effect, drop.Table, LockMode.AccessExclusive);
        var column = ColumnErrors.Require(drop.Table, drop.Column, AlterPass.Drop, scope, effect);
        if (scope.Find(drop.Table) is not { IsComplete: true } table)
        {
            return;
        }

        if (column is { Generated: GeneratedKind.Identity })
        {
            effect.Error ??= $"column \"{drop.Column}\" of relation \"{drop.Table.Name}\" is an identity column";
        }
        else if (table.PrimaryKey is { } key && key.Columns.Contains(drop.Column, StringComparer.Ordinal) && !scope.DropsConstraint(drop.Table, key.Name))
        {
            effect.Error ??= $"column \"{drop.Column}\" is in a primary key";
        }
        else if (table.ReplicaIdentity is { } identity && (table.Index(identity)?.HasKey(drop.Column) ?? Keys(table, identity).Contains(drop.Column, StringComparer.Ordinal)))
        {
            effect.Error ??= $"column \"{drop.Column}\" is in index used as replica identity";
        }
        else if (scope.Major >= 18 && table.IsNotNull(drop.Column) == true && InheritsNotNull(table, drop.Column, scope))
        {
            effect.Error ??= $"cannot drop inherited constraint of column \"{drop.Column}\" of relation \"{drop.Table.Name}\"";
        }
        else if (drop.Only && table.IsPartitioned && !scope.Catalog.Descendants(drop.Table).IsEmpty)
        {
            // PostgreSQL 18 leaves the constraints of the partitions as their own, under a lock on each.
            effect.Error ??= scope.Major < 18 ? "cannot remove constraint from only the partitioned table when partitions exist" : null;
            LockChildren(drop.Table, scope, effect);
        }
    }

    private static ImmutableArray<string> Keys(TableInfo table, string constraint) =>
        table.Constraint(constraint) is { } key ? ConstraintReplay.KeyColumns(key) : [];

    private static bool InheritsNotNull(TableInfo table, string column, EffectScope scope)
    {
        foreach (var parent in table.Inherits)
        {
            if (scope.Find(parent)?.IsNotNull(column) == true)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>ONLY keeps the change from the children; but where they must learn that the column is their own now, they are locked.</summary>
    public static void LockChildren(RelationName table, EffectScope scope, EffectBuilder effect)
    {
        foreach (var child in scope.Catalog.Descendants(table))
        {
            if (scope.Find(child) is { } info && (table.Equals(info.PartitionOf) || info.Inherits.Contains(table)))
            {
                effect.Lock(child, LockMode.AccessExclusive);
            }
        }
    }

    /// <summary>SET DEFAULT, DROP DEFAULT.</summary>
    public static void ChangeDefault(RelationName table, string name, SqlExpression? value, EffectScope scope, EffectBuilder effect)
    {
        scope.LockTree(effect, table, LockMode.AccessExclusive);
        var column = ColumnErrors.Require(table, name, value is null ? AlterPass.Drop : AlterPass.AfterAdd, scope, effect);
        if (value is not null)
        {
            // The type is the one that the same ALTER TABLE gives the column.
            var changed = scope.InSameAlter<AlterColumnType>(table, c => string.Equals(c.Column, name, StringComparison.Ordinal));
            effect.Error ??= DefaultErrors.OfType(name, changed is null ? column?.Type : changed.NewType, value, scope);
        }

        switch (column?.Generated)
        {
            // Both are dropped before defaults are set.
            case GeneratedKind.Identity when !Changes(table, name, ColumnChange.DropIdentity, scope):
                effect.Error ??= $"column \"{name}\" of relation \"{table.Name}\" is an identity column";
                break;
            case GeneratedKind.Stored or GeneratedKind.Virtual when !Changes(table, name, ColumnChange.DropExpression, scope):
                effect.Error ??= $"column \"{name}\" of relation \"{table.Name}\" is a generated column";
                break;
        }
    }

    public static void ChangeProperty(AlterColumnProperty change, EffectScope scope, EffectBuilder effect)
    {
        if (change.Change == ColumnChange.SetOptions)
        {
            // Options of a column are its table's alone: partitions keep theirs.
            effect.Lock(change.Table, LockMode.ShareUpdateExclusive);
        }
        else if (change.Change == ColumnChange.SetStatistics)
        {
            scope.LockTree(effect, change.Table, LockMode.ShareUpdateExclusive);
        }
        else if (change.Change != ColumnChange.SetExpression)
        {
            scope.LockTree(effect, change.Table, LockMode.AccessExclusive);
        }

        // What the grammar of an older server rejects comes before what its catalog does.
        var needs = change.Change switch
        {
            ColumnChange.SetCompression => 14,
            ColumnChange.SetStorage when string.Equals(change.Value, "default", StringComparison.OrdinalIgnoreCase) => 16,
            ColumnChange.DropExpression => 13,
            ColumnChange.SetExpression => 17,
            _ => 0,
        };
        if (scope.Major < needs)
        {
            effect.Error = VersionErrors.Needs(Words(change.Change), needs);
        }

        var pass = change.Change is ColumnChange.DropIdentity or ColumnChange.DropExpression ? AlterPass.Drop : AlterPass.AfterAdd;
        var column = ColumnErrors.Require(change.Table, change.Column, pass, scope, effect);
        switch (change.Change)
        {
            case ColumnChange.AddIdentity:
                AddIdentity(change, column, scope, effect);
                break;

            case ColumnChange.SetIdentity or ColumnChange.DropIdentity:
                if (column is not null and not { Generated: GeneratedKind.Identity } && !change.IfExists && IsComplete(change.Table, scope)
                    && (change.Change == ColumnChange.DropIdentity || !Changes(change.Table, change.Column, ColumnChange.AddIdentity, scope)))
                {
                    effect.Error ??= Is(change, "not an identity column");
                }

                break;

            case ColumnChange.SetStorage or ColumnChange.SetCompression:
                effect.Error ??= StorageErrors.OfColumn(change, column?.Type, scope);
                break;

            case ColumnChange.DropExpression:
                DropExpression(change, column, scope, effect);
                break;

            case ColumnChange.SetExpression:
                SetExpression(change, column, scope, effect);
                break;
        }
    }

    private static string Words(ColumnChange change) => change switch
    {
        ColumnChange.SetCompression => "SET COMPRESSION",
        ColumnChange.SetStorage => "SET STORAGE DEFAULT",
        ColumnChange.DropExpression => "DROP EXPRESSION",
        ColumnChange.SetExpression => "SET EXPRESSION",
        _ => change.ToString(),
    };

    private static string Is(AlterColumnProperty change, string what) => $"column \"{change.Column}\" of relation \"{change.Table.Name}\" is {what}";

    private static bool IsComplete(RelationName table, EffectScope scope) => scope.Find(table) is { IsComplete: true };

    private static bool Changes(RelationName table, string column, ColumnChange change, EffectScope scope) =>
        scope.InSameAlter<AlterColumnProperty>(table, c => c.Change == change && string.Equals(c.Column, column, StringComparison.Ordinal)) is not null;

    private static void AddIdentity(AlterColumnProperty change, ColumnDefinition? column, EffectScope scope, EffectBuilder effect)
    {
        if (column is null || !IsComplete(change.Table, scope))
        {
            return;
        }

        if (scope.Major >= 17 && scope.Find(change.Table) is { PartitionOf: not null })
        {
            effect.Error ??= "cannot add identity to a column of a partition";
        }
        else if (column.Type is { } type && !ColumnErrors.MayBeIdentity(type))
        {
            effect.Error ??= "identity column type must be smallint, integer, or bigint";
        }
        else if (column.Nullable == true
            && scope.InSameAlter<SetNotNull>(change.Table, s => string.Equals(s.Column, change.Column, StringComparison.Ordinal)) is null)
        {
            effect.Error ??= $"column \"{change.Column}\" of relation \"{change.Table.Name}\" must be declared NOT NULL before identity can be added";
        }
        else if (column.Generated == GeneratedKind.Identity && !Changes(change.Table, change.Column, ColumnChange.DropIdentity, scope))
        {
            effect.Error ??= Is(change, "already an identity column");
        }
        else if ((column.Default is not null || column.Type is { IsSerial: true })
            && scope.InSameAlter<DropColumnDefault>(change.Table, d => string.Equals(d.Column, change.Column, StringComparison.Ordinal)) is null)
        {
            effect.Error ??= $"column \"{change.Column}\" of relation \"{change.Table.Name}\" already has a default value";
        }
    }

    private static void DropExpression(AlterColumnProperty change, ColumnDefinition? column, EffectScope scope, EffectBuilder effect)
    {
        if (column is null || scope.Find(change.Table) is not { IsComplete: true } table)
        {
            return;
        }

        if (column.Generated == GeneratedKind.Virtual)
        {
            effect.Error ??= "ALTER TABLE / DROP EXPRESSION is not supported for virtual generated columns";
        }
        else if (column.Generated != GeneratedKind.Stored)
        {
            effect.Error ??= change.IfExists ? null : Is(change, "not a stored generated column");
        }
        else if (ColumnErrors.IsInherited(table, change.Column, scope.Catalog))
        {
            effect.Error ??= "cannot drop generation expression from inherited column";
        }
        else if (change.Only && !scope.Catalog.Descendants(change.Table).IsEmpty)
        {
            effect.Error ??= "ALTER TABLE / DROP EXPRESSION must be applied to child tables too";
        }
    }

    private static void SetExpression(AlterColumnProperty change, ColumnDefinition? column, EffectScope scope, EffectBuilder effect)
    {
        if (column is { Generated: GeneratedKind.None or GeneratedKind.Identity } && IsComplete(change.Table, scope))
        {
            effect.Error ??= Is(change, "not a generated column");
        }

        if (column is { Generated: GeneratedKind.Virtual } && scope.Find(change.Table)!.Constraints.Any(static c => c is CheckConstraint))
        {
            effect.Error ??= "ALTER TABLE / SET EXPRESSION is not supported for virtual generated columns in tables with check constraints";
        }

        // Before PostgreSQL 18 every generated column is stored.
        var work = column?.Generated switch
        {
            // NOT NULL is verified for the new values.
            GeneratedKind.Virtual => column.Nullable == false ? TableWork.Scan : TableWork.None,
            GeneratedKind.Stored => TableWork.Rewrite,
            _ => scope.Major < 18 ? TableWork.Rewrite : TableWork.None,
        };
        if (scope.Major >= 18 && column?.Generated is not (GeneratedKind.Virtual or GeneratedKind.Stored))
        {
            effect.DependsOn($"whether {change.Table}.{change.Column} is stored or virtual is not known");
        }

        scope.LockTree(effect, change.Table, LockMode.AccessExclusive, work);
    }
}
