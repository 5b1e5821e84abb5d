using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>CREATE, DROP and REINDEX.</summary>
internal static class IndexEffects
{
    public static void Create(CreateIndex create, EffectScope scope, EffectBuilder effect)
    {
        var mode = create.Concurrently ? LockMode.ShareUpdateExclusive : LockMode.Share;
        effect.CannotRunInTransaction = create.Concurrently;
        effect.Error = IndexErrors.Of(create, scope);

        if (create.IfNotExists && create.Name is { } name && scope.Catalog.HasRelation(new RelationName(create.Table.Schema, name)))
        {
            // The locks are taken before it is found that there is nothing to do.
            if (create.Only)
            {
                effect.Lock(create.Table, mode);
            }
            else
            {
                scope.LockPartitions(effect, create.Table, mode);
            }

            return;
        }

        // On any other table ONLY has no effect, so whoever writes it means a partitioned one.
        if (create.Only && (scope.IsPartitioned(create.Table) || scope.Find(create.Table) is null))
        {
            effect.Lock(create.Table, mode);
            return;
        }

        effect.Lock(create.Table, mode, TableWork.IndexBuild);
        RowErrors.UniqueIndex(create, scope, effect);
        foreach (var descendant in scope.Catalog.Descendants(create.Table))
        {
            // Tables that inherit have indexes of their own; partitions get theirs, or one that they have already is attached.
            if (scope.Find(descendant) is { PartitionOf: not null } partition)
            {
                effect.Lock(descendant, mode, IndexReplay.FreeEquivalent(scope.Catalog, partition, create) is not null ? TableWork.None : TableWork.IndexBuild);
            }
        }
    }

    public static void Drop(DropIndex drop, EffectScope scope, EffectBuilder effect)
    {
        var mode = drop.Concurrently ? LockMode.ShareUpdateExclusive : LockMode.AccessExclusive;
        effect.CannotRunInTransaction = drop.Concurrently;
        if (drop.Table is null && Missing(drop.Index, drop.IfExists, scope, effect))
        {
            return;
        }

        effect.Lock(drop.Index, mode);
        if (drop.Concurrently && (drop.Cascade || scope.Statement.Operations.Length > 1))
        {
            effect.Error = "DROP INDEX CONCURRENTLY does not support CASCADE or dropping multiple objects";
        }

        if (IndexReplay.TableOf(scope.Catalog, drop.Index, drop.Table) is not { } table)
        {
            effect.DependsOn($"the table of index {drop.Index} is not known: it is locked too");
            return;
        }

        effect.Lock(table, mode);
        if (scope.IsPartitioned(table))
        {
            scope.LockTree(effect, table, mode);
            if (drop.Concurrently)
            {
                effect.Error = $"cannot drop partitioned index \"{drop.Index.Name}\" concurrently";
            }
        }

        if (scope.Find(table)?.Constraint(drop.Index.Name) is { } constraint and (PrimaryKeyConstraint or UniqueConstraint or ExclusionConstraint))
        {
            effect.Error ??= $"cannot drop index {drop.Index.Name} because constraint {constraint.Name} on table {table.Name} requires it";
        }

        if (scope.Find(table) is { } owner && owner.Index(drop.Index.Name) is { } index)
        {
            effect.Error ??= IndexReplay.IsAttached(scope.Catalog, owner, index) ? $"cannot drop index {index.Name} because another index requires it" : null;
            DropReferenced(drop, owner, index, scope, effect);
        }
    }

    public static void Rename(RenameIndex rename, EffectScope scope, EffectBuilder effect)
    {
        // ALTER INDEX works on tables, views and sequences too, under their own lock (RenameRelation).
        if (IndexReplay.IsOtherRelation(scope.Catalog, rename.Index))
        {
            effect.Lock(rename.Index, LockMode.AccessExclusive);
            return;
        }

        if (rename.Table is not null || !Missing(rename.Index, rename.IfExists, scope, effect))
        {
            effect.Lock(rename.Index, LockMode.ShareUpdateExclusive);
            effect.Error ??= scope.Catalog.HasRelation(new RelationName(rename.Index.Schema, rename.NewName)) ? $"relation \"{rename.NewName}\" already exists" : null;
        }
    }

