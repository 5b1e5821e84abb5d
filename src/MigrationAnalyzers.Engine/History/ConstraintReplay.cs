using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

internal static class ConstraintReplay
{
    public static SchemaCatalog Add(SchemaCatalog catalog, AddConstraint add)
    {
        catalog = CatalogReplay.ChangeOne(catalog, add.Table, table => Add(catalog, table, add.Constraint));
        if (add.Only || catalog.Find(add.Table)?.Constraints is not [.., var added])
        {
            return catalog;
        }

        foreach (var name in catalog.Descendants(add.Table))
        {
            if (catalog.Find(name) is { } child)
            {
                catalog = catalog.Put(InheritedConstraints.Add(catalog, child, added));
            }
        }

        return catalog;
    }

    public static TableInfo Add(SchemaCatalog catalog, TableInfo table, ConstraintDefinition constraint)
    {
        constraint = constraint switch
        {
            UniqueConstraint { UsingIndex: { } index } unique => unique with { Columns = KeysOf(table, index) },
            PrimaryKeyConstraint { UsingIndex: { } index } key => key with { Columns = KeysOf(table, index) },

            // REFERENCES p without columns means the primary key of p.
            ForeignKeyConstraint { ReferencedColumns.IsEmpty: true } key => key with { ReferencedColumns = PrimaryKeyOf(catalog, table, key.ReferencedTable) },
            _ => constraint,
        };

        // The index takes the constraint's name.
        var used = (constraint as UniqueConstraint)?.UsingIndex ?? (constraint as PrimaryKeyConstraint)?.UsingIndex;
        if (used is not null)
        {
            table = table with { Indexes = table.Indexes.RemoveAll(i => string.Equals(i.Name, used, StringComparison.Ordinal)) };
            constraint = constraint with { Name = constraint.Name ?? used };
        }

        constraint = constraint.Name is null ? constraint with { Name = DefaultNames.OfKey(table, constraint, catalog) } : constraint;
        table = table with
        {
            Constraints = table.Constraints.RemoveAll(c => string.Equals(c.Name, constraint.Name, StringComparison.Ordinal)).Add(constraint),
        };

        return WithNotNull(table, constraint);
    }

    public static SchemaCatalog Validate(SchemaCatalog catalog, ValidateConstraint validate) =>
        CatalogReplay.Change(catalog, validate, table =>
        {
            if (table.Constraint(validate.Name) is not { } constraint)
            {
                return table;
            }

            var valid = constraint with { NotValid = false };
            return WithNotNull(table with { Constraints = table.Constraints.Replace(constraint, valid) }, valid);
        });

    public static SchemaCatalog Drop(SchemaCatalog catalog, DropConstraint drop)
    {
        if (drop.Cascade && catalog.Find(drop.Table)?.Constraint(drop.Name) is { } dropped && KeyColumns(dropped) is { IsEmpty: false } key)
        {
            foreach (var reference in catalog.ForeignKeysTo(drop.Table))
            {
                if (SameColumns(reference.ForeignKey.ReferencedColumns, key))
                {
                    catalog = CatalogReplay.ChangeOne(catalog, reference.Table, t => t with { Constraints = t.Constraints.Remove(reference.ForeignKey) });
                }
            }
        }

        if (catalog.Find(drop.Table)?.Constraint(drop.Name) is not { } constraint)
        {
            return catalog;
        }

        catalog = CatalogReplay.ChangeOne(catalog, drop.Table, table => Without(table, constraint));
        foreach (var name in drop.Only ? [] : catalog.Descendants(drop.Table))
        {
            if (catalog.Find(name) is { } child && InheritedConstraints.Find(child, constraint) is { } inherited)
            {
                catalog = catalog.Put(Without(child, inherited));
            }
        }

        return catalog;
    }

    public static SchemaCatalog Rename(SchemaCatalog catalog, RenameConstraint rename)
    {
        // Of those that the children inherit, CHECK and NOT NULL have one name everywhere (rename_constraint_internal).
        var isShared = catalog.Find(rename.Table)?.Constraint(rename.Name) is CheckConstraint { NoInherit: false } or NotNullConstraint { NoInherit: false };
        return isShared ? CatalogReplay.Change(catalog, rename, Renamed) : CatalogReplay.ChangeOne(catalog, rename.Table, Renamed);

        TableInfo Renamed(TableInfo table) => table.Constraint(rename.Name) is { } constraint
            ? table with { Constraints = table.Constraints.Replace(constraint, constraint with { Name = rename.NewName }) }
            : table;
    }

    public static SchemaCatalog Alter(SchemaCatalog catalog, AlterConstraint alter) =>
        alter.Enforced is not { } enforced
            ? catalog
            : CatalogReplay.Change(catalog, alter, table => table.Constraint(alter.Name) is { } constraint
                ? table with
                {
                    Constraints = table.Constraints.Replace(constraint, constraint with { NotEnforced = !enforced, NotValid = !enforced && constraint.NotValid }),
                }
                : table);

    public static ConstraintDefinition Named(TableInfo table, ConstraintDefinition constraint) =>
        constraint.Name is null ? constraint with { Name = DefaultNames.Of(table, constraint) } : constraint;

    public static bool Mentions(ConstraintDefinition constraint, string column) => constraint switch
    {
        ForeignKeyConstraint key => key.Columns.Contains(column, StringComparer.Ordinal),
        CheckConstraint check => check.Expression.Columns.Contains(column, StringComparer.Ordinal),
        UniqueConstraint unique => unique.Columns.Contains(column, StringComparer.Ordinal),
        PrimaryKeyConstraint key => key.Columns.Contains(column, StringComparer.Ordinal),
        NotNullConstraint notNull => string.Equals(notNull.Column, column, StringComparison.Ordinal),
        ExclusionConstraint exclusion => exclusion.Keys.Any(k => string.Equals(k.Column, column, StringComparison.Ordinal)
            || (k.Expression is { } expression && expression.Columns.Contains(column, StringComparer.Ordinal))),
        _ => throw new ArgumentOutOfRangeException(nameof(constraint), constraint, null),
    };

