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
        effect.Error = ErrorOf(create, scope);

        if (create.IfNotExists && create.Name is { } name && scope.Catalog.TableOfIndex(new RelationName(create.Table.Schema, name)) is not null)
        {
            // The lock is taken before it is found that there is nothing to do.
            effect.Lock(create.Table, mode);
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
                effect.Lock(descendant, mode, IndexReplay.HasEquivalent(partition, create) ? TableWork.None : TableWork.IndexBuild);
            }
        }
    }

    public static void Drop(DropIndex drop, EffectScope scope, EffectBuilder effect)
    {
        var mode = drop.Concurrently ? LockMode.ShareUpdateExclusive : LockMode.AccessExclusive;
        effect.CannotRunInTransaction = drop.Concurrently;
        effect.Lock(drop.Index, mode);

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
    }

    public static void Reindex(Reindex reindex, EffectScope scope, EffectBuilder effect)
    {
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

        effect.DependsOn("which tables are there is not known: each of them is locked while its indexes are rebuilt");
    }

    private static void ReindexRelation(Reindex reindex, RelationName relation, EffectScope scope, EffectBuilder effect)
    {
        var table = reindex.Target == ReindexTarget.Table ? relation : scope.Catalog.TableOfIndex(relation);
        if (table is { } name)
        {
            // Each partition is then done in a transaction of its own; PostgreSQL 13 and older skip or refuse a partitioned relation.
            effect.CannotRunInTransaction |= scope.IsPartitioned(name) && scope.Major >= 14;
            effect.Lock(name, reindex.Concurrently ? LockMode.ShareUpdateExclusive : LockMode.Share, TableWork.IndexBuild);
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

    private static string? ErrorOf(CreateIndex create, EffectScope scope)
    {
        if (create.NullsNotDistinct && scope.Major < 15)
        {
            return VersionErrors.Needs("NULLS NOT DISTINCT", 15);
        }

        if (create.Concurrently && scope.IsPartitioned(create.Table))
        {
            return $"cannot create index on partitioned table \"{create.Table.Name}\" concurrently";
        }

        foreach (var key in create.Keys)
        {
            if (key.Expression is { } expression && FunctionVolatility.Of(expression, scope.Catalog) == Volatility.Volatile)
            {
                return "functions in index expression must be marked IMMUTABLE";
            }
        }

        return create.Filter is { } filter && FunctionVolatility.Of(filter, scope.Catalog) == Volatility.Volatile
            ? "functions in index predicate must be marked IMMUTABLE"
            : null;
    }
}
