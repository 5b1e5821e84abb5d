using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>
/// Constraints that a table has from its parent. Partitions have all of them, tables that INHERIT only CHECK and NOT NULL constraints. CHECK constraints have
/// one name everywhere; keys have names of their own in each partition.
/// </summary>
internal static class InheritedConstraints
{
    /// <summary>Gives the child what its parent has got; what it has already is merged.</summary>
    public static TableInfo Add(SchemaCatalog catalog, TableInfo child, ConstraintDefinition added)
    {
        if (!Reaches(added, child))
        {
            // Those who inherit a primary key's table get the NOT NULL of it.
            return added is PrimaryKeyConstraint ? ConstraintReplay.WithNotNull(child, added) : child;
        }

        if (ConstraintReplay.Equivalent(child, added) is not null)
        {
            return child;
        }

        var inherited = added switch
        {
            PrimaryKeyConstraint key => key with { Name = null, UsingIndex = null },
            UniqueConstraint key => key with { Name = null, UsingIndex = null },
            ExclusionConstraint key => key with { Name = null },
            ForeignKeyConstraint when child.Constraint(added.Name!) is not null => added with { Name = null },
            _ => added,
        };
        return ConstraintReplay.Add(catalog, child, inherited);
    }

    /// <summary>What the child has from that constraint of its parent; null when there is nothing.</summary>
    public static ConstraintDefinition? Find(TableInfo child, ConstraintDefinition constraint) =>
        Reaches(constraint, child) ? ConstraintReplay.Equivalent(child, constraint) : null;

    /// <summary>The parent that the table has the constraint from; null when it is its own.</summary>
    public static RelationName? ParentOf(SchemaCatalog catalog, TableInfo table, ConstraintDefinition constraint)
    {
        ImmutableArray<RelationName> parents = table.PartitionOf is { } partitioned ? [partitioned] : table.Inherits;
        foreach (var name in parents)
        {
            foreach (var other in catalog.Find(name)?.Constraints ?? [])
            {
                if (ReferenceEquals(Find(table, other), constraint))
                {
                    return name;
                }
            }
        }

        return null;
    }

    /// <summary>Children have that constraint, too.</summary>
    public static bool Reaches(ConstraintDefinition constraint, TableInfo child) => constraint switch
    {
        CheckConstraint check => !check.NoInherit,
        NotNullConstraint notNull => !notNull.NoInherit,
        _ => child.PartitionOf is not null,
    };
}
