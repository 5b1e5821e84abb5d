using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>ALTER COLUMN ... TYPE: ACCESS EXCLUSIVE on the table and on every partner of a foreign key over the column.</summary>
internal static class TypeChangeEffects
{
    public static void Change(AlterColumnType change, EffectScope scope, EffectBuilder effect)
    {
        var table = scope.Find(change.Table);
        var column = table?.Column(change.Column);
        var cost = CostOf(change, column, scope, effect);
        if (cost.Unknown is { } unknown)
        {
            effect.DependsOn(unknown);
        }

        scope.LockTree(effect, change.Table, LockMode.AccessExclusive);
        LockPartners(change, cost.Cost, table, scope, effect);
        table ??= new TableInfo(change.Table);
        Work(change, cost.Cost, table, effect);
        foreach (var descendant in scope.Catalog.Descendants(change.Table))
        {
            Work(change, cost.Cost, scope.Find(descendant)!, effect);
        }

        if (cost.Cost == TypeChangeCost.IndexRebuild && !table.IsComplete && (effect.Locks[0].Work & TableWork.IndexBuild) == 0)
        {
            effect.DependsOn($"the indexes over {change.Table}.{change.Column} are not known: each of them is built anew");
        }

        ViewEffects.ChangeType(change, scope, effect);
        foreach (var other in table.Columns)
        {
            if (table.IsComplete && other.GenerationExpression is { } expression && expression.Columns.Contains(change.Column, StringComparer.Ordinal)
                && scope.InSameAlter<DropColumn>(change.Table, d => string.Equals(d.Column, other.Name, StringComparison.Ordinal)) is null)
            {
                effect.Error ??= "cannot alter type of a column used by a generated column";
            }
        }
    }

    private static TypeChange CostOf(AlterColumnType change, ColumnDefinition? column, EffectScope scope, EffectBuilder effect)
    {
        // What the migrations made of the column counts more than what the model of the application believed.
        var from = column?.Type ?? change.OldType;
        if (from is null || change.NewType is not { } to)
        {
            return new TypeChange(TypeChangeCost.Nothing, $"the type of {change.Table}.{change.Column} is not known");
        }

        TypeChange cost;
        if (change.Using is not { } expression)
        {
            cost = TypeChange.Of(from, to, scope.Catalog);
            effect.Error ??= TypeCasts.ErrorOf(change.Column, from, to);
        }
        else if (UsingClause.IsColumnOrCast(expression, change.Column, out var castTo))
        {
            // USING c::type is the conversion itself, written out; what it does not reach by itself follows.
            cost = castTo is { } between ? TypeChange.Of(from, between, scope.Catalog).And(TypeChange.Of(between, to, scope.Catalog)) : TypeChange.Of(from, to, scope.Catalog);
        }
        else
        {
            return new TypeChange(TypeChangeCost.Rewrite);
        }

        return cost.Cost == TypeChangeCost.Nothing && ChangesCollation(change, column) ? cost.And(new TypeChange(TypeChangeCost.IndexRebuild)) : cost;
    }

    private static bool ChangesCollation(AlterColumnType change, ColumnDefinition? column)
    {
        if (change.ChangesCollation)
        {
            return column?.Collation is null || !string.Equals(column.Collation, change.Collation, StringComparison.Ordinal);
        }

        // Without COLLATE the column gets the collation of its new type.
        return change.Collation is null && column?.Collation is not (null or "default");
    }

    private static void Work(AlterColumnType change, TypeChangeCost cost, TableInfo table, EffectBuilder effect)
    {
        if (cost == TypeChangeCost.Rewrite)
        {
            effect.Lock(table.Name, LockMode.AccessExclusive, TableWork.Rewrite);
            return;
        }

        var work = TableWork.None;
        foreach (var index in table.Indexes)
        {
            // An index with an expression or a condition over the column is built anew even if the type's operators stay the same.
            if ((cost == TypeChangeCost.IndexRebuild && index.HasKey(change.Column))
                || ((index.HasExpressions || index.Definition.Filter is not null) && index.Mentions(change.Column)))
            {
                work |= TableWork.IndexBuild;
            }
        }

        foreach (var constraint in table.Constraints)
        {
            if (cost == TypeChangeCost.IndexRebuild && ConstraintReplay.KeyColumns(constraint).Contains(change.Column, StringComparer.Ordinal))
            {
                work |= TableWork.IndexBuild;
            }

            // The constraint is made anew; NOT VALID ones are not verified then either.
            if (constraint is CheckConstraint { NotValid: false, NotEnforced: false } check && check.Expression.Columns.Contains(change.Column, StringComparer.Ordinal))
            {
                work |= TableWork.Scan;
            }
        }

        effect.Lock(table.Name, LockMode.AccessExclusive, work);
    }

    /// <summary>A foreign key over the column is made anew, and verified anew unless the comparison of both sides stays the same.</summary>
    private static void LockPartners(AlterColumnType change, TypeChangeCost cost, TableInfo? table, EffectScope scope, EffectBuilder effect)
    {
        if (table is not null)
        {
            foreach (var constraint in table.Constraints)
            {
                if (constraint is ForeignKeyConstraint key && key.Columns.Contains(change.Column, StringComparer.Ordinal))
                {
                    scope.LockTree(effect, key.ReferencedTable, LockMode.AccessExclusive);
                    effect.Lock(change.Table, LockMode.AccessExclusive, Scan(key));
                }
            }
        }

        foreach (var reference in scope.Catalog.ForeignKeysTo(change.Table))
        {
            if (reference.ForeignKey.ReferencedColumns.Contains(change.Column, StringComparer.Ordinal))
            {
                scope.LockTree(effect, reference.Table, LockMode.AccessExclusive, Scan(reference.ForeignKey));
            }
        }

        TableWork Scan(ForeignKeyConstraint key) =>
            cost == TypeChangeCost.Nothing || key.NotValid || key.NotEnforced ? TableWork.None : TableWork.ForeignKeyScan;
    }
}
