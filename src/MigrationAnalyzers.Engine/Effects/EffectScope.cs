using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>What the effect of an operation depends on: the statement it belongs to, the catalog, the server.</summary>
internal sealed class EffectScope(MigrationStatement statement, SchemaCatalog catalog, int major)
{
    public MigrationStatement Statement { get; } = statement;

    public SchemaCatalog Catalog { get; } = catalog;

    /// <summary>The server's major version.</summary>
    public int Major { get; } = major;

    public TableInfo? Find(RelationName table) => Catalog.Find(table);

    public bool IsPartitioned(RelationName table) => Find(table) is { IsPartitioned: true };

    /// <summary>
    /// Locks a table, its partitions and the tables that inherit it. A partitioned table has no rows of its own: the work said for it stands for that on its
    /// partitions, of which not all may be known.
    /// </summary>
    public void LockTree(EffectBuilder effect, RelationName table, LockMode mode, TableWork work = TableWork.None)
    {
        effect.Lock(table, mode, work);
        foreach (var descendant in Reached(table))
        {
            effect.Lock(descendant, mode, work);
        }
    }

    /// <summary>The partitions and inheriting tables that a change of the table reaches: none where the statement says ONLY.</summary>
    public ImmutableArray<RelationName> Reached(RelationName table)
    {
        foreach (var operation in Statement.Operations)
        {
            if (operation is TableOperation { Only: true } change && change.Table.Equals(table))
            {
                return [];
            }
        }

        return Catalog.Descendants(table);
    }

    /// <summary>Locks a table and its partitions, but not the tables that inherit it.</summary>
    public void LockPartitions(EffectBuilder effect, RelationName table, LockMode mode, TableWork work = TableWork.None)
    {
        effect.Lock(table, mode, work);
        foreach (var descendant in Catalog.Descendants(table))
        {
            if (Find(descendant) is { PartitionOf: not null })
            {
                effect.Lock(descendant, mode, work);
            }
        }
    }

    /// <summary>The column exists when constraints are added, or not; null where that is not known.</summary>
    public bool? HasColumn(RelationName table, string column) =>
        InSameAlter<AddColumn>(table, a => string.Equals(a.Column.Name, column, StringComparison.Ordinal)) is not null ? true
        : InSameAlter<DropColumn>(table, d => string.Equals(d.Column, column, StringComparison.Ordinal)) is not null ? false
        : Find(table)?.HasColumn(column);

    /// <summary>
    /// What a query locks that is carried out and reads the relation: the partitions and inheriting tables, and all that a view reads
    /// (AcquireRewriteLocks, expand_inherited_rtentry).
    /// </summary>
    public void LockRead(EffectBuilder effect, RelationName relation, LockMode mode = LockMode.AccessShare, Predicate? where = null)
    {
        if (effect.LockOn(relation) is { } held && held.Mode >= mode)
        {
            return;
        }

        effect.Lock(relation, mode);
        if (Catalog.Views.TryGetValue(relation, out var view) && !view.IsMaterialized)
        {
            foreach (var read in view.Reads)
            {
                LockRead(effect, read, mode);
            }

            return;
        }

        foreach (var descendant in PartitionPruning.Kept(relation, where, Catalog))
        {
            effect.Lock(descendant, mode);
        }
    }

    /// <summary>The operation of the same ALTER TABLE that satisfies the condition; null when there is none.</summary>
    public T? InSameAlter<T>(RelationName table, Func<T, bool> condition)
        where T : TableOperation
    {
        foreach (var operation in Statement.Operations)
        {
            if (operation is T candidate && candidate.Table.Equals(table) && condition(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>The constraint with that name: added by the same ALTER TABLE, or in the catalog.</summary>
    public ConstraintDefinition? Constraint(RelationName table, string name) =>
        InSameAlter<AddConstraint>(table, a => string.Equals(a.Constraint.Name, name, StringComparison.Ordinal))?.Constraint
        ?? Find(table)?.Constraint(name);

    public bool DropsConstraint(RelationName table, string? name) =>
        name is not null && InSameAlter<DropConstraint>(table, d => string.Equals(d.Name, name, StringComparison.Ordinal)) is not null;
}