    /// <summary>ALTER TABLE works on indexes too.</summary>
    public static RenameIndex? AsIndex(RenameTable rename, SchemaCatalog catalog) =>
        catalog.Find(rename.Table) is null && catalog.TableOfIndex(rename.Table) is { } table
            ? new RenameIndex(rename.Table, rename.NewTable.Name, table) { Origin = rename.Origin, IfExists = rename.IfTableExists }
            : null;

    /// <summary>The index does not exist for certain: an error, unless IF EXISTS says that it need not.</summary>
    public static bool Missing(RelationName index, bool ifExists, EffectScope scope, EffectBuilder effect)
    {
        if (scope.Catalog.TableOfIndex(index) is not null)
        {
            return false;
        }

        if (scope.Catalog.HasRelation(index))
        {
            effect.Error ??= $"\"{index.Name}\" is not an index";
            return true;
        }

        if (!scope.Catalog.IsMissing(index))
        {
            return false;
        }

        effect.Error ??= ifExists ? null : $"index \"{index.Name}\" does not exist";
        return true;
    }

    public static void Reindex(Reindex reindex, EffectScope scope, EffectBuilder effect)
    {
        effect.Error = reindex.HasOptionList && scope.Major < 14 ? VersionErrors.Needs("an option list of REINDEX", 14) : null;
        effect.CannotRunInTransaction = reindex.Concurrently || reindex.Target is ReindexTarget.Schema or ReindexTarget.Database or ReindexTarget.System;
        if (reindex.Target is ReindexTarget.Index or ReindexTarget.Table && reindex.Relation is { } relation)
        {
            ReindexRelation(reindex, relation, scope, effect);
            return;
        }

        if (reindex is { Concurrently: true, Target: ReindexTarget.System })
        {
            effect.Error = "cannot reindex system catalogs concurrently";
        }

        if (!scope.Catalog.IsWhole)
        {
            effect.DependsOn("which tables are there is not known: each of them is locked while its indexes are rebuilt");
            return;
        }

        if (reindex.Target == ReindexTarget.System)
        {
            return;
        }

        // Each table, materialized view and partition in a transaction of its own; of the system's catalogs nothing is said.
        foreach (var table in scope.Catalog.Tables.Values)
        {
            if (!table.IsPartitioned && (reindex.Target == ReindexTarget.Database || IsIn(table.Name, reindex.Schema)))
            {
                ReindexRelation(reindex with { Target = ReindexTarget.Table }, table.Name, scope, effect);
            }
        }
    }

    private static bool IsIn(RelationName table, string? schema) => string.Equals(table.Schema ?? RelationName.DefaultSchema, schema, StringComparison.Ordinal);

    /// <summary>Each partition is done in a transaction of its own; PostgreSQL 13 and older skip or refuse a partitioned relation (ReindexPartitions).</summary>
    private static void ReindexPartitions(Reindex reindex, RelationName relation, RelationName table, EffectScope scope, EffectBuilder effect)
    {
        effect.CannotRunInTransaction = true;
        var definition = reindex.Target == ReindexTarget.Index ? scope.Find(table)?.Index(relation.Name)?.Definition : null;
        foreach (var descendant in scope.Catalog.Descendants(table))
        {
            if (scope.Find(descendant) is not { IsPartitioned: false } partition)
            {
                continue;
            }

            if (definition is null)
            {
                ReindexRelation(reindex with { Target = ReindexTarget.Table }, descendant, scope, effect);
            }
            else if (partition.Indexes.FirstOrDefault(i => ReferenceEquals(i.Definition, definition)) is { } index)
            {
                ReindexRelation(reindex, descendant with { Name = index.Name }, scope, effect);
            }
        }
    }

