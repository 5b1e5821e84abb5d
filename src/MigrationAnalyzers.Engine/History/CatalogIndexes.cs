using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>Keeps the reverse look-ups of a catalog (index to table, referenced table, parent, type, sequence, what triggers and rules read) in step with its tables.</summary>
internal static class CatalogIndexes
{
    public static SchemaCatalog Put(SchemaCatalog catalog, TableInfo table)
    {
        var before = catalog.Find(table.Name);
        return Reindex(catalog, before, table) with
        {
            Tables = catalog.Tables.SetItem(table.Name, table),
            NewTables = table.IsNew ? catalog.NewTables.Add(table.Name) : catalog.NewTables.Remove(table.Name),
        };
    }

    public static SchemaCatalog Remove(SchemaCatalog catalog, RelationName name) =>
        catalog.Find(name) is not { } table
            ? catalog
            : Reindex(catalog, table, null) with { Tables = catalog.Tables.Remove(name), NewTables = catalog.NewTables.Remove(name) };

    private static SchemaCatalog Reindex(SchemaCatalog catalog, TableInfo? before, TableInfo? after)
    {
        var constraintsChanged = before is null || after is null || before.Constraints != after.Constraints;
        if (constraintsChanged || before!.Indexes != after!.Indexes)
        {
            catalog = catalog with { IndexOwners = WithIndexes(catalog.IndexOwners, before, after) };
        }

        if (constraintsChanged)
        {
            catalog = catalog with
            {
                Referencing = Relink(catalog.Referencing, before, after, static t => t.Constraints.OfType<ForeignKeyConstraint>().Select(static k => k.ReferencedTable)),
            };
        }

        if (before is null || after is null || before.Columns != after.Columns)
        {
            catalog = catalog with
            {
                TypeUsers = Relink(catalog.TypeUsers, before, after, OtherTypes),
                SequenceUsers = Relink(catalog.SequenceUsers, before, after, static t => t.Columns.SelectMany(static c => c.Default?.Sequences ?? [])),
            };
        }

        if (before is null || after is null || before.Objects != after.Objects)
        {
            catalog = catalog with
            {
                ObjectReaders = Relink(catalog.ObjectReaders, before, after, static t => t.Objects.SelectMany(static o => o.AllReads().Concat(o.Writes))),
            };
        }

        return Nullable.Equals(before?.PartitionOf, after?.PartitionOf) && (before?.Inherits ?? []) == (after?.Inherits ?? [])
            ? catalog
            : catalog with { Children = Relink(catalog.Children, before, after, Parents) };
    }

    private static IEnumerable<RelationName> OtherTypes(TableInfo table)
    {
        foreach (var column in table.Columns)
        {
            if (column.Type is { } type && !TypeNames.IsCore(type))
            {
                yield return new RelationName(type.Schema, type.Name);
            }
        }
    }

    private static IEnumerable<RelationName> Parents(TableInfo table) =>
        table.PartitionOf is { } parent ? [parent] : table.Inherits;

    private static ImmutableDictionary<RelationName, RelationName> WithIndexes(
        ImmutableDictionary<RelationName, RelationName> owners, TableInfo? before, TableInfo? after)
    {
        var old = before is null ? [] : IndexNames(before);
        var wanted = after is null ? [] : IndexNames(after);
        foreach (var name in old)
        {
            if (!wanted.Contains(name))
            {
                owners = owners.Remove(name);
            }
        }

        foreach (var name in wanted)
        {
            if (!old.Contains(name) || !before!.Name.Equals(after!.Name))
            {
                owners = owners.SetItem(name, after!.Name);
            }
        }

        return owners;
    }

    private static HashSet<RelationName> IndexNames(TableInfo table)
    {
        var names = new HashSet<RelationName>();
        foreach (var index in table.Indexes)
        {
            names.Add(new RelationName(table.Name.Schema, index.Name));
        }

        foreach (var constraint in table.Constraints)
        {
            if (constraint is PrimaryKeyConstraint or UniqueConstraint or ExclusionConstraint && constraint.Name is { } name)
            {
                names.Add(new RelationName(table.Name.Schema, name));
            }
        }

        return names;
    }

    /// <summary>Moves the table from the entries of the relations that it pointed to, to those that it points to now.</summary>
    private static ImmutableDictionary<RelationName, ImmutableArray<RelationName>> Relink(
        ImmutableDictionary<RelationName, ImmutableArray<RelationName>> links, TableInfo? before, TableInfo? after, Func<TableInfo, IEnumerable<RelationName>> targets)
    {
        var old = before is null ? [] : new HashSet<RelationName>(targets(before));
        var wanted = after is null ? [] : new HashSet<RelationName>(targets(after));
        foreach (var target in old)
        {
            if (!wanted.Contains(target) && links.TryGetValue(target, out var sources))
            {
                sources = sources.Remove(before!.Name);
                links = sources.IsEmpty ? links.Remove(target) : links.SetItem(target, sources);
            }
        }

        foreach (var target in wanted)
        {
            if (!old.Contains(target))
            {
                links = links.SetItem(target, links.TryGetValue(target, out var sources) ? sources.Add(after!.Name) : [after!.Name]);
            }
        }

        return links;
    }
}
