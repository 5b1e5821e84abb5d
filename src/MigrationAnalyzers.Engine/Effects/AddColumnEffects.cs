using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>ADD COLUMN: ACCESS EXCLUSIVE always; whether it lasts depends on the default and on what is written with the column.</summary>
internal static class AddColumnEffects
{
    public static void Add(AddColumn add, EffectScope scope, EffectBuilder effect)
    {
        if (add.IfNotExists && scope.Find(add.Table)?.Column(add.Column.Name) is not null)
        {
            scope.LockTree(effect, add.Table, LockMode.AccessExclusive);

            // PostgreSQL 12 makes the constraints all the same: it finds out too late that there is nothing to add. None of them looks at rows for a new column.
            foreach (var constraint in scope.Major < 13 ? add.Constraints : [])
            {
                scope.LockTree(effect, add.Table, LockMode.AccessExclusive, WorkOfConstraint(add, constraint, scope, effect));
            }

            return;
        }

        Refuse(add, scope, effect);

        var work = WorkOfValue(add, scope, effect);
        foreach (var constraint in add.Constraints)
        {
            work |= WorkOfConstraint(add, constraint, scope, effect);
        }

        if ((work & TableWork.Rewrite) != 0)
        {
            // Rows are verified while they are rewritten.
            work &= ~TableWork.Scan;
        }

        scope.LockTree(effect, add.Table, LockMode.AccessExclusive, work);
        if (ColumnReplay.Normalize(add.Column).Nullable == false)
        {
            RowErrors.NotNull(add.Table, add.Column.Name, scope, effect);
        }
    }

    private static void Refuse(AddColumn add, EffectScope scope, EffectBuilder effect)
    {
        var name = add.Column.Name;
        if (ColumnErrors.IsSystem(name))
        {
            effect.Error ??= $"column name \"{name}\" conflicts with a system column name";
        }

        ColumnErrors.RefuseDefinition(add, scope, effect);

        if (scope.Catalog.Views.ContainsKey(add.Table) && scope.Find(add.Table) is null)
        {
            effect.Error ??= $"ALTER action ADD COLUMN cannot be performed on relation \"{add.Table.Name}\"";
        }

        if (scope.Find(add.Table) is { OfType: not null })
        {
            effect.Error ??= "cannot add column to typed table";
        }

        if (scope.Find(add.Table) is not { IsComplete: true } table)
        {
            return;
        }

        if ((table.Column(name) is not null && ColumnErrors.Dropped(add.Table, name, scope) is null)
            || (!add.IfNotExists && scope.InSameAlter<AddColumn>(add.Table, a => string.Equals(a.Column.Name, name, StringComparison.Ordinal)) != add))
        {
            effect.Error ??= $"column \"{name}\" of relation \"{add.Table.Name}\" already exists";
        }
    }

    private static TableWork WorkOfValue(AddColumn add, EffectScope scope, EffectBuilder effect)
    {
        var (table, column) = (add.Table, add.Column);

        // Each row gets its own number from the sequence.
        if (column.Type is { IsSerial: true } || column.Generated == GeneratedKind.Identity)
        {
            return TableWork.Rewrite;
        }

        if (column.Generated == GeneratedKind.Stored)
        {
            return TableWork.Rewrite;
        }

        if (column.Generated == GeneratedKind.Virtual)
        {
            effect.Error = scope.Major < 18 ? VersionErrors.Needs("a virtual generated column", 18) : effect.Error;
            return column.Nullable == false ? TableWork.Scan : TableWork.None;
        }

        var domain = Domain(column.Type, scope, effect);
        DefaultErrors.OfRows(add, domain, scope, effect);
        if (column.Default is { } value)
        {
            effect.Error ??= DefaultErrors.OfType(column.Name, column.Type, value, scope) ?? DefaultErrors.OfValue(column.Type, value, scope);
        }

        if (domain is { IsConstrained: true })
        {
            if (domain.IsNotNull && (column.Default ?? domain.Default) is null or { IsNull: true })
            {
                effect.FailsWithRows(new RowError($"domain {domain.Name.Name} does not allow null values", scope.Reached(table).Insert(0, table), 1));
            }

            // The value, NULL included, is checked row by row.
            return TableWork.Rewrite;
        }

        if ((column.Default ?? domain?.Default) is null or { IsNull: true })
        {
            // There is no value that could be kept in the catalog, and none that is known to be there.
            return column.Nullable == false ? TableWork.Scan : TableWork.None;
        }

        if (column.Default is not null)
        {
            // For all rows at once, or while they are written.
            FunctionEffects.Evaluate(column.Default, scope, effect);
            return WorkOfDefault(column.Default, scope, effect);
        }

        // PostgreSQL 12 evaluates a volatile default of the domain once for all rows, which is a bug of that version.
        return domain?.Default is { } inherited && scope.Major >= 13 ? WorkOfDefault(inherited, scope, effect) : TableWork.None;
    }

