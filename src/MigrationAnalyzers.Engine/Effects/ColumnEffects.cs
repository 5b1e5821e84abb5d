using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>DROP COLUMN and the ALTER COLUMN subcommands, except the change of type.</summary>
internal static class ColumnEffects
{
    public static void Drop(DropColumn drop, EffectScope scope, EffectBuilder effect)
    {
        // Never a rewrite. Indexes and constraints that contain the column go with it, and a foreign key is dropped under a lock on both its tables.
        scope.LockTree(effect, drop.Table, LockMode.AccessExclusive);
        if (scope.Find(drop.Table) is { } table)
        {
            TableObjectEffects.DropColumn(drop, table, effect);
            foreach (var constraint in table.Constraints)
            {
                if (constraint is ForeignKeyConstraint key && key.Columns.Contains(drop.Column, StringComparer.Ordinal))
                {
                    scope.LockTree(effect, key.ReferencedTable, LockMode.AccessExclusive);
                }
            }

            foreach (var column in table.Columns)
            {
                // PostgreSQL 12 to 14 drop a generated column silently with the column it is computed from.
                if (!drop.Cascade && scope.Major >= 15 && table.IsComplete
                    && column.GenerationExpression is { } expression && expression.Columns.Contains(drop.Column, StringComparer.Ordinal)
                    && scope.InSameAlter<DropColumn>(drop.Table, d => string.Equals(d.Column, column.Name, StringComparison.Ordinal)) is null)
                {
                    effect.Error ??= $"cannot drop column {drop.Column} of table {drop.Table.Name} because other objects depend on it";
                }
            }
        }

        if (scope.Find(drop.Table) is { } owner)
        {
            SequenceEffects.DropOwned(owner, drop.Column, drop.Cascade, scope, effect);
        }

        ViewEffects.DropColumn(drop, scope, effect);
        if (drop.Cascade)
        {
            foreach (var reference in scope.Catalog.ForeignKeysTo(drop.Table))
            {
                if (reference.ForeignKey.ReferencedColumns.Contains(drop.Column, StringComparer.Ordinal))
                {
                    scope.LockTree(effect, reference.Table, LockMode.AccessExclusive);
                }
            }
        }
    }

    public static void SetNotNull(SetNotNull set, EffectScope scope, EffectBuilder effect)
    {
        if (set.WasNullable == false)
        {
            scope.LockTree(effect, set.Table, LockMode.AccessExclusive);
            return;
        }

        NotNullProof.Require(set.Table, set.Column, LockMode.AccessExclusive, scope, effect);
    }

    public static void ChangeProperty(AlterColumnProperty change, EffectScope scope, EffectBuilder effect)
    {
        var column = scope.Find(change.Table)?.Column(change.Column);
        switch (change.Change)
        {
            case ColumnChange.SetStatistics or ColumnChange.SetOptions:
                scope.LockTree(effect, change.Table, LockMode.ShareUpdateExclusive);
                break;

            case ColumnChange.SetStorage or ColumnChange.DropIdentity or ColumnChange.SetIdentity:
                scope.LockTree(effect, change.Table, LockMode.AccessExclusive);
                break;

            case ColumnChange.SetCompression:
                scope.LockTree(effect, change.Table, LockMode.AccessExclusive);
                effect.Error = scope.Major < 14 ? VersionErrors.Needs("SET COMPRESSION", 14) : null;
                break;

            case ColumnChange.AddIdentity:
                scope.LockTree(effect, change.Table, LockMode.AccessExclusive);
                if (column is { Nullable: true } && scope.Find(change.Table) is { IsComplete: true }
                    && scope.InSameAlter<SetNotNull>(change.Table, s => string.Equals(s.Column, change.Column, StringComparison.Ordinal)) is null)
                {
                    effect.Error = $"column \"{change.Column}\" of relation \"{change.Table.Name}\" must be declared NOT NULL before identity can be added";
                }

                break;

            case ColumnChange.DropExpression:
                scope.LockTree(effect, change.Table, LockMode.AccessExclusive);
                effect.Error = scope.Major < 13 ? VersionErrors.Needs("DROP EXPRESSION", 13) : null;
                break;

            case ColumnChange.SetExpression:
                SetExpression(change, column, scope, effect);
                break;

            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, null);
        }
    }

    private static void SetExpression(AlterColumnProperty change, ColumnDefinition? column, EffectScope scope, EffectBuilder effect)
    {
        if (scope.Major < 17)
        {
            effect.Error = VersionErrors.Needs("SET EXPRESSION", 17);
        }

        // Before PostgreSQL 18 every generated column is stored.
        var work = column?.Generated switch
        {
            GeneratedKind.Virtual => TableWork.None,
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
