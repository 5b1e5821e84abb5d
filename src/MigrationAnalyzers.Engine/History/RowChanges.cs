using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>Notes what statements do to rows, and forgets the rows that something else may have changed.</summary>
internal static class RowChanges
{
    public static SchemaCatalog Follow(SchemaCatalog catalog, WriteRows write)
    {
        // A view hands the rows on, and triggers and rules write whatever they like.
        if (catalog.Find(write.Table) is not { IsComplete: true, HasUnlistedColumns: false } table || HasObjects(catalog, table))
        {
            return ForgetAll(catalog);
        }

        if (write.Kind == RowWriteKind.Insert && write.RowChange is RowsInserted inserted && Resolve(catalog, table, inserted) is { } resolved)
        {
            return RowReplay.ChangeParents(RowReplay.Change(catalog, table.Name, r => r.With(resolved)), table.Name, r => r.With(resolved));
        }

        if (write.Kind is RowWriteKind.Insert or RowWriteKind.Copy)
        {
            return RowReplay.ChangeParents(RowReplay.Change(catalog, table.Name, WithOthers), table.Name, WithOthers);
        }

        catalog = ForgetReferencing(catalog, table.Name);
        var isFollowed = write is { RowChange: not null, Only: false } && table.PartitionOf is null;
        catalog = RowReplay.Change(catalog, table.Name, r => isFollowed ? r.With(write.RowChange!) : r.Forgotten());
        foreach (var descendant in catalog.Descendants(table.Name))
        {
            catalog = RowReplay.Change(catalog, descendant, static r => r.Forgotten());
        }

        return RowReplay.ChangeParents(catalog, table.Name, static r => r.Forgotten());
    }

    /// <summary>TRUNCATE: no row is left, also of those that were not known.</summary>
    public static SchemaCatalog Empty(SchemaCatalog catalog, RelationName table)
    {
        catalog = RowReplay.Change(catalog, table, static r => r with { Changes = [] });
        foreach (var descendant in catalog.Descendants(table))
        {
            catalog = RowReplay.Change(catalog, descendant, static r => r.Forgotten());
        }

        return catalog;
    }

    /// <summary>Referential actions change the rows of other tables, and those again of others.</summary>
    public static SchemaCatalog ForgetReferencing(SchemaCatalog catalog, RelationName table)
    {
        var reached = new List<RelationName> { table };
        for (var i = 0; i < reached.Count; i++)
        {
            foreach (var reference in catalog.ForeignKeysReaching(reached[i]))
            {
                if (!reached.Contains(reference.Table))
                {
                    reached.Add(reference.Table);
                    catalog = RowReplay.Change(catalog, reference.Table, static r => r.Forgotten());
                }
            }
        }

        return catalog;
    }

    /// <summary>The rows with all columns of the table by their names.</summary>
    private static RowsInserted? Resolve(SchemaCatalog catalog, TableInfo table, RowsInserted inserted)
    {
        var names = ImmutableArray.CreateRange(table.Columns, static c => c.Name);
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<RowValue?>>(inserted.Rows.Length);
        foreach (var row in inserted.Rows)
        {
            var targets = inserted.Columns.IsEmpty ? names : inserted.Columns;
            if (row.Length > targets.Length)
            {
                return null;
            }

            var values = ImmutableArray.CreateBuilder<RowValue?>(names.Length);
            foreach (var column in table.Columns)
            {
                var place = targets.IndexOf(column.Name, 0, Math.Min(row.Length, targets.Length), StringComparer.Ordinal);
                values.Add(place < 0 ? RowReplay.DefaultOf(catalog, column) : column.Generated == GeneratedKind.None ? row[place] : null);
            }

            rows.Add(values.MoveToImmutable());
        }

        return new RowsInserted(names, rows.MoveToImmutable()) { Series = inserted.Series };
    }

    private static bool HasObjects(SchemaCatalog catalog, TableInfo table)
    {
        if (!table.Objects.IsEmpty || catalog.Descendants(table.Name).Any(d => catalog.Find(d) is { Objects.IsEmpty: false }))
        {
            return true;
        }

        for (var above = table.PartitionOf; above is { } parent; above = catalog.Find(parent)?.PartitionOf)
        {
            if (catalog.Find(parent) is { Objects.IsEmpty: false })
            {
                return true;
            }
        }

        return false;
    }

    private static KnownRows WithOthers(KnownRows rows) => rows with { AreAll = false };

    private static SchemaCatalog ForgetAll(SchemaCatalog catalog)
    {
        var tables = catalog.Tables.ToBuilder();
        foreach (var table in catalog.Tables.Values)
        {
            if (table.Rows is { AreAll: true } or { Changes.IsEmpty: false })
            {
                tables[table.Name] = table with { Rows = table.Rows.Forgotten() };
            }
        }

        return catalog with { Tables = tables.ToImmutable() };
    }
}
