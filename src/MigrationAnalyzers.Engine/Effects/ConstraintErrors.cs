using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>Why PostgreSQL refuses to add a constraint, before it looks at any row. Foreign keys have <see cref="ForeignKeyErrors"/>.</summary>
internal static class ConstraintErrors
{
    public static string? Of(AddConstraint add, EffectScope scope)
    {
        if (scope.Catalog.Views.TryGetValue(add.Table, out _))
        {
            return $"\"{add.Table.Name}\" is not a table";
        }

        return NameError(add, scope) ?? add.Constraint switch
        {
            CheckConstraint check => CheckError(add, check, scope),
            NotNullConstraint notNull => NotNullError(add, notNull, scope),
            PrimaryKeyConstraint { UsingIndex: { } index } => SecondKeyError(add.Table, scope) ?? UsedIndex.ErrorOf(add, index, scope),
            UniqueConstraint { UsingIndex: { } index } => UsedIndex.ErrorOf(add, index, scope),
            PrimaryKeyConstraint key => SecondKeyError(add.Table, scope) ?? KeyError(add, key.Columns, scope) ?? OnlyError(add, key, scope) ?? NotValidNotNull(add, key.Columns, scope),
            UniqueConstraint key => KeyError(add, key.Columns, scope),
            ExclusionConstraint when scope.Major < 17 && scope.IsPartitioned(add.Table) => "exclusion constraints are not supported on partitioned tables",
            _ => null,
        };
    }

    /// <summary>
    /// A table's constraints have different names, and what has an index shares its name with all relations of the schema. CHECK constraints of the children
    /// that say the same are merged (MergeWithExistingConstraint).
    /// </summary>
    private static string? NameError(AddConstraint add, EffectScope scope)
    {
        if (add.Constraint.Name is not { } name)
        {
            return null;
        }

        if (scope.Find(add.Table)?.Constraint(name) is { } existing && !scope.DropsConstraint(add.Table, name) && !CanMerge(add, existing, scope))
        {
            return $"constraint \"{name}\" for relation \"{add.Table.Name}\" already exists";
        }

        if (add.Constraint is PrimaryKeyConstraint or UniqueConstraint or ExclusionConstraint)
        {
            var used = UsedIndex.NameOf(add.Constraint);
            return scope.Catalog.HasRelation(new RelationName(add.Table.Schema, name)) && !scope.DropsConstraint(add.Table, name)
                && !string.Equals(name, used, StringComparison.Ordinal)
                    ? $"relation \"{name}\" already exists"
                    : null;
        }

        if (add.Constraint is CheckConstraint { NoInherit: false } check)
        {
            foreach (var descendant in scope.Reached(add.Table))
            {
                if (scope.Find(descendant)?.Constraint(name) is { } inChild && !Merges(check, inChild))
                {
                    return $"constraint \"{name}\" for relation \"{descendant.Name}\" already exists";
                }
            }
        }

        return null;
    }

    /// <summary>The child's constraint becomes an inherited one, too.</summary>
    private static bool Merges(CheckConstraint added, ConstraintDefinition existing) =>
        existing is CheckConstraint { NoInherit: false } check
        && string.Equals(check.Expression.Text, added.Expression.Text, StringComparison.Ordinal)
        && check.NotEnforced == added.NotEnforced
        && (added.NotValid || !check.NotValid);

    /// <summary>A constraint that is inherited so far may be declared for the table itself, unless that is a partition.</summary>
    private static bool CanMerge(AddConstraint add, ConstraintDefinition existing, EffectScope scope) =>
        add.Constraint is CheckConstraint check && Merges(check, existing)
        && scope.Find(add.Table) is { PartitionOf: null } table && InheritedConstraints.ParentOf(scope.Catalog, table, existing) is not null;

    private static string? CheckError(AddConstraint add, CheckConstraint check, EffectScope scope)
    {
        if (check.Expression.HasSubquery)
        {
            return "cannot use subquery in check constraint";
        }

        if (check.Deferrable)
        {
            return "CHECK constraints cannot be marked DEFERRABLE";
        }

        if (check.NoInherit && scope.IsPartitioned(add.Table))
        {
            return $"cannot add NO INHERIT constraint to partitioned table \"{add.Table.Name}\"";
        }

        if (add.Only && !check.NoInherit && !scope.Catalog.Descendants(add.Table).IsEmpty)
        {
            return "constraint must be added to child tables too";
        }

        return Missing(add.Table, check.Expression.Columns, scope) is { } column ? $"column \"{column}\" does not exist" : null;
    }

