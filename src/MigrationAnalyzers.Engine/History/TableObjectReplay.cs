using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>Triggers, policies and rules of tables, and publications.</summary>
internal static class TableObjectReplay
{
    public static SchemaCatalog Change(SchemaCatalog catalog, OtherTableChange change)
    {
        if (change.Object is not { } named)
        {
            return catalog;
        }

        return CatalogReplay.ChangeOne(catalog, change.Table, table => change.Command switch
        {
            "DropStmt" => table with { Objects = table.Objects.RemoveAll(o => IsSame(o, named)) },
            "RenameStmt" => table with
            {
                Objects = ImmutableArray.CreateRange(table.Objects, o => IsSame(o, named) && change.NewName is { } name ? o with { Name = name } : o),
            },
            _ => With(table, named),
        });
    }

    public static SchemaCatalog Publish(SchemaCatalog catalog, OtherStatement statement)
    {
        if (statement is { PublicationChange: PublicationChange.Set, Objects: [var publication] })
        {
            catalog = DropPublication(catalog, publication.Name);
        }

        foreach (var (name, entry) in statement.Published)
        {
            catalog = CatalogReplay.ChangeOne(catalog, name, table => statement.PublicationChange == PublicationChange.Drop
                ? table with { Objects = table.Objects.RemoveAll(o => IsSame(o, entry)) }
                : With(table, entry));
        }

        return catalog;
    }

    public static SchemaCatalog DropPublication(SchemaCatalog catalog, string name) =>
        RemoveAll(catalog, o => o.Kind == TableObjectKind.Publication && string.Equals(o.Name, name, StringComparison.Ordinal));

    /// <summary>DROP FUNCTION ... CASCADE drops the triggers that call it.</summary>
    public static SchemaCatalog DropFunction(SchemaCatalog catalog, RelationName function) =>
        RemoveAll(catalog, o => o.Function is { } called && called.Equals(function));

    public static TableInfo DropColumn(TableInfo table, string column) => table with { Objects = table.Objects.RemoveAll(o => o.Uses(column)) };

    public static TableInfo RenameColumn(TableInfo table, RenameColumn rename) => table with
    {
        Objects = ImmutableArray.CreateRange(table.Objects, o => o with
        {
            Columns = o.Columns is { } columns ? ColumnReplay.Replace(columns, rename) : null,
            CheckColumns = o.CheckColumns is { } checks ? ColumnReplay.Replace(checks, rename) : null,
        }),
    };

    private static SchemaCatalog RemoveAll(SchemaCatalog catalog, Func<TableObject, bool> condition)
    {
        foreach (var table in catalog.Tables.Values)
        {
            if (table.Objects.Any(condition))
            {
                catalog = catalog.Put(table with { Objects = table.Objects.RemoveAll(o => condition(o)) });
            }
        }

        return catalog;
    }

    private static TableInfo With(TableInfo table, TableObject made)
    {
        foreach (var before in table.Objects)
        {
            if (IsSame(before, made))
            {
                made = made with { Columns = made.Columns ?? before.Columns, CheckColumns = made.CheckColumns ?? before.CheckColumns };
            }
        }

        return table with { Objects = table.Objects.RemoveAll(o => IsSame(o, made)).Add(made) };
    }

    private static bool IsSame(TableObject a, TableObject b) => a.Kind == b.Kind && string.Equals(a.Name, b.Name, StringComparison.Ordinal);
}
