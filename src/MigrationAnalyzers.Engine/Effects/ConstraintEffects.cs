using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>ADD, VALIDATE, RENAME and ALTER CONSTRAINT.</summary>
internal static class ConstraintEffects
{
    public static void Add(AddConstraint add, EffectScope scope, EffectBuilder effect)
    {
        VersionErrors.Check(add.Constraint, scope, effect);
        effect.Error ??= ConstraintErrors.Of(add, scope);
        if (scope.Major >= 18)
        {
            // All descendants, whatever the constraint is (ATPrepCmd).
            scope.LockTree(effect, add.Table, add.Constraint is ForeignKeyConstraint ? LockMode.ShareRowExclusive : LockMode.AccessExclusive);
        }

        switch (add.Constraint)
        {
            case ForeignKeyConstraint key:
                ForeignKeyEffects.Add(add.Table, key, scope, effect);
                break;

            case CheckConstraint check:
                AddCheck(add.Table, check, scope, effect);
                break;

            case NotNullConstraint { NotValid: true }:
                scope.LockTree(effect, add.Table, LockMode.AccessExclusive);
                break;

            case NotNullConstraint notNull:
                NotNullProof.Require(add.Table, notNull.Column, LockMode.AccessExclusive, scope, effect);
                RowErrors.NotNull(add.Table, notNull.Column, scope, effect);
                break;

            case UniqueConstraint { UsingIndex: not null }:
                effect.Lock(add.Table, LockMode.AccessExclusive);
                break;

            case PrimaryKeyConstraint { UsingIndex: { } index }:
                effect.Lock(add.Table, LockMode.AccessExclusive);
                RequireNotNull(add.Table, index, scope, effect);
                break;

            case PrimaryKeyConstraint key:
                BuildKey(add, LockMode.AccessExclusive, scope, effect);
                foreach (var column in key.Columns)
                {
                    RequireNotNullColumn(add.Table, column, scope, effect);
                    RowErrors.NotNull(add.Table, column, scope, effect);
                }

                RowErrors.Unique(add.Table, key.Columns, key.Name, nullsNotDistinct: false, scope, effect);
                break;

            case UniqueConstraint or ExclusionConstraint:
                BuildKey(add, LockMode.Share, scope, effect);
                if (add.Constraint is UniqueConstraint unique)
                {
                    RowErrors.Unique(add.Table, unique.Columns, unique.Name, unique.NullsNotDistinct, scope, effect);
                }

                break;

            default:
                throw new ArgumentOutOfRangeException(nameof(add), add.Constraint, null);
        }
    }

    public static void Validate(ValidateConstraint validate, EffectScope scope, EffectBuilder effect)
    {
        var constraint = scope.Constraint(validate.Table, validate.Name);
        switch (constraint)
        {
            case PrimaryKeyConstraint or UniqueConstraint or ExclusionConstraint:
                effect.Error = $"constraint \"{validate.Name}\" of relation \"{validate.Table.Name}\" is not a foreign key, check, or not-null constraint";
                break;

            case { NotEnforced: true }:
                effect.Error = "cannot validate NOT ENFORCED constraint";
                break;

            case { NotValid: false }:
                // Valid already: nothing is read.
                effect.Lock(validate.Table, LockMode.ShareUpdateExclusive);
                break;

            case ForeignKeyConstraint key:
                // The table is opened as its rows are locked, the query over them (RI_Initial_Check) locks its partitions.
                effect.Lock(key.ReferencedTable, LockMode.RowShare);
                KnownRowErrors.ForeignKey(validate.Table, key, scope, effect);
                scope.LockPartitions(effect, key.ReferencedTable, LockMode.AccessShare);
                scope.LockPartitions(effect, validate.Table, LockMode.ShareUpdateExclusive, TableWork.ForeignKeyScan);
                break;

            case null when scope.Find(validate.Table) is { IsComplete: true }:
                effect.Error = Missing(validate.Table, validate.Name);
                break;

            case null:
                scope.LockTree(effect, validate.Table, LockMode.ShareUpdateExclusive, TableWork.Scan);
                effect.DependsOn($"the constraint {validate.Name} is not known");
                break;

            default:
                ValidateRows(validate, constraint, scope, effect);
                break;
        }
    }

