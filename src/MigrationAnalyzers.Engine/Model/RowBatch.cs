using System.Collections.Immutable;

namespace MigrationAnalyzers.Engine.Model;

/// <summary>The query with a LIMIT that chooses the rows of a statement.</summary>
public sealed record RowBatch
{
    /// <summary>The one table that the query reads; null where it reads several, or none.</summary>
    public RelationName? Table { get; init; }

    /// <summary>What its WHERE says of the rows; null where it says nothing, or that is not known.</summary>
    public Predicate? Where { get; init; }

    /// <summary>It has no WHERE at all.</summary>
    public bool IsUnconditional { get; init; }

    /// <summary>It has an OFFSET other than 0.</summary>
    public bool HasOffset { get; init; }

    /// <summary>FOR UPDATE SKIP LOCKED: rows that others have locked are left out.</summary>
    public bool SkipsLocked { get; init; }

    /// <summary>
    /// The columns that the query and the condition of the statement mention (folded), where nothing but columns and constants decides which rows are chosen: no
    /// variable, no function, no other query. Default where that is not so.
    /// </summary>
    public ImmutableArray<string> DecidingColumns { get; init; }
}