    private static DomainInfo? Domain(SqlType? type, EffectScope scope, EffectBuilder effect)
    {
        if (type is null || type.IsArray)
        {
            return null;
        }

        if (TypeNames.IsUserType(type))
        {
            var name = new RelationName(type.Schema, type.Name);
            if (scope.Catalog.Domains.TryGetValue(name, out var domain))
            {
                return domain;
            }

            if (!scope.Catalog.Enums.ContainsKey(name) && !scope.Catalog.Composites.ContainsKey(name) && !scope.Catalog.Tables.ContainsKey(name))
            {
                effect.DependsOn($"whether the type {type.Text} is a domain with constraints is not known");
            }
        }

        return null;
    }

    private static TableWork WorkOfDefault(SqlExpression value, EffectScope scope, EffectBuilder effect)
    {
        if (value.IsConstant || value.IsNull)
        {
            return TableWork.None;
        }

        switch (FunctionVolatility.Of(value, scope.Catalog))
        {
            // One value serves all rows: it is kept in the catalog (PostgreSQL 11 and later).
            case Volatility.Immutable or Volatility.Stable:
                return TableWork.None;
            case Volatility.Volatile:
                effect.VolatileDefault = value;
                return TableWork.Rewrite;
            default:
                effect.VolatileDefault = value;
                effect.DependsOn(value.DecidingFunction is { } function
                    ? $"the volatility of {function}() is not known"
                    : $"the volatility of {value.Text} is not known");
                return TableWork.None;
        }
    }

    private static TableWork WorkOfConstraint(AddColumn add, ConstraintDefinition constraint, EffectScope scope, EffectBuilder effect)
    {
        VersionErrors.Check(constraint, scope, effect);
        if (constraint is CheckConstraint check)
        {
            ColumnErrors.RequireAll(add.Table, check.Expression, scope, effect);
            RowErrors.Check(add.Table, check, scope, effect);
        }

        switch (constraint)
        {
            case CheckConstraint or NotNullConstraint:
                return constraint.NotEnforced || constraint.NotValid ? TableWork.None : TableWork.Scan;
            case UniqueConstraint or PrimaryKeyConstraint:
                RefuseKey(add, constraint, scope, effect);
                return TableWork.IndexBuild;
            case ExclusionConstraint:
                return TableWork.IndexBuild;
            case ForeignKeyConstraint key:
                effect.Error ??= ForeignKeyErrors.Of(add.Table, key, scope);
                if (add.Column.Default is { IsConstant: true, IsNull: false } value && !key.NotEnforced && FunctionVolatility.Of(value, scope.Catalog) == Volatility.Immutable)
                {
                    KnownRowErrors.ForeignKeyOfDefault(add, key, scope, effect);
                    effect.DependsOn($"whether {key.ReferencedTable} has a row with {value.Text} is not known");
                }

                scope.LockTree(effect, key.ReferencedTable, LockMode.ShareRowExclusive);
                return key.NotEnforced || SkipsForeignKeyScan(add, scope) ? TableWork.None : TableWork.ForeignKeyScan;
            default:
                throw new ArgumentOutOfRangeException(nameof(constraint), constraint, null);
        }
    }

    private static void RefuseKey(AddColumn add, ConstraintDefinition key, EffectScope scope, EffectBuilder effect)
    {
        if (scope.IsPartitioned(add.Table))
        {
            // A new column cannot be one of the partition key.
            effect.Error ??= "unique constraint on partitioned table must include all partitioning columns";
        }

        if (key is PrimaryKeyConstraint && scope.Find(add.Table)?.PrimaryKey is { } existing && !scope.DropsConstraint(add.Table, existing.Name))
        {
            effect.Error ??= $"multiple primary keys for table \"{add.Table.Name}\" are not allowed";
        }

        RowErrors.Unique(add.Table, [add.Column.Name], key.Name, key is UniqueConstraint { NullsNotDistinct: true }, scope, effect);
    }

    /// <summary>
    /// The new column holds NULL everywhere, which satisfies any foreign key. PostgreSQL 12 decides that for the whole ALTER TABLE: a default in any of its new
    /// columns, or a foreign key added by itself, makes it look at the rows; PostgreSQL 13 decides it for each subcommand (transformAlterTableStmt).
    /// </summary>
    private static bool SkipsForeignKeyScan(AddColumn add, EffectScope scope) => scope.Major >= 13
        ? !HasValue(add)
        : scope.InSameAlter<AddColumn>(add.Table, HasValue) is null
            && scope.InSameAlter<AddConstraint>(add.Table, static a => a.Constraint is ForeignKeyConstraint) is null;

    private static bool HasValue(AddColumn add) => add.Column.Default is not null || add.Column.Type is { IsSerial: true };
}