    public static void Rename(RenameConstraint rename, EffectScope scope, EffectBuilder effect)
    {
        var table = scope.Find(rename.Table);
        var constraint = table?.Constraint(rename.Name);
        effect.Lock(rename.Table, LockMode.AccessExclusive);
        if (constraint is null)
        {
            effect.Error = table is { IsComplete: true } && !MayBeImplicitNotNull(rename.Name, scope) ? Missing(rename.Table, rename.Name) : null;
            return;
        }

        if (constraint is PrimaryKeyConstraint or UniqueConstraint or ExclusionConstraint
            ? scope.Catalog.HasRelation(new RelationName(rename.Table.Schema, rename.NewName))
            : table!.Constraint(rename.NewName) is not null)
        {
            effect.Error = $"\"{rename.NewName}\" already exists";
        }

        // The others have names of their own in the children (rename_constraint_internal).
        if (constraint is CheckConstraint { NoInherit: false } or NotNullConstraint { NoInherit: false })
        {
            scope.LockTree(effect, rename.Table, LockMode.AccessExclusive);
            effect.Error ??=
                InheritedConstraints.ParentOf(scope.Catalog, table!, constraint) is not null ? $"cannot rename inherited constraint \"{rename.Name}\""
                : rename.Only && !scope.Catalog.Descendants(rename.Table).IsEmpty ? $"inherited constraint \"{rename.Name}\" must be renamed in child tables too"
                : null;
        }
    }

    public static void Alter(AlterConstraint alter, EffectScope scope, EffectBuilder effect)
    {
        var table = scope.Find(alter.Table);
        var constraint = table?.Constraint(alter.Name);
        effect.Error = AlterError(alter, table, constraint, scope);
        switch (alter.Enforced, constraint)
        {
            case (true, ForeignKeyConstraint { NotEnforced: true } key):
                scope.LockPartitions(effect, key.ReferencedTable, LockMode.ShareRowExclusive);
                scope.LockPartitions(effect, alter.Table, LockMode.AccessExclusive, TableWork.ForeignKeyScan);
                break;

            case (false, ForeignKeyConstraint { NotEnforced: false } key):
                scope.LockPartitions(effect, key.ReferencedTable, LockMode.AccessExclusive);
                scope.LockPartitions(effect, alter.Table, LockMode.AccessExclusive);
                break;

            case (not null, null):
                scope.LockTree(effect, alter.Table, LockMode.AccessExclusive);
                effect.DependsOn($"the table that {alter.Name} references is not known: it is locked too");
                break;

            case (not null, _) when !alter.ChangesDeferrability:
                effect.Lock(alter.Table, LockMode.AccessExclusive);
                break;

            default:
                scope.LockTree(effect, alter.Table, LockMode.AccessExclusive);
                break;
        }

        if (alter.Inherited == true && constraint is NotNullConstraint { NoInherit: true } notNull)
        {
            // The children get a constraint of their own, which is verified.
            foreach (var descendant in scope.Catalog.Descendants(alter.Table))
            {
                NotNullProof.Require(descendant, notNull.Column, LockMode.AccessExclusive, scope, effect);
            }
        }
    }

    private static string? AlterError(AlterConstraint alter, TableInfo? table, ConstraintDefinition? constraint, EffectScope scope)
    {
        if (scope.Major < 18 && (alter.Enforced is not null || alter.Inherited is not null))
        {
            return VersionErrors.Needs("ALTER CONSTRAINT ... ENFORCED or INHERIT", 18);
        }

        return constraint switch
        {
            null => table is { IsComplete: true } && !MayBeImplicitNotNull(alter.Name, scope) ? Missing(alter.Table, alter.Name) : null,
            ForeignKeyConstraint when InheritedConstraints.ParentOf(scope.Catalog, table!, constraint) is not null =>
                $"cannot alter constraint \"{alter.Name}\" on relation \"{alter.Table.Name}\"",
            ForeignKeyConstraint when alter.Inherited is null => null,
            NotNullConstraint when alter is { Inherited: not null, Enforced: null, ChangesDeferrability: false } => null,
            _ when alter.ChangesDeferrability => $"constraint \"{alter.Name}\" of relation \"{alter.Table.Name}\" is not a foreign key constraint",
            _ => $"cannot alter enforceability of constraint \"{alter.Name}\" of relation \"{alter.Table.Name}\"",
        };
    }

