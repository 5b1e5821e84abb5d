using System.Collections.Immutable;
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

        return OfChild(change, table, scope) ?? OfDescendants(change, table, scope) ?? OfPartitionKey(change, table) ?? (change.Only ? OfOnly(change, table, scope) : null);
    }

    /// <summary>The change is made to a child alone, of what it has from its parent.</summary>
    private static string? OfChild(TableOperation change, TableInfo table, EffectScope scope)
    {
        switch (change)
        {
            case AddColumn when table.PartitionOf is not null:
                return "cannot add column to a partition";
            case DropColumn drop when ColumnErrors.IsInherited(table, drop.Column, scope.Catalog):
                return $"cannot drop inherited column \"{drop.Column}\"";
            case RenameColumn rename when ColumnErrors.IsInherited(table, rename.Column, scope.Catalog):
                return $"cannot rename inherited column \"{rename.Column}\"";
            case DropNotNull drop when table.PartitionOf is { } parent && scope.Find(parent)?.IsNotNull(drop.Column) == true:
                return $"column \"{drop.Column}\" is marked NOT NULL in parent table";
            default:
                return null;
        }
    }

    /// <summary>The change reaches children that stand in its way.</summary>
    private static string? OfDescendants(TableOperation change, TableInfo table, EffectScope scope)
    {
        foreach (var name in scope.Reached(table.Name))
        {
            var child = scope.Find(name)!;
            switch (change)
            {
                case AddColumn { Column: { Type: { } type } column } when child.Column(column.Name)?.Type is { } own && !(own with { IsSerial = false }).Equals(type with { IsSerial = false }):
                    return $"child table \"{name.Name}\" has different type for column \"{column.Name}\"";

                case RenameColumn rename when child.Inherits.Any(p => IsOther(p, table, scope) && scope.Find(p)?.Column(rename.Column) is not null):
                    return $"cannot rename inherited column \"{rename.Column}\"";
            }
        }

        return null;
    }

    private static bool IsOther(RelationName parent, TableInfo table, EffectScope scope) =>
        !parent.Equals(table.Name) && !scope.Catalog.Descendants(table.Name).Contains(parent);

    private static string? OfPartitionKey(TableOperation change, TableInfo table)
    {
        ImmutableArray<string>? unique = change switch
        {
            AddConstraint { Constraint: PrimaryKeyConstraint { UsingIndex: null } key } => key.Columns,
            AddConstraint { Constraint: UniqueConstraint { UsingIndex: null } key } => key.Columns,
            CreateIndex { Unique: true } index => ImmutableArray.CreateRange(index.Keys, static k => k.Column ?? ""),
            _ => null,
        };
        if (unique is { } columns && table.PartitionKey is { } partitionKey && partitionKey.Operands.Any(o => !columns.Contains(o, StringComparer.Ordinal)))
        {
            return "unique constraint on partitioned table must include all partitioning columns";
        }

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
}
