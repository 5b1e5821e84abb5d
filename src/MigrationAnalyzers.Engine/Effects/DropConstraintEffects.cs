using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>DROP CONSTRAINT: what else goes with it, and what forbids it.</summary>
internal static class DropConstraintEffects
{
    public static void Drop(DropConstraint drop, EffectScope scope, EffectBuilder effect)
    {
        var table = scope.Find(drop.Table);
        var constraint = table?.Constraint(drop.Name);
        if (constraint is not null && InheritedConstraints.ParentOf(scope.Catalog, table!, constraint) is not null)
        {
            effect.Error ??= $"cannot drop inherited constraint \"{drop.Name}\" of relation \"{drop.Table.Name}\"";
        }

        switch (constraint)
        {
            case ForeignKeyConstraint key:
                scope.LockPartitions(effect, drop.Table, LockMode.AccessExclusive);
                scope.LockPartitions(effect, key.ReferencedTable, LockMode.AccessExclusive);
                break;

            case PrimaryKeyConstraint or UniqueConstraint:
                scope.LockPartitions(effect, drop.Table, LockMode.AccessExclusive);
                DropKey(drop, scope, effect);
                break;

            case ExclusionConstraint or CheckConstraint { NoInherit: true }:
                scope.LockPartitions(effect, drop.Table, LockMode.AccessExclusive);
                break;

            case NotNullConstraint notNull:
                scope.LockTree(effect, drop.Table, LockMode.AccessExclusive);
                effect.Error ??= InKeyError(table!, notNull.Column);
                break;

            case CheckConstraint:
                DropCheck(drop, scope, effect);
                break;

            default:
                DropUnknown(drop, table, scope, effect);
                break;
        }
    }

    private static void DropCheck(DropConstraint drop, EffectScope scope, EffectBuilder effect)
    {
        scope.LockTree(effect, drop.Table, LockMode.AccessExclusive);
        if (drop.Only && scope.IsPartitioned(drop.Table) && !scope.Catalog.Descendants(drop.Table).IsEmpty)
        {
            if (scope.Major < 18)
            {
                effect.Error ??= "cannot remove constraint from only the partitioned table when partitions exist";
            }

            scope.LockPartitions(effect, drop.Table, LockMode.AccessExclusive);
        }
    }

    private static void DropUnknown(DropConstraint drop, TableInfo? table, EffectScope scope, EffectBuilder effect)
    {
        scope.LockTree(effect, drop.Table, LockMode.AccessExclusive);
        if (ConstraintEffects.MayBeImplicitNotNull(drop.Name, scope))
        {
            foreach (var column in table?.Columns ?? [])
            {
                if (column.Nullable == false && string.Equals(drop.Name, $"{drop.Table.Name}_{column.Name}_not_null", StringComparison.Ordinal))
                {
                    effect.Error ??= InKeyError(table!, column.Name);
                    return;
                }
            }
        }
        else if (table is { IsComplete: true })
        {
            effect.Error ??= drop.IfExists ? null : ConstraintEffects.Missing(drop.Table, drop.Name);
            return;
        }

        if (drop.Kind == ConstraintKind.ForeignKey)
        {
            effect.DependsOn($"the table that {drop.Name} references is not known: it is locked too");
        }
        else if (drop.Kind == ConstraintKind.Unknown)
        {
            effect.DependsOn($"the constraint {drop.Name} is not known: if it is a foreign key, the table that it references is locked too");
        }
    }

    private static string? InKeyError(TableInfo table, string column) =>
        table.PrimaryKey is { } key && key.Columns.Contains(column, StringComparer.Ordinal) ? $"column \"{column}\" is in a primary key" : null;

    private static void DropKey(DropConstraint drop, EffectScope scope, EffectBuilder effect)
    {
        var table = scope.Find(drop.Table)!;
        var key = ConstraintReplay.KeyColumns(table.Constraint(drop.Name)!);
        foreach (var reference in scope.Catalog.ForeignKeysTo(drop.Table))
        {
            if (!ConstraintReplay.SameColumns(reference.ForeignKey.ReferencedColumns, key))
            {
                continue;
            }

            if (drop.Cascade)
            {
                scope.LockTree(effect, reference.Table, LockMode.AccessExclusive);
            }
            else if (table.IsComplete && scope.Find(reference.Table) is { IsComplete: true } && IsOnlyKey(table, drop.Name, key)
                && !(reference.Table.Equals(drop.Table) && scope.DropsConstraint(drop.Table, reference.ForeignKey.Name)))
            {
                effect.Error ??= $"cannot drop constraint {drop.Name} on table {drop.Table.Name} because other objects depend on it";
            }
        }
    }

    /// <summary>No older key has the same columns, so that a foreign key over them depends on this one (transformFkeyCheckAttrs).</summary>
    private static bool IsOnlyKey(TableInfo table, string name, ImmutableArray<string> columns)
    {
        foreach (var constraint in table.Constraints)
        {
            if (!string.Equals(constraint.Name, name, StringComparison.Ordinal) && ConstraintReplay.SameColumns(ConstraintReplay.KeyColumns(constraint), columns))
            {
                return false;
            }
        }

        foreach (var index in table.Indexes)
        {
            if (index.Definition.Unique && !index.OlderConstraints.Contains(name, StringComparer.Ordinal))
            {
                return false;
            }
        }

        return true;
    }
}
