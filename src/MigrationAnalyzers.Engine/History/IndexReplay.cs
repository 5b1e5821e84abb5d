using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

internal static class IndexReplay
{
    public static SchemaCatalog Create(SchemaCatalog catalog, CreateIndex create)
    {
        if (create.IfNotExists && create.Name is { } wanted && catalog.TableOfIndex(new RelationName(create.Table.Schema, wanted)) is not null)
        {
            return catalog;
        }

        catalog = CatalogReplay.ChangeOne(catalog, create.Table, t => With(t, create.Name ?? DefaultNames.OfIndex(t, create), create));
        if (!create.Only)
        {
            foreach (var partition in catalog.Descendants(create.Table))
            {
                if (catalog.Find(partition) is { PartitionOf: not null } table)
                {
                    // An index that is attached has the definition of its parent.
                    catalog = catalog.Put(FreeEquivalent(catalog, table, create) is not { } existing ? With(table, DefaultNames.OfIndex(table, create), create)
                        : table.Index(existing) is { } index ? table with { Indexes = table.Indexes.Replace(index, index with { Definition = create }) }
                        : table);
                }
            }
        }

        return catalog;
    }

    public static SchemaCatalog Drop(SchemaCatalog catalog, DropIndex drop)
    {
        if (TableOf(catalog, drop.Index, drop.Table) is not { } name || catalog.Find(name)?.Index(drop.Index.Name) is not { } dropped)
        {
            return catalog;
        }

        catalog = CatalogReplay.ChangeOne(catalog, name, t => t with { Indexes = t.Indexes.Remove(dropped) });

        // The indexes of the partitions that were made with it go with it.
        foreach (var partition in catalog.Descendants(name))
        {
            catalog = CatalogReplay.ChangeOne(
                catalog, partition, t => t with { Indexes = t.Indexes.RemoveAll(i => ReferenceEquals(i.Definition, dropped.Definition)) });
        }

        return catalog;
    }

    public static SchemaCatalog Mark(SchemaCatalog catalog, RelationName name, bool isInvalid) =>
        catalog.TableOfIndex(name) is { } owner && catalog.Find(owner) is { } table && table.Index(name.Name) is { } index
            ? catalog.Put(table with { Indexes = table.Indexes.Replace(index, index with { IsInvalid = isInvalid }) })
            : catalog;

    /// <summary>What is built anew is valid (reindex_index).</summary>
    public static SchemaCatalog Rebuild(SchemaCatalog catalog, Reindex reindex)
    {
        switch (reindex)
        {
            case { Target: ReindexTarget.Index, Relation: { } index }:
                return Mark(catalog, index, isInvalid: false);

            // Concurrently, those that are not valid are left out.
            case { Target: ReindexTarget.Table, Relation: { } name, Concurrently: false } when catalog.Find(name) is { } table && table.Indexes.Any(static i => i.IsInvalid):
                return catalog.Put(table with { Indexes = [.. table.Indexes.Select(static i => i with { IsInvalid = false })] });

            default:
                return catalog;
        }
    }

    /// <summary>ALTER INDEX ... RENAME takes relations that are no indexes, too.</summary>
    public static bool IsOtherRelation(SchemaCatalog catalog, RelationName name) =>
        catalog.Find(name) is not null || (catalog.HasRelation(name) && catalog.TableOfIndex(name) is null);

    public static SchemaCatalog Rename(SchemaCatalog catalog, RenameIndex rename)
    {
        if (IsOtherRelation(catalog, rename.Index))
        {
            return TableReplay.Rename(catalog, new RenameTable(rename.Index, rename.Index with { Name = rename.NewName }) { Origin = rename.Origin });
        }

        if (TableOf(catalog, rename.Index, rename.Table) is not { } name || catalog.Find(name) is not { } table)
        {
            return catalog;
        }

        if (table.Index(rename.Index.Name) is { } index)
        {
            return catalog.Put(table with { Indexes = table.Indexes.Replace(index, index with { Name = rename.NewName }) });
        }

        return table.Constraint(rename.Index.Name) is { } constraint
            ? catalog.Put(table with { Constraints = table.Constraints.Replace(constraint, constraint with { Name = rename.NewName }) })
            : catalog;
    }

    /// <summary>The table of an index: as the source says, or as the catalog knows.</summary>
    public static RelationName? TableOf(SchemaCatalog catalog, RelationName index, RelationName? table) =>
        table ?? catalog.TableOfIndex(index);

