using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Compatibility;

/// <summary>What CASCADE takes along, as far as the catalog knows: what is gone after the statement and is not named in it.</summary>
internal static class Taken
{
    public static ImmutableArray<string> Along(MigrationOperation operation, SchemaCatalog before, SchemaCatalog after)
    {
        var named = Named(operation);
        var result = ImmutableArray.CreateBuilder<string>();
        foreach (var table in before.Tables.Values)
        {
            if (after.Find(table.Name) is { } left)
            {
                // What is over the dropped column or belongs to the dropped constraint goes without CASCADE, too.
                if (!named.Contains(table.Name))
                {
                    AddLost(table, left, result);
                }
            }
            else if (!named.Contains(table.Name) && !before.Views.ContainsKey(table.Name) && !IsPartOf(table, named))
            {
                result.Add("table " + table.Name);
            }
        }

        AddLost(before.Views.Keys, after.Views.ContainsKey, "view ", named, result);
        AddLost(before.Enums.Keys, after.Enums.ContainsKey, "type ", named, result);
        AddLost(before.Domains.Keys, after.Domains.ContainsKey, "domain ", named, result);
        AddLost(before.Composites.Keys, after.Composites.ContainsKey, "type ", named, result);
        result.Sort(StringComparer.Ordinal);
        return result.ToImmutable();
    }

    private static ImmutableArray<RelationName> Named(MigrationOperation operation) => operation switch
    {
        TableOperation table => [table.Table],
        DropIndex drop => drop.Table is { } table ? [table] : [],
        AlterCompositeType alter => [alter.Type],
        OtherStatement other => other.Relations.AddRange(other.Objects),
        _ => [],
    };

    /// <summary>Partitions go with their table, whether CASCADE is written or not.</summary>
    private static bool IsPartOf(TableInfo table, ImmutableArray<RelationName> named) => table.PartitionOf is { } parent && named.Contains(parent);

    private static void AddLost(TableInfo before, TableInfo after, ImmutableArray<string>.Builder result)
    {
        foreach (var column in before.Columns)
        {
            if (after.Column(column.Name) is null)
            {
                result.Add($"column {before.Name}.{column.Name}");
            }
        }

        foreach (var constraint in before.Constraints)
        {
            if (constraint.Name is { } name && after.Constraint(name) is null)
            {
                result.Add($"{DroppedWithColumn.Describe(constraint, name)} of {before.Name}");
            }
        }

        foreach (var item in before.Objects)
        {
            if (!after.Objects.Any(item.IsSame))
            {
                result.Add($"{item.Noun} {item.Name} of {before.Name}");
            }
        }
    }

    private static void AddLost(
        IEnumerable<RelationName> before, Func<RelationName, bool> isLeft, string noun, ImmutableArray<RelationName> named, ImmutableArray<string>.Builder result)
    {
        foreach (var name in before)
        {
            if (!isLeft(name) && !named.Contains(name))
            {
                result.Add(noun + name);
            }
        }
    }
}
