using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>Triggers, rules and policies, and what they and publications mean for changes of what they use.</summary>
internal static class TableObjectEffects
{
    public static void Create(OtherTableChange create, TableObject made, EffectScope scope, EffectBuilder effect)
    {
        var isTrigger = made.Kind == TableObjectKind.Trigger;
        var mode = isTrigger ? LockMode.ShareRowExclusive : LockMode.AccessExclusive;
        effect.Lock(create.Table, mode);
        if (isTrigger && made.IsForEachRow)
        {
            // Partitions get a trigger of their own; tables that inherit otherwise do not.
            LockPartitions(create.Table, mode, scope, effect);
        }

        foreach (var read in made.AllReads())
        {
            effect.Lock(read, LockMode.AccessShare);
        }

        foreach (var written in made.Writes)
        {
            effect.Lock(written, LockMode.RowExclusive);
        }

        foreach (var relation in made.AllReads().Concat(made.Writes))
        {
            if (scope.Catalog.IsMissing(relation))
            {
                effect.Error ??= $"relation \"{relation}\" does not exist";
            }
        }

        effect.Error ??= ErrorOf(create, made, scope);
    }

    /// <summary>DROP and RENAME.</summary>
    public static void Change(OtherTableChange change, TableObject named, EffectScope scope, EffectBuilder effect)
    {
        var found = TableObjectReplay.Find(scope.Catalog, change.Table, named);
        if (found is null && IsKnown(change.Table, scope))
        {
            // DROP ... IF EXISTS looks for it before it locks the table (get_object_address).
            effect.Error ??= change.IfExists ? null : $"{named.Noun} \"{named.Name}\" for relation \"{change.Table.Name}\" does not exist";
            return;
        }

        effect.Lock(change.Table, LockMode.AccessExclusive);
        var reachesPartitions = found is { Kind: TableObjectKind.Trigger, IsForEachRow: true }

            // renametrig looks for the triggers of partitions since PostgreSQL 15.
            && (change.Command == "DropStmt" || scope.Major >= 15);
        if (reachesPartitions)
        {
            LockPartitions(change.Table, LockMode.AccessExclusive, scope, effect);
        }
    }

    /// <summary>ENABLE and DISABLE TRIGGER.</summary>
    public static void Switch(OtherTableChange change, EffectScope scope, EffectBuilder effect)
    {
        var isKnown = IsKnown(change.Table, scope);
        scope.LockTree(effect, change.Table, LockMode.ShareRowExclusive);
        if (isKnown && change.Name is { } name && TableObjectReplay.Find(scope.Catalog, change.Table, new TableObject(TableObjectKind.Trigger, name)) is null)
        {
            effect.Error ??= $"trigger \"{name}\" for table \"{change.Table.Name}\" does not exist";
        }
    }

    /// <summary>DROP TABLE of a table that the policies and rules of others read.</summary>
    public static void DropRead(RelationName dropped, bool cascade, Func<RelationName, bool> isDropped, EffectScope scope, EffectBuilder effect)
    {
        foreach (var reader in scope.Catalog.ObjectReaders.TryGetValue(dropped, out var readers) ? readers : [])
        {
            var table = scope.Catalog.Tables[reader];
            foreach (var user in reader.Equals(dropped) ? [] : table.Objects)
            {
                if (user.Kind == TableObjectKind.Trigger || !(user.AllReads().Contains(dropped) || user.Writes.Contains(dropped)))
                {
                    continue;
                }

                if (cascade)
                {
                    effect.Lock(table.Name, LockMode.AccessExclusive);
                }
                else if (table.IsComplete && !isDropped(table.Name))
                {
                    effect.Error ??= $"cannot drop table {dropped.Name} because other objects depend on it: {user.Noun} {user.Name} on table {table.Name}";
                }
            }
        }
    }

    /// <summary>RememberAllDependentForRebuilding: PostgreSQL makes constraints, indexes and statistics anew, but none of these.</summary>
    public static void ChangeType(AlterColumnType change, TableInfo table, EffectBuilder effect)
    {
        foreach (var user in table.Objects)
        {
            if (user.Uses(change.Column))
            {
                effect.Error ??= user.Kind switch
                {
                    TableObjectKind.Trigger => "cannot alter type of a column used in a trigger definition",
                    TableObjectKind.Policy => "cannot alter type of a column used in a policy definition",
                    TableObjectKind.Rule => "cannot alter type of a column used by a view or rule",
                    TableObjectKind.Publication => "cannot alter type of a column used by a publication WHERE clause",
                    _ => throw new ArgumentOutOfRangeException(nameof(change), user.Kind, null),
                };
            }
        }
    }

