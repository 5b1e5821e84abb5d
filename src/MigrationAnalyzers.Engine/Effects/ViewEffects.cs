using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>Views, and what views that read a table mean for changes of it.</summary>
internal static class ViewEffects
{
    public static void Create(OtherStatement create, EffectScope scope, EffectBuilder effect)
    {
        for (var i = 0; i < create.Relations.Length; i++)
        {
            // The query is only analyzed: what a view reads is not looked at.
            effect.Lock(create.Relations[i], i == 0 ? LockMode.AccessExclusive : LockMode.AccessShare);
            if (i > 0 && scope.Catalog.IsMissing(create.Relations[i]))
            {
                effect.Error ??= $"relation \"{create.Relations[i]}\" does not exist";
            }
        }

        effect.Error ??= ViewErrors.OfCreate(create, scope);
    }

    public static void Refresh(RefreshMaterializedView refresh, EffectScope scope, EffectBuilder effect)
    {
        var view = scope.Catalog.Views.TryGetValue(refresh.View, out var known) ? known : null;
        if (view is not null && !refresh.WithNoData)
        {
            foreach (var table in view.Reads)
            {
                scope.LockRead(effect, table);
            }
        }
        else if (view is null && !refresh.WithNoData)
        {
            effect.DependsOn($"what {refresh.View} reads is not known");
        }

        if (view is null && scope.Find(refresh.View) is { IsComplete: true } || view is { IsMaterialized: false })
        {
            effect.Error = $"\"{refresh.View.Name}\" is not a materialized view";
        }
        else if (scope.Catalog.IsMissing(refresh.View))
        {
            effect.Error = $"relation \"{refresh.View.Name}\" does not exist";
        }

        if (!refresh.Concurrently)
        {
            effect.Lock(refresh.View, LockMode.AccessExclusive, refresh.WithNoData ? TableWork.NewFile : TableWork.Rewrite);
            return;
        }

        // It may run in a transaction; it writes the differences, and readers go on.
        effect.Lock(refresh.View, LockMode.Exclusive, TableWork.RowWrites);
        if (refresh.WithNoData)
        {
            effect.Error ??= "CONCURRENTLY and WITH NO DATA options cannot be used together";
        }
        else if (view is { IsComplete: true, IsEmpty: true })
        {
            effect.Error ??= "CONCURRENTLY cannot be used when the materialized view is not populated";
        }
        else if (view is { IsComplete: true } && !HasUniqueIndex(scope.Find(refresh.View)))
        {
            effect.Error = $"cannot refresh materialized view \"{refresh.View}\" concurrently: it has no unique index without a WHERE clause";
        }
    }

    public static void DropColumn(DropColumn drop, EffectScope scope, EffectBuilder effect)
    {
        foreach (var view in scope.Catalog.ViewsOf(drop.Table))
        {
            if (view.Uses(drop.Table, drop.Column, scope.Catalog) != true)
            {
                continue;
            }

            if (drop.Cascade)
            {
                effect.Lock(view.Name, LockMode.AccessExclusive);
                DropRelation(view.Name, view.Name, cascade: true, scope, effect);
            }
            else
            {
                effect.Error ??= $"cannot drop column {drop.Column} of table {drop.Table.Name} because other objects depend on it: view {view.Name}";
            }
        }
    }

    public static void ChangeType(AlterColumnType change, EffectScope scope, EffectBuilder effect)
    {
        foreach (var view in scope.Catalog.ViewsOf(change.Table))
        {
            if (view.Uses(change.Table, change.Column, scope.Catalog) == true)
            {
                effect.Error ??= $"cannot alter type of a column used by a view or rule: view {view.Name}";
            }
        }
    }

    /// <summary>DROP of a table or view that views read.</summary>
    /// <param name="named">What the statement names, of which <paramref name="dropped"/> may be a partition.</param>
    public static void DropRelation(RelationName named, RelationName dropped, bool cascade, EffectScope scope, EffectBuilder effect)
    {
        foreach (var view in scope.Catalog.ViewsOf(dropped))
        {
            if (cascade)
            {
                effect.Lock(view.Name, LockMode.AccessExclusive);
                DropRelation(named, view.Name, cascade, scope, effect);
            }
            else if (view.IsComplete && !IsDropped(view.Name, scope))
            {
                effect.Error ??= $"cannot drop {named.Name} because other objects depend on it: view {view.Name}";
            }
        }
    }

    private static bool IsDropped(RelationName view, EffectScope scope)
    {
        foreach (var operation in scope.Statement.Operations)
        {
            if (operation is OtherStatement { Command: "DropStmt" } drop && drop.Relations.Contains(view))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasUniqueIndex(TableInfo? view)
    {
        if (view is null)
        {
            return false;
        }

        foreach (var index in view.Indexes)
        {
            if (index is { IsInvalid: false, HasExpressions: false, Definition: { Unique: true, Filter: null } })
            {
                return true;
            }
        }

        return false;
    }
}
