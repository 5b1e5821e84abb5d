using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>Questions that rules ask of the catalog.</summary>
public static class CatalogQueries
{
    /// <summary>
    /// Whether a primary key, unique constraint or unique index of the table lies within the columns; null where the table's keys are not all known
    /// and none of the known ones does.
    /// </summary>
    public static bool? HasKeyWithin(this SchemaCatalog catalog, RelationName table, ImmutableArray<string> columns) => catalog.Find(table) switch
    {
        null => null,
        var info when info.IsKey(columns) => true,
        { IsComplete: true } => false,
        _ => null,
    };

    /// <summary>There is a table, view, index, sequence or foreign table of that name: they share one set of names in each schema.</summary>
    public static bool HasRelation(this SchemaCatalog catalog, RelationName name) =>
        catalog.Tables.ContainsKey(name) || catalog.Views.ContainsKey(name) || catalog.TableOfIndex(name) is not null || catalog.OtherRelations.Contains(name);

    /// <summary>No relation of that name exists for certain.</summary>
    public static bool IsMissing(this SchemaCatalog catalog, RelationName name) =>
        catalog.IsWhole && !catalog.HasRelation(name) && !IsOfServer(name.Schema ?? name.Name) && catalog.Parameter("search_path") is null;

    /// <summary>
    /// There is no relation of that name, but one whose name differs in nothing but upper and lower case: the name was meant to be in quotes. Null otherwise.
    /// </summary>
    public static RelationName? InOtherCase(this SchemaCatalog catalog, RelationName name)
    {
        if (catalog.HasRelation(name))
        {
            return null;
        }

        foreach (var table in catalog.Tables)
        {
            // A table that only ever appeared in an ALTER TABLE may owe its spelling to that.
            if (table.Value.IsComplete && IsInOtherCase(table.Key, name))
            {
                return table.Key;
            }
        }

        foreach (var view in catalog.Views.Keys)
        {
            if (IsInOtherCase(view, name))
            {
                return view;
            }
        }

        foreach (var index in catalog.IndexOwners.Keys)
        {
            if (IsInOtherCase(index, name))
            {
                return index;
            }
        }

        return null;
    }

    /// <summary>A SET of this migration gave the parameter a value, which may not be known, or took it away.</summary>
    public static bool IsSet(this SchemaCatalog catalog, string parameter) =>
        catalog.Session.Parameters.ContainsKey(parameter) || catalog.Session.LocalParameters.ContainsKey(parameter);

    /// <summary>The tables OF that composite type.</summary>
    public static ImmutableArray<RelationName> TablesOf(this SchemaCatalog catalog, RelationName type)
    {
        var result = ImmutableArray.CreateBuilder<RelationName>();
        foreach (var table in catalog.Tables.Values)
        {
            if (table.OfType is { } of && of.Equals(type))
            {
                result.Add(table.Name);
            }
        }

        return result.ToImmutable();
    }

    /// <summary>The migration that is being looked at has made a table of that name, in whatever schema.</summary>
    public static bool IsNameOfNewTable(this SchemaCatalog catalog, string name)
    {
        foreach (var table in catalog.NewTables)
        {
            if (string.Equals(table.Name, name, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsInOtherCase(RelationName known, RelationName name) =>
        string.Equals(known.Name, name.Name, StringComparison.OrdinalIgnoreCase)
        && string.Equals(known.Schema ?? RelationName.DefaultSchema, name.Schema ?? RelationName.DefaultSchema, StringComparison.Ordinal);

    /// <summary>The server's own schemas, and those of temporary tables.</summary>
    private static bool IsOfServer(string? schema) =>
        schema is not null && (schema.StartsWith("pg_", StringComparison.Ordinal) || string.Equals(schema, "information_schema", StringComparison.Ordinal));
}
