using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>Triggers, rules and policies.</summary>
internal static class AttachedEffects
{
    public static void Create(OtherTableChange create, EffectScope scope, EffectBuilder effect)
    {
        var isTrigger = create.Command == "CreateTrigStmt";
        var mode = isTrigger ? LockMode.ShareRowExclusive : LockMode.AccessExclusive;
        effect.Lock(create.Table, mode);
        if (isTrigger && create.IsForEachRow)
        {
            // Partitions get a trigger of their own; tables that inherit otherwise do not.
            LockPartitions(create.Table, mode, scope, effect);
        }

        foreach (var read in create.Reads)
        {
            effect.Lock(read, LockMode.AccessShare);
        }

        foreach (var written in create.Writes)
        {
            effect.Lock(written, LockMode.RowExclusive);
        }

        foreach (var relation in create.Reads.AddRange(create.Writes))
        {
            if (scope.Catalog.IsMissing(relation))
            {
                effect.Error ??= $"relation \"{relation}\" does not exist";
            }
        }

        effect.Error ??= ErrorOf(create, isTrigger, scope);
    }

    public static void Change(OtherTableChange change, EffectScope scope, EffectBuilder effect)
    {
        var found = AttachedReplay.Find(scope.Catalog, change);
        if (found is null && IsKnown(change.Table, scope) && change.ObjectType is not null)
        {
            // DROP ... IF EXISTS looks for it before it locks the table (get_object_address).
            effect.Error ??= change.IfExists ? null : $"{Noun(change)} \"{change.Name}\" for relation \"{change.Table.Name}\" does not exist";
            return;
        }

        effect.Lock(change.Table, LockMode.AccessExclusive);
        var reachesPartitions = found is { Kind: AttachedKind.Trigger, Definition.IsForEachRow: true }

            // renametrig looks for the triggers of partitions since PostgreSQL 15.
            && (change.Command == "DropStmt" || scope.Major >= 15);
        if (reachesPartitions)
        {
            LockPartitions(change.Table, LockMode.AccessExclusive, scope, effect);
        }
    }

    public static void Switch(OtherTableChange change, EffectScope scope, EffectBuilder effect)
    {
        var isKnown = IsKnown(change.Table, scope);
        scope.LockTree(effect, change.Table, LockMode.ShareRowExclusive);
        if (isKnown && change.Name is not null && AttachedReplay.Find(scope.Catalog, change) is null)
        {
            effect.Error ??= $"trigger \"{change.Name}\" for table \"{change.Table.Name}\" does not exist";
        }
    }

    /// <summary>DROP TABLE of a table that the policies and rules of others read.</summary>
    public static void DropRead(RelationName dropped, bool cascade, Func<RelationName, bool> isDropped, EffectScope scope, EffectBuilder effect)
    {
        foreach (var table in scope.Catalog.Tables.Values)
        {
            foreach (var attached in table.Name.Equals(dropped) ? [] : table.Attached)
            {
                if (attached.Kind == AttachedKind.Trigger || !(attached.Definition.Reads.Contains(dropped) || attached.Definition.Writes.Contains(dropped)))
                {
                    continue;
                }

                if (cascade)
                {
                    effect.Lock(table.Name, LockMode.AccessExclusive);
                }
                else if (table.IsComplete && !isDropped(table.Name))
                {
                    effect.Error ??= $"cannot drop table {dropped.Name} because other objects depend on it: {attached.Noun} {attached.Name} on table {table.Name}";
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

    private static string? ErrorOf(OtherTableChange create, bool isTrigger, EffectScope scope)
    {
        if (isTrigger && create.Replace && scope.Major < 14)
        {
            return VersionErrors.Needs("CREATE OR REPLACE TRIGGER", 14);
        }

        if (isTrigger && create.IsForEachRow && !create.IsInstead && scope.Catalog.Views.TryGetValue(create.Table, out var view) && view.IsComplete)
        {
            return $"\"{create.Table.Name}\" is a view: views cannot have row-level BEFORE or AFTER triggers";
        }

        if (isTrigger && create.Function is { } function && scope.Catalog.IsWhole && !scope.Catalog.Functions.ContainsKey(function))
        {
            return $"function {function.Name}() does not exist";
        }

        return create.Command != "AlterPolicyStmt" && !create.Replace && IsKnown(create.Table, scope) && AttachedReplay.Find(scope.Catalog, create) is { } existing
            ? $"{existing.Noun} \"{existing.Name}\" for relation \"{create.Table.Name}\" already exists"
            : create.Command == "AlterPolicyStmt" && IsKnown(create.Table, scope) && AttachedReplay.Find(scope.Catalog, create) is null
                ? $"policy \"{create.Name}\" for table \"{create.Table.Name}\" does not exist"
            : MissingColumn(create, scope);
    }

    private static string? MissingColumn(OtherTableChange create, EffectScope scope)
    {
        if (create.Command == "RuleStmt" || !create.Reads.IsEmpty || scope.Find(create.Table) is not { IsComplete: true } table)
        {
            return null;
        }

        foreach (var column in create.Columns)
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

    private static string Noun(OtherTableChange change) => change.ObjectType switch
    {
        "OBJECT_RULE" => "rule",
        "OBJECT_POLICY" => "policy",
        _ => "trigger",
    };
}
