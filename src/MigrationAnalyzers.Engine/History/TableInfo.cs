using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>A table as far as the migrations tell.</summary>
public sealed record TableInfo(RelationName Name)
{
    /// <summary>The columns in order. Where <see cref="IsComplete"/> is false there may be others.</summary>
    public ImmutableArray<ColumnDefinition> Columns { get; init; } = [];

    /// <summary>Constraints, by name where they have one; <see cref="ConstraintDefinition.NotValid"/> is false once they are validated.</summary>
    public ImmutableArray<ConstraintDefinition> Constraints { get; init; } = [];

    public ImmutableArray<IndexInfo> Indexes { get; init; } = [];

    /// <summary>The CREATE TABLE was seen: all columns, constraints and indexes are known.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Created by the migration that is being looked at, and without rows so far: nobody waits for it.</summary>
    public bool IsNew { get; init; }

    public TablePersistence Persistence { get; init; }

    public bool IsPartitioned { get; init; }

    public RelationName? PartitionOf { get; init; }

    public ColumnDefinition? Column(string name)
    {
        foreach (var column in Columns)
        {
            if (string.Equals(column.Name, name, StringComparison.Ordinal))
            {
                return column;
            }
        }

        return null;
    }

    public ConstraintDefinition? Constraint(string name)
    {
        foreach (var constraint in Constraints)
        {
            if (string.Equals(constraint.Name, name, StringComparison.Ordinal))
            {
                return constraint;
            }
        }

        return null;
    }
}

/// <summary>An index as far as the migrations tell.</summary>
/// <param name="Definition">The operation that made it.</param>
public sealed record IndexInfo(string Name, CreateIndex Definition);