    private static void ReindexRelation(Reindex reindex, RelationName relation, EffectScope scope, EffectBuilder effect)
    {
        if (reindex.Target == ReindexTarget.Index)
        {
            if (Missing(relation, ifExists: false, scope, effect))
            {
                return;
            }
        }
        else if (scope.Find(relation) is null && (scope.Catalog.HasRelation(relation) || scope.Catalog.IsMissing(relation)))
        {
            effect.Error = $"\"{relation.Name}\" is not a table or materialized view";
            return;
        }

        var table = reindex.Target == ReindexTarget.Table ? relation : scope.Catalog.TableOfIndex(relation);
        if (table is { } partitioned && scope.IsPartitioned(partitioned) && scope.Major >= 14)
        {
            ReindexPartitions(reindex, relation, partitioned, scope, effect);
            return;
        }

        if (table is { } name)
        {
            effect.Lock(name, reindex.Concurrently ? LockMode.ShareUpdateExclusive : LockMode.Share, HasIndexes(scope.Find(name)) ? TableWork.IndexBuild : TableWork.None);
            if (scope.Major < 14 && scope.IsPartitioned(name) && reindex.Target == ReindexTarget.Index)
            {
                effect.Error = "REINDEX is not yet implemented for partitioned indexes";
            }

            if (reindex is { Concurrently: true, Target: ReindexTarget.Index } && scope.Find(name)?.Constraint(relation.Name) is ExclusionConstraint)
            {
                effect.Error = "concurrent index creation for exclusion constraints is not supported";
            }
        }
        else
        {
            effect.DependsOn($"the table of index {relation} is not known: it is locked too");
        }

        // Every query that is planned takes a lock on each index of its tables, so that queries wait for this one.
        var mode = reindex.Concurrently ? LockMode.ShareUpdateExclusive : LockMode.AccessExclusive;
        if (reindex.Target == ReindexTarget.Index)
        {
            effect.Lock(relation, mode, TableWork.IndexBuild);
        }
        else if (scope.Find(relation) is { } info)
        {
            foreach (var index in info.Indexes)
            {
                effect.Lock(new RelationName(relation.Schema, index.Name), mode, TableWork.IndexBuild);
            }

            foreach (var constraint in info.Constraints)
            {
                if (constraint is PrimaryKeyConstraint or UniqueConstraint or ExclusionConstraint)
                {
                    effect.Lock(new RelationName(relation.Schema, constraint.Name!), mode, TableWork.IndexBuild);
                }
            }
        }
    }

    private static bool HasIndexes(TableInfo? table) =>
        table is not { IsComplete: true } || !table.Indexes.IsEmpty
        || table.Constraints.Any(static c => c is PrimaryKeyConstraint or UniqueConstraint or ExclusionConstraint);

    /// <summary>A foreign key depends on the unique index that it was made with: the only one over its columns.</summary>
    private static void DropReferenced(DropIndex drop, TableInfo table, IndexInfo index, EffectScope scope, EffectBuilder effect)
    {
        if (!index.Definition.Unique || index.HasExpressions)
        {
            return;
        }

        var without = table with { Indexes = table.Indexes.Remove(index) };
        foreach (var reference in scope.Catalog.ForeignKeysTo(table.Name))
        {
            var columns = reference.ForeignKey.ReferencedColumns;
            if (columns.Length != index.Definition.Keys.Length || !columns.All(index.HasKey) || without.IsKey(columns))
            {
                continue;
            }

            if (drop.Cascade)
            {
                scope.LockPartitions(effect, reference.Table, LockMode.AccessExclusive);
            }
            else
            {
                effect.Error ??= $"cannot drop index {index.Name} because other objects depend on it";
            }
        }
    }
}
