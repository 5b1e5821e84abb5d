using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>ADD, VALIDATE, DROP and ALTER CONSTRAINT.</summary>
internal static class ConstraintEffects
{
    public static void Add(AddConstraint add, EffectScope scope, EffectBuilder effect)
    {
        VersionErrors.Check(add.Constraint, scope, effect);
        switch (add.Constraint)
        {
            case ForeignKeyConstraint key:
                ForeignKeyEffects.Add(add.Table, key, scope, effect);
                break;

            case CheckConstraint check:
                var verifies = !check.NotValid && !check.NotEnforced;
                scope.LockTree(effect, add.Table, LockMode.AccessExclusive, verifies ? TableWork.Scan : TableWork.None);
                break;

            case NotNullConstraint { NotValid: true }:
                scope.LockTree(effect, add.Table, LockMode.AccessExclusive);
                break;

            case NotNullConstraint notNull:
                NotNullProof.Require(add.Table, notNull.Column, LockMode.AccessExclusive, scope, effect);
                break;

            case UniqueConstraint { UsingIndex: { } index }:
                UseIndex(add.Table, index, scope, effect);
                break;

            case PrimaryKeyConstraint { UsingIndex: { } index }:
                UseIndex(add.Table, index, scope, effect);
                RequireNotNull(add.Table, index, scope, effect);
                break;

            case PrimaryKeyConstraint key:
                scope.LockTree(effect, add.Table, LockMode.AccessExclusive, TableWork.IndexBuild);
                foreach (var column in key.Columns)
                {
                    RequireNotNullColumn(add.Table, column, scope, effect);
                }

                break;

            case UniqueConstraint or ExclusionConstraint:
                scope.LockTree(effect, add.Table, LockMode.AccessExclusive, TableWork.IndexBuild);
                break;

            default:
                throw new ArgumentOutOfRangeException(nameof(add), add.Constraint, null);
        }
    }

    public static void Validate(ValidateConstraint validate, EffectScope scope, EffectBuilder effect)
    {
        switch (scope.Constraint(validate.Table, validate.Name))
        {
            case { NotValid: false }:
                // Valid already: nothing is read.
                effect.Lock(validate.Table, LockMode.ShareUpdateExclusive);
                break;

            case ForeignKeyConstraint key:
                scope.LockTree(effect, key.ReferencedTable, LockMode.RowShare);
                scope.LockTree(effect, validate.Table, LockMode.ShareUpdateExclusive, TableWork.ForeignKeyScan);
                break;

            case null:
                scope.LockTree(effect, validate.Table, LockMode.ShareUpdateExclusive, TableWork.Scan);
                effect.DependsOn($"the constraint {validate.Name} is not known");
                break;

            default:
                scope.LockTree(effect, validate.Table, LockMode.ShareUpdateExclusive, TableWork.Scan);
                break;
        }
    }

    public static void Drop(DropConstraint drop, EffectScope scope, EffectBuilder effect)
    {
        scope.LockTree(effect, drop.Table, LockMode.AccessExclusive);
        switch (scope.Find(drop.Table)?.Constraint(drop.Name))
        {
            case ForeignKeyConstraint key:
                scope.LockTree(effect, key.ReferencedTable, LockMode.AccessExclusive);
                break;

            case PrimaryKeyConstraint or UniqueConstraint:
                DropKey(drop, scope, effect);
                break;

            case not null:
                break;

            case null when drop.Kind == ConstraintKind.ForeignKey:
                effect.DependsOn($"the table that {drop.Name} references is not known: it is locked too");
                break;

            case null when drop.Kind == ConstraintKind.Unknown:
                effect.DependsOn($"the constraint {drop.Name} is not known: if it is a foreign key, the table that it references is locked too");
                break;
        }
    }

    public static void Alter(AlterConstraint alter, EffectScope scope, EffectBuilder effect)
    {
        if (alter.Enforced is not null && scope.Major < 18)
        {
            effect.Error = VersionErrors.Needs("ALTER CONSTRAINT ... ENFORCED", 18);
        }

        var constraint = scope.Find(alter.Table)?.Constraint(alter.Name);
        switch (alter.Enforced, constraint)
        {
            case (true, ForeignKeyConstraint key):
                scope.LockTree(effect, key.ReferencedTable, LockMode.ShareRowExclusive);
                scope.LockTree(effect, alter.Table, LockMode.AccessExclusive, TableWork.ForeignKeyScan);
                return;

            case (false, ForeignKeyConstraint key):
                scope.LockTree(effect, key.ReferencedTable, LockMode.AccessExclusive);
                break;

            case (not null, null):
                effect.DependsOn($"the table that {alter.Name} references is not known: it is locked too");
                break;

            case (not null, _):
                effect.Error ??= $"cannot alter enforceability of constraint \"{alter.Name}\" of relation \"{alter.Table.Name}\"";
                break;
        }

        scope.LockTree(effect, alter.Table, LockMode.AccessExclusive);
    }

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

    /// <summary>No other key has the same columns, so that a foreign key over them depends on this one.</summary>
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
            if (index.Definition.Unique)
            {
                return false;
            }
        }

        return true;
    }

    private static void UseIndex(RelationName table, string index, EffectScope scope, EffectBuilder effect)
    {
        effect.Lock(table, LockMode.AccessExclusive);
        if (scope.IsPartitioned(table))
        {
            effect.Error ??= "ALTER TABLE / ADD CONSTRAINT USING INDEX is not supported on partitioned tables";
        }
        else if (scope.Find(table)?.Index(index) is { } known)
        {
            effect.Error ??=
                !known.Definition.Unique ? $"\"{index}\" is not a unique index"
                : known.HasExpressions ? $"index \"{index}\" contains expressions"
                : known.Definition.Filter is not null ? $"\"{index}\" is a partial index"
                : null;
        }
    }

    private static void RequireNotNull(RelationName table, string index, EffectScope scope, EffectBuilder effect)
    {
        if (scope.Find(table)?.Index(index) is { HasExpressions: false } known)
        {
            foreach (var key in known.Definition.Keys)
            {
                RequireNotNullColumn(table, key.Column!, scope, effect);
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
