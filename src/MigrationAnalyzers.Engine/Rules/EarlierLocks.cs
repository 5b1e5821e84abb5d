using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules;

/// <summary>Existing tables and views for which others wait because an earlier statement of the transaction has locked them.</summary>
internal static class EarlierLocks
{
    /// <summary>Under the names that they have by now, the strongest locks first.</summary>
    public static List<HeldLock> Of(OperationContext context)
    {
        var result = new List<HeldLock>();
        foreach (var held in context.LocksBefore)
        {
            if (held.Value.Mode.BlocksWrites() && (IsExistingTable(held.Key, held.Value, context) || IsRecreated(held, context)))
            {
                result.Add(held.Value with { Relation = held.Key });
            }
        }

        // The partitions of a table are locked with it.
        var partitions = new HashSet<RelationName>();
        foreach (var held in result)
        {
            partitions.UnionWith(context.Catalog.Descendants(held.Relation));
        }

        result.RemoveAll(held => partitions.Contains(held.Relation));
        result.Sort(static (a, b) => a.Mode == b.Mode ? string.CompareOrdinal(a.Relation.ToString(), b.Relation.ToString()) : b.Mode.CompareTo(a.Mode));
        return result;
    }

    /// <summary>
    /// Those that the operation's own rule does not name: not the table that it works on, nor a table that its own statement locks against writes.
    /// </summary>
    public static List<HeldLock> Beside(OperationContext context)
    {
        var result = Of(context);
        result.RemoveAll(held => IsOwn(held.Relation, context));
        return result;
    }

    private static bool IsOwn(RelationName relation, OperationContext context) =>
        context.Operation is not CreateTable
        && ((context.Operation is TableOperation { Table: var table } && table.Equals(relation))
            || context.Effect.LockOn(relation) is { } own && (own.Mode.BlocksWrites() || own.Work != TableWork.None));

    /// <summary>Whoever waits for the table or view that was dropped gets the one that is made under its name.</summary>
    private static bool IsRecreated(KeyValuePair<RelationName, HeldLock> held, OperationContext context) =>
        context.Operation is CreateTable create
        && create.Table.Equals(held.Key)
        && held.Value.Taker is not CreateTable
        && context.Catalog.Find(held.Key) is null
        && OperationContext.Existed(held.Value.Relation, held.Value.Catalog);

    /// <summary>The relation was there before the migration, is still there, and is one that queries name.</summary>
    public static bool IsExistingTable(RelationName name, HeldLock held, OperationContext context) =>
        context.Existed(name)
        && !IsMadeOrDropped(held)
        && (context.Catalog.Find(name) is not null || context.Catalog.Views.ContainsKey(name) || IsNamedAsTable(held));

    private static bool IsMadeOrDropped(HeldLock held) => held.Taker switch
    {
        CreateTable create => create.Table.Equals(held.Relation),
        DropTable drop => drop.Table.Equals(held.Relation) || held.Catalog.Descendants(drop.Table).Contains(held.Relation),
        _ => false,
    };

    /// <summary>A table that no migration so far has made: sequences, indexes and types are locked, too.</summary>
    private static bool IsNamedAsTable(HeldLock held) =>
        held.Taker is TableOperation && held.Catalog.TableOfIndex(held.Relation) is null && !held.Catalog.OtherRelations.Contains(held.Relation);
}
