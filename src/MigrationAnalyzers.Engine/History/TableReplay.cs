using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

internal static class TableReplay
{
    public static SchemaCatalog Create(SchemaCatalog catalog, CreateTable create)
    {
        if (create.IfNotExists && catalog.Find(create.Table) is not null)
        {
            return catalog;
        }

        var table = new TableInfo(create.Table)
        {
            // LIKE, OF and AS give columns that the operation does not name.
            IsComplete = !create.IfNotExists && create.Reads.IsEmpty,
            AccessMethod = create.AccessMethod,
            Tablespace = create.Tablespace,
            Rows = new KnownRows { AtLeast = create.SurelyWritten, AreAll = !create.IfNotExists && !create.AsSelect },
            IsNew = true,
            IsLoaded = create.AsSelect,
            HasUnlistedColumns = create.AsSelect,
            Persistence = create.Persistence,
            IsPartitioned = create.IsPartitioned,
            PartitionOf = create.PartitionOf,
            PartitionKey = create.PartitionKey,
            Bound = create.Bound,
            OfType = create.OfType,
            Inherits = create.Inherits,
            Columns = ImmutableArray.CreateRange(create.Columns, ColumnReplay.Normalize),
        };

        if (create.PartitionOf is { } parent)
        {
            table = InheritFrom(table, catalog.Find(parent));
        }

        if (create.OfType is { } type)
        {
            table = WithAttributes(table, type, catalog);
        }

        foreach (var inherited in create.Inherits)
        {
            table = InheritColumns(table, catalog.Find(inherited));
        }

        if (create.AsSelect && OutputColumns.Of(create.Output, catalog) is { IsDefault: false } output)
        {
            // Neither NOT NULL nor defaults are taken over.
            table = table with
            {
                IsComplete = !create.IfNotExists,
                Columns = ImmutableArray.CreateRange(output, static c => new ColumnDefinition(c.Name, c.Type) { Nullable = true }),
            };
        }

        table = LikeReplay.Add(catalog, table, create);

        foreach (var constraint in create.Constraints)
        {
            // A new table has no rows to check, so that all its constraints are valid, whatever is written.
            table = ConstraintReplay.Add(catalog, table, constraint with { NotValid = false });
        }

        table = LikeReplay.AddIndexes(catalog, table, create);
        return (create.IsMaterializedView ? ViewReplay.CreateMaterialized(catalog, create) : catalog).Put(table);
    }

    public static SchemaCatalog Drop(SchemaCatalog catalog, RelationName table, bool cascade)
    {
        foreach (var partition in catalog.Descendants(table))
        {
            if (catalog.Find(partition) is { PartitionOf: not null } || cascade)
            {
                catalog = DropOne(catalog, partition, cascade);
            }
        }

        return DropOne(catalog, table, cascade);
    }

    public static SchemaCatalog Rename(SchemaCatalog catalog, RenameTable rename)
    {
        if (catalog.Find(rename.Table) is null && catalog.TableOfIndex(rename.Table) is { } owner)
        {
            return IndexReplay.Rename(catalog, new RenameIndex(rename.Table, rename.NewTable.Name, owner) { Origin = rename.Origin });
        }

        var referencing = catalog.ForeignKeysTo(rename.Table);
        var children = catalog.Children.TryGetValue(rename.Table, out var known) ? known : [];
        var table = catalog.Find(rename.Table) ?? new TableInfo(rename.Table);
        catalog = ViewReplay.RenameTable(catalog.Remove(rename.Table).Put(table with { Name = rename.NewTable }), rename);

        foreach (var reference in referencing)
        {
            var name = reference.Table.Equals(rename.Table) ? rename.NewTable : reference.Table;
            catalog = CatalogReplay.ChangeOne(catalog, name, t => t with
            {
                Constraints = ImmutableArray.CreateRange(t.Constraints, c => c is ForeignKeyConstraint key && key.ReferencedTable.Equals(rename.Table)
                    ? key with { ReferencedTable = rename.NewTable }
                    : c),
            });
        }

        foreach (var child in children)
        {
            catalog = CatalogReplay.ChangeOne(catalog, child, t => t with
            {
                PartitionOf = t.PartitionOf is { } parent && parent.Equals(rename.Table) ? rename.NewTable : t.PartitionOf,
                Inherits = ImmutableArray.CreateRange(t.Inherits, i => i.Equals(rename.Table) ? rename.NewTable : i),
            });
        }

        return catalog;
    }

    public static SchemaCatalog ChangeStorage(SchemaCatalog catalog, AlterTableStorage change) => change.Change switch
    {
        TableStorageChange.SetLogged => CatalogReplay.ChangeOne(catalog, change.Table, static t => t with { Persistence = TablePersistence.Permanent }),
        TableStorageChange.SetUnlogged => CatalogReplay.ChangeOne(catalog, change.Table, static t => t with { Persistence = TablePersistence.Unlogged }),
        TableStorageChange.SetTablespace => CatalogReplay.ChangeOne(catalog, change.Table, t => t with { Tablespace = change.Value }),
        TableStorageChange.SetAccessMethod => CatalogReplay.ChangeOne(catalog, change.Table, t => t with { AccessMethod = change.Value }),
        TableStorageChange.SetParameters => catalog,
        _ => throw new ArgumentOutOfRangeException(nameof(change), change, null),
    };

