using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>The columns that a query gives in the database of the catalog.</summary>
public static class OutputColumns
{
    /// <summary>Default where they are not all known.</summary>
    public static ImmutableArray<ColumnDefinition> Of(QueryOutput? output, SchemaCatalog catalog)
    {
        if (output is null)
        {
            return default;
        }

        var columns = ImmutableArray.CreateBuilder<ColumnDefinition>();
        foreach (var item in output.Items)
        {
            if (item.Name is { } name)
            {
                columns.Add(new ColumnDefinition(name, item.Type ?? TypeOf(item, catalog)));
                continue;
            }

            if (item.Relations.IsEmpty)
            {
                return default;
            }

            foreach (var relation in item.Relations)
            {
                if (Of(relation, catalog) is not { IsDefault: false } all)
                {
                    return default;
                }

                columns.AddRange(all);
            }
        }

        return columns.ToImmutable();
    }

    /// <summary>The columns of a table or view; default where they are not all known.</summary>
    public static ImmutableArray<ColumnDefinition> Of(RelationName relation, SchemaCatalog catalog) =>
        catalog.Views.TryGetValue(relation, out var view) ? view.IsComplete ? view.Output : default
        : catalog.Find(relation) is { IsComplete: true } table ? table.Columns
        : default;

    /// <summary>A column that none of the relations has for certain; null when there is none.</summary>
    public static string? Missing(QueryOutput? output, SchemaCatalog catalog)
    {
        foreach (var item in output?.Items ?? [])
        {
            if (item is { Column: { } column, Relations.IsEmpty: false } && !IsSystemColumn(column) && item.Relations.All(r => Lacks(r, column, catalog)))
            {
                return column;
            }
        }

        return null;
    }

    private static bool Lacks(RelationName relation, string column, SchemaCatalog catalog) =>
        Of(relation, catalog) is { IsDefault: false } columns
        && !string.Equals(relation.Name, column, StringComparison.Ordinal)
        && !columns.Any(c => string.Equals(c.Name, column, StringComparison.Ordinal));

    private static bool IsSystemColumn(string column) => column is "ctid" or "xmin" or "xmax" or "cmin" or "cmax" or "tableoid";

    private static SqlType? TypeOf(OutputItem item, SchemaCatalog catalog)
    {
        foreach (var relation in item.Column is null ? [] : item.Relations)
        {
            foreach (var column in Of(relation, catalog) is { IsDefault: false } columns ? columns : [])
            {
                if (string.Equals(column.Name, item.Column, StringComparison.Ordinal))
                {
                    return column.Type;
                }
            }
        }

        return null;
    }
}
