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
            case AlterColumnType alter when IsInherited(table, alter.Column, scope):
                return $"cannot alter inherited column \"{alter.Column}\"";
            case DropConstraint drop when Inherited(table, drop.Name, scope) is not null:
                return $"cannot drop inherited constraint \"{drop.Name}\" of relation \"{table.Name.Name}\"";
            case RenameConstraint rename when Inherited(table, rename.Name, scope) is CheckConstraint:
                return $"cannot rename inherited constraint \"{rename.Name}\"";
            case DropNotNull drop when table.PartitionOf is { } parent && scope.Find(parent)?.IsNotNull(drop.Column) == true:
                return $"column \"{drop.Column}\" is marked NOT NULL in parent table";
            default:
                return null;
        }
    }

    private static string? OfPartitionKey(TableOperation change, TableInfo table)
    {
        var column = change switch
        {
            DropColumn drop => drop.Column,
            AlterColumnType alter => alter.Column,
            _ => null,
        };
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
            RenameColumn rename => $"inherited column \"{rename.Column}\" must be renamed in child tables too",
            AlterColumnType alter => $"type of inherited column \"{alter.Column}\" must be changed in child tables too",
            AddConstraint { Constraint: CheckConstraint { NoInherit: false } } => "constraint must be added to child tables too",
            DropConstraint drop when table.IsPartitioned && table.Constraint(drop.Name) is CheckConstraint =>
                "cannot remove constraint from only the partitioned table when partitions exist",
            _ => null,
        };
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

    private static ConstraintDefinition? Inherited(TableInfo table, string constraint, EffectScope scope)
    {
        foreach (var parent in ParentsOf(table))
        {
            switch (scope.Find(parent)?.Constraint(constraint))
            {
                case CheckConstraint { NoInherit: false } check when table.Constraint(constraint) is not null:
                    return check;
                case ForeignKeyConstraint key when table.PartitionOf is not null && table.Constraint(constraint) is not null:
                    return key;
            }
        }

        // The indexes of a partition's keys belong to those of its parent.
        return table.PartitionOf is { } partitioned && table.Constraint(constraint) is PrimaryKeyConstraint or UniqueConstraint
            && scope.Find(partitioned) is { } owner && ConstraintReplay.HasEquivalent(owner, table.Constraint(constraint)!)
            ? table.Constraint(constraint)
            : null;
    }

    private static IEnumerable<RelationName> ParentsOf(TableInfo table) => table.PartitionOf is { } parent ? [parent] : table.Inherits;
}