    public static SchemaCatalog Attach(SchemaCatalog catalog, AttachPartition attach)
    {
        catalog = CatalogReplay.ChangeOne(catalog, attach.Table, static t => t with { IsPartitioned = true, Rows = t.Rows with { AreAll = false } });
        var parent = catalog.Find(attach.Table);
        return CatalogReplay.ChangeOne(
            catalog,
            attach.Partition,
            t => InheritFrom(t with { PartitionOf = attach.Table, Bound = attach.Bound }, parent));
    }

    public static SchemaCatalog Detach(SchemaCatalog catalog, DetachPartition detach) =>
        CatalogReplay.ChangeOne(
            RowReplay.ForgetRowsOfParents(catalog, detach.Partition), detach.Partition, static t => t with { PartitionOf = null, Bound = null, WasPartition = true });

    public static SchemaCatalog Empty(SchemaCatalog catalog, Truncate truncate)
    {
        catalog = catalog.Find(truncate.Table) is { IsLoaded: true } table ? catalog.Put(table with { IsLoaded = false }) : catalog;
        return RowReplay.Empty(truncate.Cascade ? RowChanges.ForgetReferencing(catalog, truncate.Table) : catalog, truncate.Table);
    }

    public static SchemaCatalog Write(SchemaCatalog catalog, WriteRows write)
    {
        catalog = write.Kind is RowWriteKind.Insert or RowWriteKind.Copy or RowWriteKind.Merge
        && write is { Reach: RowReach.Unbounded, RowCount: null }
        && catalog.Find(write.Table) is { IsNew: true, IsLoaded: false } table
            ? catalog.Put(table with { IsLoaded = true })
            : catalog;
        return RowReplay.Write(catalog, write);
    }

    /// <summary>A partition has the columns, constraints and indexes of its parent; what it has already is not made a second time.</summary>
    private static TableInfo InheritFrom(TableInfo partition, TableInfo? parent)
    {
        if (parent is null)
        {
            return partition with { IsComplete = false };
        }

        partition = InheritColumns(partition, parent);
        foreach (var constraint in parent.Constraints)
        {
            if (!ConstraintReplay.HasEquivalent(partition, constraint))
            {
                var named = constraint is CheckConstraint or ForeignKeyConstraint && partition.Constraint(constraint.Name!) is null
                    ? constraint
                    : constraint with { Name = null };
                partition = partition with { Constraints = partition.Constraints.Add(ConstraintReplay.Named(partition, named)) };
            }
        }

        // Each index that the partition has already serves one of the parent.
        var free = partition.Indexes;
        foreach (var index in parent.Indexes)
        {
            if (free.FirstOrDefault(own => IndexReplay.AreEquivalent(own.Definition, index.Definition)) is { } adopted)
            {
                free = free.Remove(adopted);
            }
            else
            {
                partition = partition with
                {
                    Indexes = partition.Indexes.Add(new IndexInfo(DefaultNames.OfIndex(partition, index.Definition), index.Definition)),
                };
            }
        }

        return partition;
    }

    /// <summary>CREATE TABLE ... OF has the columns of the type, in its order; what is written for a column adds to it.</summary>
    private static TableInfo WithAttributes(TableInfo table, RelationName type, SchemaCatalog catalog)
    {
        if (!catalog.Composites.TryGetValue(type, out var composite))
        {
            return table with { IsComplete = false };
        }

        return table with
        {
            Columns = ImmutableArray.CreateRange(
                composite.Attributes, a => table.Column(a.Name) is { } written ? written with { Type = a.Type } : a with { Nullable = true }),
        };
    }

    private static TableInfo InheritColumns(TableInfo table, TableInfo? source)
    {
        if (source is null)
        {
            return table with { IsComplete = false };
        }

        foreach (var column in source.Columns)
        {
            if (table.Column(column.Name) is null)
            {
                table = table with { Columns = table.Columns.Add(column) };
            }
        }

        return table with { IsComplete = table.IsComplete && source.IsComplete, HasUnlistedColumns = table.HasUnlistedColumns || source.HasUnlistedColumns };
    }

    private static SchemaCatalog DropOne(SchemaCatalog catalog, RelationName table, bool cascade) =>
        ViewReplay.DropTable(WithoutReferences(RowReplay.ForgetRowsOfParents(catalog, table), table).Remove(table), table, cascade);

    private static SchemaCatalog WithoutReferences(SchemaCatalog catalog, RelationName dropped)
    {
        foreach (var reference in catalog.ForeignKeysTo(dropped))
        {
            catalog = CatalogReplay.ChangeOne(catalog, reference.Table, t => t with { Constraints = t.Constraints.Remove(reference.ForeignKey) });
        }

        return catalog;
    }
}
