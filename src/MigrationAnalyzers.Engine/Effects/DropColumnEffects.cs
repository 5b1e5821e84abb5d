using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>DROP COLUMN: what goes with it, and what forbids it.</summary>
internal static class DropColumnEffects
{
    public static void Drop(DropColumn drop, EffectScope scope, EffectBuilder effect)
    {
        // ONLY makes the column their own, for which they are locked too (ATExecDropColumn).
        foreach (var child in drop.Only ? scope.Catalog.Descendants(drop.Table) : [])
        {
            if (scope.Find(child) is { } info && info.Inherits.Contains(drop.Table))
            {
                effect.Lock(child, LockMode.AccessExclusive);
            }
        }

        // Never a rewrite. Indexes and constraints that contain the column go with it, and a foreign key is dropped under a lock on both its tables.
        scope.LockTree(effect, drop.Table, LockMode.AccessExclusive);
        if (scope.Find(drop.Table) is not { } table || IsMissing(drop, table, scope, effect))
        {
            return;
        }

        TableObjectEffects.DropColumn(drop, table, effect);
        if (drop.Only)
        {
            ColumnEffects.LockChildren(drop.Table, scope, effect);
        }

        foreach (var relation in scope.Reached(drop.Table).Insert(0, drop.Table))
        {
            LockReferencedTables(drop.Column, relation, scope, effect);
            ViewEffects.DropColumn(drop with { Table = relation }, scope, effect);
        }

        foreach (var column in table.Columns)
        {
            // PostgreSQL 12 to 14 drop a generated column silently with the column it is computed from.
            if (!drop.Cascade && scope.Major >= 15 && table.IsComplete
                && column.GenerationExpression is { } expression && expression.Columns.Contains(drop.Column, StringComparer.Ordinal)
                && !DroppedBefore(drop, column.Name, scope))
            {
                effect.Error ??= $"cannot drop column {drop.Column} of table {drop.Table.Name} because other objects depend on it";
            }
        }

        SequenceEffects.DropOwned(table, drop.Column, drop.Cascade, scope, effect);
        DropReferences(drop, scope, effect);
    }

    /// <summary>The column is not there, or it cannot be dropped here.</summary>
    private static bool IsMissing(DropColumn drop, TableInfo table, EffectScope scope, EffectBuilder effect)
    {
        if (table.OfType is not null)
        {
            effect.Error ??= "cannot drop column from typed table";
        }
        else if (ColumnErrors.IsSystem(drop.Column))
        {
            effect.Error ??= $"cannot drop system column \"{drop.Column}\"";
        }
        else if (table is { IsComplete: true } && (table.Column(drop.Column) is null || DroppedBefore(drop, drop.Column, scope) || WentWithBase(drop, table, scope)))
        {
            effect.Error ??= drop.IfExists ? null : $"column \"{drop.Column}\" of relation \"{drop.Table.Name}\" does not exist";
            return true;
        }

        return false;
    }

    /// <summary>An earlier subcommand drops the column: those of one pass are carried out in the order in which they are written.</summary>
    private static bool DroppedBefore(DropColumn drop, string column, EffectScope scope)
    {
        foreach (var operation in scope.Statement.Operations)
        {
            if (ReferenceEquals(operation, drop))
            {
                return false;
            }

            if (operation is DropColumn other && other.Table.Equals(drop.Table) && string.Equals(other.Column, column, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>PostgreSQL 12 to 14 have dropped the column before: an earlier subcommand drops what it is computed from.</summary>
    private static bool WentWithBase(DropColumn drop, TableInfo table, EffectScope scope) =>
        scope.Major < 15 && table.Column(drop.Column)?.GenerationExpression is { } expression && expression.Columns.Any(c => DroppedBefore(drop, c, scope));

    private static void LockReferencedTables(string column, RelationName table, EffectScope scope, EffectBuilder effect)
    {
        foreach (var constraint in scope.Find(table)?.Constraints ?? [])
        {
            if (constraint is ForeignKeyConstraint key && key.Columns.Contains(column, StringComparer.Ordinal))
            {
                // PostgreSQL 12 to 14 find the partitions by the constraints of theirs, and the key's own table only when it has rows of its own.
                if (scope.Major < 15 && scope.IsPartitioned(key.ReferencedTable))
                {
                    foreach (var partition in scope.Catalog.Descendants(key.ReferencedTable))
                    {
                        effect.Lock(partition, LockMode.AccessExclusive);
                    }
                }
                else
                {
                    scope.LockTree(effect, key.ReferencedTable, LockMode.AccessExclusive);
                }
            }
        }
    }

    /// <summary>Foreign keys to the column depend on it.</summary>
    private static void DropReferences(DropColumn drop, EffectScope scope, EffectBuilder effect)
    {
        foreach (var reference in scope.Catalog.ForeignKeysTo(drop.Table))
        {
            if (!reference.ForeignKey.ReferencedColumns.Contains(drop.Column, StringComparer.Ordinal))
            {
                continue;
            }

            if (drop.Cascade)
            {
                scope.LockTree(effect, reference.Table, LockMode.AccessExclusive);
            }
            else if (scope.Find(drop.Table) is { IsComplete: true } && scope.Find(reference.Table) is { IsComplete: true }
                && !(reference.Table.Equals(drop.Table)
                    && (scope.DropsConstraint(drop.Table, reference.ForeignKey.Name) || reference.ForeignKey.Columns.Contains(drop.Column, StringComparer.Ordinal)
                        || reference.ForeignKey.Columns.Any(c => DroppedBefore(drop, c, scope)))))
            {
                effect.Error ??= $"cannot drop column {drop.Column} of table {drop.Table.Name} because other objects depend on it";
            }
        }
    }
}
