using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>What PostgreSQL refuses because a table and its children must keep the same columns and constraints (tablecmds.c).</summary>
internal static class InheritanceErrors
{
    public static string? Of(MigrationOperation operation, EffectScope scope)
    {
        if (operation is not TableOperation { Table: var name } change || scope.Find(name) is not { } table)
        {
            return null;
        }

        return OfChild(change, table, scope) ?? OfPartitionKey(change, table) ?? (change.Only ? OfOnly(change, table, scope) : null);
    }

    /// <summary>The change is made to a child alone, of what it has from its parent.</summary>
    private static string? OfChild(TableOperation change, TableInfo table, EffectScope scope)
    {
        switch (change)
        {
            case AddColumn when table.PartitionOf is not null:
                return "cannot add column to a partition";
            case DropColumn drop when IsInherited(table, drop.Column, scope):
                return $"cannot drop inherited column \"{drop.Column}\"";
            case RenameColumn rename when IsInherited(table, rename.Column, scope):
                return $"cannot rename inherited column \"{rename.Column}\"";
            case DropNotNull drop when table.PartitionOf is { } parent && scope.Find(parent)?.IsNotNull(drop.Column) == true:
                return $"column \"{drop.Column}\" is marked NOT NULL in parent table";
            default:
                return null;
        }
    }

    private static string? OfPartitionKey(TableOperation change, TableInfo table)
    {
        var column = (change as DropColumn)?.Column;
        return column is not null && table.PartitionKey?.Operands.Contains(column, StringComparer.Ordinal) == true
            ? $"column \"{column}\" is part of the partition key of relation \"{table.Name.Name}\""
            : null;
    }

    private static string? OfOnly(TableOperation change, TableInfo table, EffectScope scope)
    {
        if (scope.Catalog.Descendants(table.Name).IsEmpty)
        {
            return null;
        }

        return change switch
        {
            AddColumn => "column must be added to child tables too",
            DropColumn when table.IsPartitioned => "cannot drop column from only the partitioned table when partitions exist",
            SetNotNull set when table.IsPartitioned && ChildMayHoldNull(table, set.Column, scope) => "constraint must be added to child tables too",
            RenameColumn rename => $"inherited column \"{rename.Column}\" must be renamed in child tables too",
            _ => null,
        };
    }

    private static bool ChildMayHoldNull(TableInfo table, string column, EffectScope scope)
    {
        foreach (var child in scope.Catalog.Descendants(table.Name))
        {
            if (scope.Find(child)?.IsNotNull(column) == false)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsInherited(TableInfo table, string column, EffectScope scope)
    {
        foreach (var parent in ParentsOf(table))
        {
            if (scope.Find(parent)?.Column(column) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<RelationName> ParentsOf(TableInfo table) => table.PartitionOf is { } parent ? [parent] : table.Inherits;
}
