using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>ALTER COLUMN ... TYPE: ACCESS EXCLUSIVE on the table and on every partner of a foreign key over the column.</summary>
internal static class TypeChangeEffects
{
    public static void Change(AlterColumnType change, EffectScope scope, EffectBuilder effect)
    {
        var table = scope.Find(change.Table);
        var conversion = TypeConversion.Of(change, table?.Column(change.Column), scope);
        if (conversion.Cost.Unknown is { } unknown)
        {
            effect.DependsOn(unknown);
        }

        effect.Error ??= conversion.Error;
        effect.Conversion = conversion.Values(change, table, scope);
        scope.LockTree(effect, change.Table, LockMode.AccessExclusive);
        TypeChangeForeignKeys.Describe(change, conversion, scope, effect);
        table ??= new TableInfo(change.Table);
        Work(change, conversion, table, scope, effect);
        foreach (var descendant in scope.Reached(change.Table))
        {
            Work(change, conversion, scope.Find(descendant)!, scope, effect);
        }

        if (conversion.Cost.Cost == TypeChangeCost.IndexRebuild && !table.IsComplete && (effect.Locks[0].Work & TableWork.IndexBuild) == 0)
        {
            effect.DependsOn($"the indexes over {change.Table}.{change.Column} are not known: each of them is built anew");
        }

        ViewEffects.ChangeType(change, scope, effect);
        TableObjectEffects.ChangeType(change, table, effect);
        effect.Error ??= TypeChangeErrors.Of(change, table, scope) ?? TypeChangeExpressions.ErrorOf(change, conversion, table, scope);
    }

    private static void Work(AlterColumnType change, TypeConversion conversion, TableInfo table, EffectScope scope, EffectBuilder effect)
    {
        // TryReuseIndex: the index of a partitioned table has no storage that could be kept, and with it those of the partitions are made anew.
        if (table.IsPartitioned && conversion.Cost.Cost != TypeChangeCost.Rewrite
            && (table.Indexes.Any(i => i.Mentions(change.Column)) || table.Constraints.Any(c => ConstraintReplay.KeyColumns(c).Contains(change.Column, StringComparer.Ordinal))))
        {
            scope.LockTree(effect, table.Name, LockMode.AccessExclusive, TableWork.IndexBuild);
        }

        foreach (var index in table.Indexes)
        {
            foreach (var key in index.Definition.Keys)
            {
                if (IsOver(key, change))
                {
                    effect.Error ??= conversion.ErrorOfIndex(key, index.Definition.Method);
                }
            }
        }

        foreach (var constraint in table.Constraints)
        {
            if (!scope.DropsConstraint(change.Table, constraint.Name) && ConstraintReplay.KeyColumns(constraint).Contains(change.Column, StringComparer.Ordinal))
            {
                effect.Error ??= conversion.ErrorOfIndex(new IndexKey(change.Column, null), null);
            }
        }

        effect.Lock(
            table.Name,
            LockMode.AccessExclusive,
            conversion.Cost.Cost == TypeChangeCost.Rewrite && table.Column(change.Column)?.Generated != GeneratedKind.Virtual
                ? TableWork.Rewrite
                : WorkWithoutRewrite(change, conversion, table, scope));
    }

    private static TableWork WorkWithoutRewrite(AlterColumnType change, TypeConversion conversion, TableInfo table, EffectScope scope)
    {
        var work = TableWork.None;
        foreach (var index in table.Indexes)
        {
            // An index with an expression or a condition over the column is built anew even if the type's operators stay the same; a column that is only
            // included has no operators.
            if (((index.HasExpressions || index.Definition.Filter is not null) && index.Mentions(change.Column))
                || index.Definition.Keys.Any(k => IsOver(k, change) && conversion.RebuildsIndex(k, index.Definition.Method)))
            {
                work |= TableWork.IndexBuild;
            }
        }

        foreach (var constraint in table.Constraints)
        {
            if (scope.DropsConstraint(change.Table, constraint.Name))
            {
                continue;
            }

            if (ConstraintReplay.KeyColumns(constraint).Contains(change.Column, StringComparer.Ordinal) && conversion.RebuildsIndex(new IndexKey(change.Column, null), null))
            {
                work |= TableWork.IndexBuild;
            }

            if (constraint is ExclusionConstraint exclusion
                && (exclusion.Keys.Any(k => IsOver(k, change) && conversion.RebuildsIndex(k, exclusion.Method))
                    || (exclusion.Keys.Any(static k => k.Column is null) && ConstraintReplay.Mentions(exclusion, change.Column))))
            {
                work |= TableWork.IndexBuild;
            }

            // The constraint is made anew; NOT VALID ones are not verified then either.
            if (constraint is CheckConstraint { NotValid: false, NotEnforced: false } check && check.Expression.Columns.Contains(change.Column, StringComparer.Ordinal))
            {
                work |= TableWork.Scan;
            }
        }

        return work;
    }

    private static bool IsOver(IndexKey key, AlterColumnType change) => string.Equals(key.Column, change.Column, StringComparison.Ordinal);
}
