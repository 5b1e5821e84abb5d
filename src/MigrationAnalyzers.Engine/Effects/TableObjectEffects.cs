using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>What triggers, policies, rules and publications mean for changes of the columns that they use.</summary>
internal static class TableObjectEffects
{
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
                    + $"{user.Kind.ToString().ToLowerInvariant()} {user.Name}";
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
}