    /// <summary>CASCADE drops them, too.</summary>
    public static void DropColumn(DropColumn drop, TableInfo table, EffectBuilder effect)
    {
        foreach (var user in table.Objects)
        {
            if (!drop.Cascade && user.Uses(drop.Column))
            {
                effect.Error ??= $"cannot drop column {drop.Column} of table {drop.Table.Name} because other objects depend on it: "
                    + $"{user.Noun} {user.Name}";
            }
        }
    }

    /// <summary>DROP FUNCTION fails while triggers call it, and with CASCADE drops them, under the lock that DROP TRIGGER takes.</summary>
    public static void DropFunction(RelationName function, bool cascade, EffectScope scope, EffectBuilder effect)
    {
        foreach (var table in scope.Catalog.Tables.Values)
        {
            foreach (var user in table.Objects)
            {
                if (user.Function is not { } called || !called.Equals(function))
                {
                    continue;
                }

                if (cascade)
                {
                    scope.LockTree(effect, table.Name, LockMode.AccessExclusive);
                }
                else
                {
                    effect.Error ??= $"cannot drop function {function.Name}() because other objects depend on it: trigger {user.Name} on table {table.Name.Name}";
                }
            }
        }
    }

    private static void LockPartitions(RelationName table, LockMode mode, EffectScope scope, EffectBuilder effect)
    {
        foreach (var descendant in scope.IsPartitioned(table) ? scope.Catalog.Descendants(table) : [])
        {
            effect.Lock(descendant, mode);
        }
    }

    private static string? ErrorOf(OtherTableChange create, TableObject made, EffectScope scope)
    {
        if (made.Kind == TableObjectKind.Trigger)
        {
            if (create.Replace && scope.Major < 14)
            {
                return VersionErrors.Needs("CREATE OR REPLACE TRIGGER", 14);
            }

            if (made is { IsForEachRow: true, IsInstead: false } && scope.Catalog.Views.TryGetValue(create.Table, out var view) && view.IsComplete)
            {
                return $"\"{create.Table.Name}\" is a view: views cannot have row-level BEFORE or AFTER triggers";
            }

            if (made.Function is { } function && scope.Catalog.IsWhole && !scope.Catalog.Functions.ContainsKey(function))
            {
                return $"function {function.Name}() does not exist";
            }
        }

        var alters = create.Command == "AlterPolicyStmt";
        return (IsKnown(create.Table, scope), TableObjectReplay.Find(scope.Catalog, create.Table, made)) switch
        {
            (true, not null) when !alters && !create.Replace => $"{made.Noun} \"{made.Name}\" for relation \"{create.Table.Name}\" already exists",
            (true, null) when alters => $"policy \"{made.Name}\" for table \"{create.Table.Name}\" does not exist",
            _ => MissingColumn(create.Table, made, scope),
        };
    }

    private static string? MissingColumn(RelationName name, TableObject made, EffectScope scope)
    {
        // Of a policy that reads other tables, too, a column may be theirs.
        if (made.Kind == TableObjectKind.Rule || (made.Kind == TableObjectKind.Policy && made.AllReads().Any()) || scope.Find(name) is not { IsComplete: true } table)
        {
            return null;
        }

        foreach (var column in (made.Columns ?? []).Concat(made.CheckColumns ?? []))
        {
            if (table.Column(column) is null && !string.Equals(column, table.Name.Name, StringComparison.Ordinal) && column is not ("*" or "ctid" or "tableoid" or "xmin"))
            {
                return $"column \"{column}\" does not exist";
            }
        }

        return null;
    }

    /// <summary>All its triggers, rules and policies are known.</summary>
    private static bool IsKnown(RelationName table, EffectScope scope) =>
        scope.Catalog.IsWhole && (scope.Catalog.Views.TryGetValue(table, out var view) ? view.IsComplete : scope.Find(table) is { IsComplete: true });
}