    public static ConstraintDefinition WithRenamedColumn(ConstraintDefinition constraint, RenameColumn rename) => constraint switch
    {
        ForeignKeyConstraint key => key with
        {
            Columns = ColumnReplay.Replace(key.Columns, rename),
            OnDeleteColumns = ColumnReplay.Replace(key.OnDeleteColumns, rename),
        },
        CheckConstraint check => check with { Expression = ColumnReplay.Replace(check.Expression, rename) },
        UniqueConstraint unique => unique with { Columns = ColumnReplay.Replace(unique.Columns, rename) },
        PrimaryKeyConstraint key => key with { Columns = ColumnReplay.Replace(key.Columns, rename) },
        ExclusionConstraint exclusion => exclusion with
        {
            Keys = ImmutableArray.CreateRange(exclusion.Keys, k => k with
            {
                Column = string.Equals(k.Column, rename.Column, StringComparison.Ordinal) ? rename.NewName : k.Column,
                Expression = k.Expression is { } expression ? ColumnReplay.Replace(expression, rename) : null,
            }),
        },
        NotNullConstraint notNull when string.Equals(notNull.Column, rename.Column, StringComparison.Ordinal) => notNull with { Column = rename.NewName },
        _ => constraint,
    };

    /// <summary>The table has such a constraint already: attaching it as a partition adopts that.</summary>
    public static bool HasEquivalent(TableInfo table, ConstraintDefinition wanted) => Equivalent(table, wanted) is { NotValid: false };

    /// <summary>The constraint of the table that says the same, valid or not; null when there is none.</summary>
    public static ConstraintDefinition? Equivalent(TableInfo table, ConstraintDefinition wanted)
    {
        ConstraintDefinition? found = null;
        foreach (var constraint in table.Constraints)
        {
            if (AreEquivalent(constraint, wanted) && found is not { NotValid: false })
            {
                found = constraint;
            }
        }

        return found;
    }

    /// <summary>The table has such a foreign key, though it is NOT VALID.</summary>
    public static bool HasEquivalentNotValid(TableInfo table, ForeignKeyConstraint wanted)
    {
        foreach (var constraint in table.Constraints)
        {
            if (constraint is ForeignKeyConstraint { NotValid: true } key && AreEquivalent(key with { NotValid = false }, wanted))
            {
                return true;
            }
        }

        return false;
    }

    public static bool SameColumns(ImmutableArray<string> a, ImmutableArray<string> b) => a.SequenceEqual(b, StringComparer.Ordinal);

    /// <summary>The columns of a primary key or a unique constraint.</summary>
    public static ImmutableArray<string> KeyColumns(ConstraintDefinition constraint) => constraint switch
    {
        PrimaryKeyConstraint key => key.Columns,
        UniqueConstraint unique => unique.Columns,
        _ => [],
    };

    public static bool AreEquivalent(ConstraintDefinition a, ConstraintDefinition b) => (a, b) switch
    {
        (ForeignKeyConstraint x, ForeignKeyConstraint y) =>
            x.ReferencedTable.Equals(y.ReferencedTable) && SameColumns(x.Columns, y.Columns) && SameColumns(x.ReferencedColumns, y.ReferencedColumns)
            && x.OnDelete == y.OnDelete && x.OnUpdate == y.OnUpdate && x.NotEnforced == y.NotEnforced,
        (CheckConstraint x, CheckConstraint y) => string.Equals(x.Name, y.Name, StringComparison.Ordinal) && !x.NoInherit,
        (UniqueConstraint x, UniqueConstraint y) => SameColumns(x.Columns, y.Columns),
        (PrimaryKeyConstraint x, PrimaryKeyConstraint y) => SameColumns(x.Columns, y.Columns),
        (NotNullConstraint x, NotNullConstraint y) => string.Equals(x.Column, y.Column, StringComparison.Ordinal),
        _ => false,
    };

    public static TableInfo WithNotNull(TableInfo table, ConstraintDefinition constraint)
    {
        var columns = constraint switch
        {
            PrimaryKeyConstraint key => key.Columns,
            NotNullConstraint { NotValid: false } notNull => [notNull.Column],
            _ => ImmutableArray<string>.Empty,
        };
        foreach (var column in columns)
        {
            table = table with { Columns = ColumnReplay.ChangeColumn(table.Columns, column, static c => c with { Nullable = false }) };
        }

        return table;
    }

    private static TableInfo Without(TableInfo table, ConstraintDefinition constraint)
    {
        table = table with { Constraints = table.Constraints.Remove(constraint) };
        return constraint is NotNullConstraint notNull
            ? table with { Columns = ColumnReplay.ChangeColumn(table.Columns, notNull.Column, static c => c with { Nullable = true }) }
            : table;
    }

    private static ImmutableArray<string> KeysOf(TableInfo table, string index) =>
        table.Index(index) is { HasExpressions: false } info ? ImmutableArray.CreateRange(info.Definition.Keys, static k => k.Column!) : [];

    private static ImmutableArray<string> PrimaryKeyOf(SchemaCatalog catalog, TableInfo self, RelationName referenced) =>
        (referenced.Equals(self.Name) ? self : catalog.Find(referenced))?.PrimaryKey?.Columns ?? [];
}