    private static void AddCheck(RelationName table, CheckConstraint check, EffectScope scope, EffectBuilder effect)
    {
        RowErrors.Check(table, check, scope, effect);
        var work = !check.NotValid && !check.NotEnforced ? TableWork.Scan : TableWork.None;
        effect.Lock(table, LockMode.AccessExclusive, work);
        if (check.NoInherit)
        {
            return;
        }

        foreach (var descendant in scope.Reached(table))
        {
            // A child that has the constraint already is not verified once more.
            var isMerged = check.Name is { } name && scope.Find(descendant)?.Constraint(name) is not null;
            effect.Lock(descendant, LockMode.AccessExclusive, isMerged ? TableWork.None : work);
        }
    }

    /// <summary>
    /// Each partition that has no such key yet gets an index, built under the lock of CREATE INDEX where nothing else takes a stronger one. Tables that inherit get none.
    /// </summary>
    private static void BuildKey(AddConstraint add, LockMode ofPartitions, EffectScope scope, EffectBuilder effect)
    {
        effect.Lock(add.Table, LockMode.AccessExclusive, scope.IsPartitioned(add.Table) ? TableWork.None : TableWork.IndexBuild);
        foreach (var descendant in scope.Reached(add.Table))
        {
            if (scope.Find(descendant) is { PartitionOf: not null } partition)
            {
                var builds = !partition.IsPartitioned && ConstraintReplay.Equivalent(partition, add.Constraint) is null;
                effect.Lock(descendant, ofPartitions, builds ? TableWork.IndexBuild : TableWork.None);
            }
        }
    }

    private static void ValidateRows(ValidateConstraint validate, ConstraintDefinition constraint, EffectScope scope, EffectBuilder effect)
    {
        effect.Lock(validate.Table, LockMode.ShareUpdateExclusive, TableWork.Scan);
        RowErrors.Validate(validate.Table, constraint, scope, effect);
        if (constraint is CheckConstraint { NoInherit: true } or NotNullConstraint { NoInherit: true })
        {
            return;
        }

        var descendants = scope.Catalog.Descendants(validate.Table);
        if (validate.Only && !descendants.IsEmpty)
        {
            effect.Error ??= "constraint must be validated on child tables too";
        }

        foreach (var descendant in descendants)
        {
            var isValid = scope.Find(descendant) is { } child && InheritedConstraints.Find(child, constraint) is { NotValid: false };
            effect.Lock(descendant, LockMode.ShareUpdateExclusive, isValid ? TableWork.None : TableWork.Scan);
        }
    }

    /// <summary>Since PostgreSQL 18 each NOT NULL is a constraint with a name, which a table keeps when it is renamed.</summary>
    public static bool MayBeImplicitNotNull(string name, EffectScope scope) =>
        scope.Major >= 18 && name.EndsWith("_not_null", StringComparison.Ordinal);

    public static string Missing(RelationName table, string name) => $"constraint \"{name}\" of relation \"{table.Name}\" does not exist";

    private static void RequireNotNull(RelationName table, string index, EffectScope scope, EffectBuilder effect)
    {
        if (scope.Find(table)?.Index(index) is { HasExpressions: false } known)
        {
            foreach (var key in known.Definition.Keys)
            {
                RequireNotNullColumn(table, key.Column!, scope, effect);
                RowErrors.NotNull(table, key.Column!, scope, effect);
            }
        }
        else
        {
            effect.DependsOn($"whether the columns of {index} are NOT NULL is not known");
        }
    }

    /// <summary>A primary key makes its columns NOT NULL, which reads the rows as SET NOT NULL does.</summary>
    private static void RequireNotNullColumn(RelationName table, string column, EffectScope scope, EffectBuilder effect)
    {
        if (scope.Find(table)?.IsNotNull(column) is null
            && scope.InSameAlter<AddColumn>(table, a => string.Equals(a.Column.Name, column, StringComparison.Ordinal)) is null)
        {
            effect.DependsOn($"whether {table}.{column} is NOT NULL is not known");
            return;
        }

        NotNullProof.Require(table, column, LockMode.AccessExclusive, scope, effect);
    }
}