    /// <summary>The table has such an index already: attaching it as a partition adopts that.</summary>
    public static bool HasEquivalent(TableInfo table, CreateIndex wanted)
    {
        foreach (var index in table.Indexes)
        {
            if (ReferenceEquals(index.Definition, wanted) || AreEquivalent(index.Definition, wanted))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The index of a partition that a new index of its parent takes over: the same, and not attached to another one yet.</summary>
    public static string? FreeEquivalent(SchemaCatalog catalog, TableInfo partition, CreateIndex wanted)
    {
        foreach (var index in partition.Indexes)
        {
            if (AreEquivalent(index.Definition, wanted) && !IsAttached(catalog, partition, index))
            {
                return index.Name;
            }
        }

        if (wanted is not { Unique: true, Filter: null, Include.IsEmpty: true, NullsNotDistinct: false, Method: null or "btree" })
        {
            return null;
        }

        foreach (var constraint in partition.Constraints)
        {
            if (ConstraintReplay.SameColumns(ConstraintReplay.KeyColumns(constraint), [.. wanted.Keys.Select(static k => k.Column ?? "")])
                && InheritedConstraints.ParentOf(catalog, partition, constraint) is null)
            {
                return constraint.Name;
            }
        }

        return null;
    }

    /// <summary>It is the partition's part of an index of the partitioned table.</summary>
    public static bool IsAttached(SchemaCatalog catalog, TableInfo partition, IndexInfo index)
    {
        if (partition.PartitionOf is not { } parent)
        {
            return false;
        }

        foreach (var other in catalog.Find(parent)?.Indexes ?? [])
        {
            if (ReferenceEquals(other.Definition, index.Definition))
            {
                return true;
            }
        }

        return false;
    }

    public static SchemaCatalog Change(SchemaCatalog catalog, OtherIndexChange change)
    {
        if (change.Partition is { } attached && catalog.TableOfIndex(change.Index) is { } parent && catalog.Find(parent)?.Index(change.Index.Name) is { } whole
            && catalog.TableOfIndex(attached) is { } partition && catalog.Find(partition) is { } table && table.Index(attached.Name) is { } part)
        {
            return catalog.Put(table with { Indexes = table.Indexes.Replace(part, part with { Definition = whole.Definition }) });
        }

        return catalog;
    }

    public static IndexInfo WithRenamedColumn(IndexInfo index, RenameColumn rename) =>
        !index.Mentions(rename.Column)
            ? index
            : index with
            {
                Definition = index.Definition with
                {
                    Keys = ImmutableArray.CreateRange(index.Definition.Keys, k => k with
                    {
                        Column = string.Equals(k.Column, rename.Column, StringComparison.Ordinal) ? rename.NewName : k.Column,
                        Expression = k.Expression is { } expression ? ColumnReplay.Replace(expression, rename) : null,
                    }),
                    Filter = index.Definition.Filter is { } filter ? ColumnReplay.Replace(filter, rename) : null,
                    Include = ColumnReplay.Replace(index.Definition.Include, rename),
                },
            };

    public static bool AreEquivalent(CreateIndex a, CreateIndex b)
    {
        if (a.Unique != b.Unique || a.Keys.Length != b.Keys.Length
            || !string.Equals(a.Method ?? "btree", b.Method ?? "btree", StringComparison.Ordinal)
            || !string.Equals(a.Filter?.Text, b.Filter?.Text, StringComparison.Ordinal)
            || a.NullsNotDistinct != b.NullsNotDistinct
            || !a.Include.SequenceEqual(b.Include, StringComparer.Ordinal))
        {
            return false;
        }

        for (var i = 0; i < a.Keys.Length; i++)
        {
            var (x, y) = (a.Keys[i], b.Keys[i]);
            if (!string.Equals(x.Column, y.Column, StringComparison.Ordinal)
                || !string.Equals(x.Expression?.Text, y.Expression?.Text, StringComparison.Ordinal)
                || !string.Equals(x.Collation, y.Collation, StringComparison.Ordinal)
                || !string.Equals(x.OperatorClass, y.OperatorClass, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    private static TableInfo With(TableInfo table, string name, CreateIndex definition) => table with
    {
        Indexes = table.Indexes.RemoveAll(i => string.Equals(i.Name, name, StringComparison.Ordinal)).Add(new IndexInfo(name, definition)
        {
            OlderConstraints = [.. table.Constraints.Select(static c => c.Name).OfType<string>()],
        }),
    };
}
