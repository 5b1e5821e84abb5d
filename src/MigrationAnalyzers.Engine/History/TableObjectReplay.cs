using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>Triggers, policies and rules of tables, and publications.</summary>
internal static class TableObjectReplay
{
    public static SchemaCatalog Change(SchemaCatalog catalog, OtherTableChange change) => change switch
    {
        { Command: "AT_ClusterOn" } => CatalogReplay.ChangeOne(catalog, change.Table, t => t with { ClusteredOn = change.Name }),
        { Command: "AT_DropCluster" } => CatalogReplay.ChangeOne(catalog, change.Table, static t => t with { ClusteredOn = null }),
        { Command: "DropStmt", Object: { } named } => Change(catalog, change.Table, named, o => o.RemoveAll(named.IsSame)),
        { Command: "RenameStmt", Object: { } named, NewName: { } name } =>
            Change(catalog, change.Table, named, o => [.. o.Select(i => i.IsSame(named) ? i with { Name = name } : i)]),
        { Object: { } made } => Change(catalog, change.Table, made, o => With(o, made)),
        _ => catalog,
    };

    /// <summary>The one of that kind and name; null where it is not known.</summary>
    public static TableObject? Find(SchemaCatalog catalog, RelationName table, TableObject named) =>
        (catalog.Views.TryGetValue(table, out var view) ? view.Objects : catalog.Find(table)?.Objects ?? []).FirstOrDefault(named.IsSame);

    public static SchemaCatalog Publish(SchemaCatalog catalog, OtherStatement statement)
    {
        if (statement is { Command: "CreatePublicationStmt", Objects: [var made] })
        {
            catalog = catalog with { Publications = catalog.Publications.SetItem(made.Name, statement.PublishesAll) };
        }

        if (statement is { PublicationChange: PublicationChange.Set, Objects: [var publication] })
        {
            catalog = RemoveAll(catalog, o => IsPublication(o, publication.Name));
        }

        foreach (var (name, entry) in statement.Published)
        {
            catalog = CatalogReplay.ChangeOne(catalog, name, table => statement.PublicationChange == PublicationChange.Drop
                ? table with { Objects = table.Objects.RemoveAll(entry.IsSame) }
                : table with { Objects = With(table.Objects, entry) });
        }

        return catalog;
    }

    public static SchemaCatalog DropPublication(SchemaCatalog catalog, string name) =>
        RemoveAll(catalog with { Publications = catalog.Publications.Remove(name) }, o => IsPublication(o, name));

    private static bool IsPublication(TableObject entry, string name) =>
        entry.Kind == TableObjectKind.Publication && string.Equals(entry.Name, name, StringComparison.Ordinal);

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

    private static SchemaCatalog Change(
        SchemaCatalog catalog, RelationName name, TableObject named, Func<ImmutableArray<TableObject>, ImmutableArray<TableObject>> change)
    {
        if (catalog.Views.TryGetValue(name, out var view))
        {
            return catalog with { Views = catalog.Views.SetItem(view.Name, view with { Objects = change(view.Objects) }) };
        }

        var isOfPartitions = named.IsForEachRow || Find(catalog, name, named) is { IsForEachRow: true };
        catalog = CatalogReplay.ChangeOne(catalog, name, t => t with { Objects = change(t.Objects) });
        foreach (var descendant in isOfPartitions ? catalog.Descendants(name) : [])
        {
            if (catalog.Find(descendant) is { PartitionOf: not null } partition)
            {
                catalog = catalog.Put(partition with { Objects = change(partition.Objects) });
            }
        }

        return catalog;
    }

    private static SchemaCatalog RemoveAll(SchemaCatalog catalog, Func<TableObject, bool> condition)
    {
        foreach (var table in catalog.Tables.Values)
        {
            if (table.Objects.Any(condition))
            {
                catalog = catalog.Put(table with { Objects = table.Objects.RemoveAll(o => condition(o)) });
            }
        }

        foreach (var view in catalog.Views.Values)
        {
            if (view.Objects.Any(condition))
            {
                catalog = catalog with { Views = catalog.Views.SetItem(view.Name, view with { Objects = view.Objects.RemoveAll(o => condition(o)) }) };
            }
        }

        return catalog;
    }

    private static ImmutableArray<TableObject> With(ImmutableArray<TableObject> objects, TableObject made)
    {
        if (objects.FirstOrDefault(made.IsSame) is { } before)
        {
            made = made with
            {
                Columns = made.Columns ?? before.Columns,
                CheckColumns = made.CheckColumns ?? before.CheckColumns,
                Reads = made.Reads ?? before.Reads,
                CheckReads = made.CheckReads ?? before.CheckReads,
            };
        }

        return objects.RemoveAll(made.IsSame).Add(made);
    }
}
