using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>Which partitions a statement with constant conditions reaches (prune_append_rel_partitions in partprune.c): the others are not even locked.</summary>
internal static class PartitionPruning
{
    /// <summary>The partitions and inheriting tables below a table that rows of that condition may be in.</summary>
    public static ImmutableArray<RelationName> Kept(RelationName table, Predicate? where, SchemaCatalog catalog)
    {
        var all = catalog.Descendants(table);
        if (where is null || catalog.Find(table) is not { IsPartitioned: true } root)
        {
            return all;
        }

        var kept = ImmutableArray.CreateBuilder<RelationName>();
        foreach (var name in all)
        {
            // What is below a partition that is left out is left out as well: its constraint contains that of the partition.
            if (catalog.Find(name) is not { PartitionOf: { } parent } partition
                || catalog.Find(parent) is not { } above
                || !Excludes(where, ConstraintOf(above, partition, catalog), root))
            {
                kept.Add(name);
            }
        }

        return kept.ToImmutable();
    }

    /// <summary>What the rows of a partition satisfy; of the DEFAULT partition what no other does; null where it is not known.</summary>
    private static Predicate? ConstraintOf(TableInfo parent, TableInfo partition, SchemaCatalog catalog) =>
        PartitionConstraint.Of(parent, partition.Bound, partition.Name, catalog);

    private static bool Excludes(Predicate where, Predicate? constraint, TableInfo root) =>
        where is OpaquePredicate { Text: "false" }
        || (constraint is not null
            && new PredicateProof(operand => root.Column(operand)?.Type is { ArrayDimensions: 0 } type ? type.Name : null).Implies(where, PredicateProof.Not(constraint)) == Proof.Holds);
}
