using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>Follows the rows that statements write.</summary>
internal static class RowReplay
{
    public static SchemaCatalog Write(SchemaCatalog catalog, WriteRows write)
    {
        catalog = Change(catalog, write.Table, rows => rows.After(write));

        // UPDATE and DELETE reach the tables that inherit; the rows of a partitioned table are in its partitions.
        foreach (var descendant in write.Kind is RowWriteKind.Insert ? [] : catalog.Descendants(write.Table))
        {
            catalog = Change(catalog, descendant, rows => rows.After(write));
        }

        // Which partition an INSERT reaches is not known, only that what was known of it may have changed.
        if (write.Kind == RowWriteKind.Insert && catalog.Find(write.Table) is { IsPartitioned: true })
        {
            foreach (var descendant in catalog.Descendants(write.Table))
            {
                catalog = Change(catalog, descendant, static rows => new KnownRows { AtLeast = rows.AtLeast, Changes = rows.Changes });
            }
        }

        return RowChanges.Follow(ChangeParents(catalog, write.Table, rows => rows.After(write)), write);
    }

    public static SchemaCatalog Empty(SchemaCatalog catalog, RelationName table)
    {
        catalog = Change(catalog, table, static rows => rows with { AtLeast = 0 });
        foreach (var descendant in catalog.Descendants(table))
        {
            catalog = Change(catalog, descendant, static rows => rows with { AtLeast = 0 });
        }

        return RowChanges.Empty(ForgetRowsOfParents(catalog, table), table);
    }

    /// <summary>A partition leaves with its rows.</summary>
    public static SchemaCatalog ForgetRowsOfParents(SchemaCatalog catalog, RelationName partition) =>
        ChangeParents(catalog, partition, static rows => rows with { AtLeast = 0, Changes = [], AreAll = false });

    /// <summary>What the rows hold in a column that was just added.</summary>
    public static TableInfo AddColumn(SchemaCatalog catalog, TableInfo table, ColumnDefinition column)
    {
        var isWritten = column.Generated != GeneratedKind.None || column.Type is null or { IsSerial: true } || IsDomainWithDefault(catalog, column);
        var rows = table.Rows.WithColumn(
            column,
            isNull: !isWritten && column.Default is null or { IsNull: true },
            isUniform: !isWritten && column.Default is { IsNull: false, Volatility: Volatility.Immutable or Volatility.Stable });
        return table with
        {
            Rows = rows.Changes.IsEmpty ? rows : rows.With(
                new RowsUpdated(null, ImmutableDictionary<string, RowValue?>.Empty.Add(column.Name, DefaultOf(catalog, column)))),
        };
    }

    /// <summary>What a column holds that a statement does not name; null where that is not known.</summary>
    public static RowValue? DefaultOf(SchemaCatalog catalog, ColumnDefinition column) =>
        column.Generated != GeneratedKind.None || column.Type is null or { IsSerial: true } || IsDomainWithDefault(catalog, column) ? null
        : column.Default is null or { IsNull: true } ? new RowConstant(null)
        : column.Default.Constant is { } constant ? new RowConstant(constant)
        : null;

    private static bool IsDomainWithDefault(SchemaCatalog catalog, ColumnDefinition column) =>
        column is { Default: null, Type: { IsArray: false } type }
        && catalog.Domains.TryGetValue(new RelationName(type.Schema, type.Name), out var domain) && domain.Default is not null;

    internal static SchemaCatalog Change(SchemaCatalog catalog, RelationName name, Func<KnownRows, KnownRows> change) =>
        catalog.Find(name) is { } table ? catalog.Put(table with { Rows = change(table.Rows) }) : catalog;

    internal static SchemaCatalog ChangeParents(SchemaCatalog catalog, RelationName partition, Func<KnownRows, KnownRows> change)
    {
        var next = catalog.Find(partition)?.PartitionOf;
        for (var seen = 0; next is { } parent && seen < 100; seen++)
        {
            catalog = Change(catalog, parent, change);
            next = catalog.Find(parent)?.PartitionOf;
        }

        return catalog;
    }
}