    private static string? NotNullError(AddConstraint add, NotNullConstraint notNull, EffectScope scope)
    {
        if (scope.HasColumn(add.Table, notNull.Column) == false)
        {
            return $"column \"{notNull.Column}\" of relation \"{add.Table.Name}\" does not exist";
        }

        // A column has one such constraint: a second one of another name is refused, and so is a valid one where it is NOT VALID (AdjustNotNullInheritance).
        if (NotNullOf(scope.Find(add.Table), notNull.Column) is { } existing && !scope.DropsConstraint(add.Table, existing.Name))
        {
            return existing.NotValid && !notNull.NotValid ? $"incompatible NOT VALID constraint \"{existing.Name}\" on relation \"{add.Table.Name}\""
                : notNull.Name is { } name && !string.Equals(name, existing.Name, StringComparison.Ordinal) ? OtherName(name)
                : null;
        }

        return scope.Find(add.Table)?.IsNotNull(notNull.Column) == true && notNull.Name is { } other
            && !string.Equals(other, $"{add.Table.Name}_{notNull.Column}_not_null", StringComparison.Ordinal)
                ? OtherName(other)
                : null;

        string OtherName(string name) => $"cannot create not-null constraint \"{name}\" on column \"{notNull.Column}\" of table \"{add.Table.Name}\"";
    }

    private static string? SecondKeyError(RelationName table, EffectScope scope) =>
        scope.Find(table)?.PrimaryKey is { } key && !scope.DropsConstraint(table, key.Name)
            ? $"multiple primary keys for table \"{table.Name}\" are not allowed"
            : null;

    private static string? KeyError(AddConstraint add, ImmutableArray<string> columns, EffectScope scope)
    {
        if (Missing(add.Table, columns, scope) is { } missing)
        {
            return $"column \"{missing}\" named in key does not exist";
        }

        for (var i = 1; i < columns.Length; i++)
        {
            if (columns.IndexOf(columns[i], 0, i, StringComparer.Ordinal) >= 0)
            {
                return $"column \"{columns[i]}\" appears twice in the constraint";
            }
        }

        return IndexErrors.PartitionKeyError(add.Table, columns, scope);
    }

    /// <summary>ONLY leaves the partitions as they are: their columns must be NOT NULL already. Before PostgreSQL 18 it is the parent's that must be.</summary>
    private static string? OnlyError(AddConstraint add, PrimaryKeyConstraint key, EffectScope scope)
    {
        var children = scope.Catalog.Descendants(add.Table);
        if (!add.Only || children.IsEmpty)
        {
            return null;
        }

        foreach (var table in scope.Major >= 18 ? children : [add.Table])
        {
            foreach (var column in key.Columns)
            {
                if (scope.Find(table)?.IsNotNull(column) == false)
                {
                    return $"column \"{column}\" of table \"{table.Name}\" is not marked NOT NULL";
                }
            }
        }

        return null;
    }

    private static string? NotValidNotNull(AddConstraint add, ImmutableArray<string> columns, EffectScope scope)
    {
        foreach (var column in columns)
        {
            if (NotNullOf(scope.Find(add.Table), column) is { NotValid: true } or { NoInherit: true })
            {
                return $"cannot create primary key on column \"{column}\"";
            }
        }

        return null;
    }

    /// <summary>The named NOT NULL constraint of a column.</summary>
    private static NotNullConstraint? NotNullOf(TableInfo? table, string column)
    {
        foreach (var constraint in table?.Constraints ?? [])
        {
            if (constraint is NotNullConstraint notNull && string.Equals(notNull.Column, column, StringComparison.Ordinal))
            {
                return notNull;
            }
        }

        return null;
    }

    private static string? Missing(RelationName table, ImmutableArray<string> columns, EffectScope scope)
    {
        foreach (var column in columns)
        {
            // The name of the table itself stands for its row.
            if (scope.HasColumn(table, column) == false && !string.Equals(column, table.Name, StringComparison.Ordinal))
            {
                return column;
            }
        }

        return null;
    }
}
