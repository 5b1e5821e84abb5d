using System.Collections.Immutable;
using System.Globalization;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>Extended statistics.</summary>
internal static class StatisticsReplay
{
    public static SchemaCatalog Create(SchemaCatalog catalog, CreateStatistics create)
    {
        if (create.Statistics is { } given && TableOf(catalog, given) is not null)
        {
            return catalog;
        }

        var columns = create.Keys.SelectMany(static k => k.Column is { } column ? [column] : k.Expression?.Columns.AsEnumerable() ?? []);
        var name = create.Statistics ?? DefaultName(catalog, create);
        return CatalogReplay.ChangeOne(catalog, create.Table, t => t with { Statistics = t.Statistics.Add(new StatisticsInfo(name, ImmutableArray.CreateRange(columns.Distinct()))) });
    }

    /// <summary>The table that the statistics are over; null where they are not known.</summary>
    public static RelationName? TableOf(SchemaCatalog catalog, RelationName statistics)
    {
        foreach (var table in catalog.Tables.Values)
        {
            foreach (var known in table.Statistics)
            {
                if (known.Name.Equals(statistics))
                {
                    return table.Name;
                }
            }
        }

        return null;
    }

    public static SchemaCatalog Drop(SchemaCatalog catalog, RelationName statistics) =>
        TableOf(catalog, statistics) is { } table
            ? CatalogReplay.ChangeOne(catalog, table, t => t with { Statistics = t.Statistics.RemoveAll(s => s.Name.Equals(statistics)) })
            : catalog;

    public static SchemaCatalog Rename(SchemaCatalog catalog, RelationName statistics, RelationName renamed) =>
        TableOf(catalog, statistics) is { } table
            ? CatalogReplay.ChangeOne(
                catalog, table, t => t with { Statistics = ImmutableArray.CreateRange(t.Statistics, s => s.Name.Equals(statistics) ? s with { Name = renamed } : s) })
            : catalog;

    /// <summary>ChooseExtendedStatisticName.</summary>
    private static RelationName DefaultName(SchemaCatalog catalog, CreateStatistics create)
    {
        var name = create.Table.Name + "_" + string.Join("_", create.Keys.Select(static k => k.Column ?? "expr")) + "_stat";
        var chosen = create.Table with { Name = name };
        for (var i = 1; TableOf(catalog, chosen) is not null; i++)
        {
            chosen = create.Table with { Name = name + i.ToString(CultureInfo.InvariantCulture) };
        }

        return chosen;
    }
}
