using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>Questions that rules ask of the catalog.</summary>
public static class CatalogQueries
{
    /// <summary>The table of an index; null where no migration so far made it.</summary>
    public static RelationName? FindIndexTable(this SchemaCatalog catalog, RelationName index)
    {
        foreach (var table in catalog.Tables)
        {
            foreach (var candidate in table.Value.Indexes)
            {
                // An index lives in the schema of its table.
                if (new RelationName(table.Key.Schema, candidate.Name).Equals(index))
                {
                    return table.Key;
                }
            }
        }

        return null;
    }

    /// <summary>
    /// Whether a primary key, unique constraint or unique index of the table lies within the columns; null where the table's keys are not all known
    /// and none of the known ones does.
    /// </summary>
    public static bool? HasKeyWithin(this SchemaCatalog catalog, RelationName table, ImmutableArray<string> columns)
    {
        if (catalog.Find(table) is not { } info)
        {
            return null;
        }

        foreach (var constraint in info.Constraints)
        {
            var key = constraint switch
            {
                PrimaryKeyConstraint primary => primary.Columns,
                UniqueConstraint unique => unique.Columns,
                _ => [],
            };
            if (IsWithin(key, columns))
            {
                return true;
            }
        }

        foreach (var index in info.Indexes)
        {
            if (index.Definition is { Unique: true, Filter: null } definition
                && definition.Keys.All(static k => k.Column is not null)
                && IsWithin([.. definition.Keys.Select(static k => k.Column!)], columns))
            {
                return true;
            }
        }

        return info.IsComplete ? false : null;
    }

    private static bool IsWithin(ImmutableArray<string> key, ImmutableArray<string> columns) =>
        !key.IsDefaultOrEmpty && key.All(columns.Contains);
}
