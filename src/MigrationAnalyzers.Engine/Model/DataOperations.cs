using System.Collections.Immutable;

namespace MigrationAnalyzers.Engine.Model;

public enum RowWriteKind
{
    Insert,
    Update,
    Delete,
    Merge,
    Copy,
}

/// <summary>INSERT, UPDATE, DELETE, MERGE or COPY FROM.</summary>
public sealed record WriteRows(RelationName Table, RowWriteKind Kind) : TableOperation(Table)
{
    /// <summary>Which rows the statement reaches, as far as its text tells.</summary>
    public RowReach Reach { get; init; }

    /// <summary>How many rows at most, when the text gives it (VALUES lists, a LIMIT, EF seed data).</summary>
    public int? RowCount { get; init; }

    /// <summary>How many rows an INSERT adds at least, as far as its text tells: the rows of VALUES, unless ON CONFLICT may leave some out.</summary>
    public int SurelyWritten { get; init; }

    /// <summary>
    /// The columns that WHERE fixes to values given in the text (<c>=</c>, IN, a narrow range of whole numbers, the batch of a loop), folded: when a
    /// key is among them the statement is bounded. SQL text does not say what a key is, so that <see cref="Reach"/> is <see cref="RowReach.Unbounded"/>
    /// all the same.
    /// </summary>
    public ImmutableArray<string> BoundingColumns { get; init; } = [];

    /// <summary>Tables that are read: INSERT ... SELECT, UPDATE ... FROM.</summary>
    public ImmutableArray<RelationName> Reads { get; init; } = [];

    /// <summary>What WHERE says of the rows, where the statement names no other table; null where it says nothing, or that is not known.</summary>
    public Predicate? Where { get; init; }

    /// <summary>The rows of VALUES: each a condition that it satisfies; empty where the rows do not stand in the text.</summary>
    public ImmutableArray<Predicate> Rows { get; init; } = [];

    /// <summary>An UPDATE that is no part of another statement, and does not stand in PL/pgSQL: its whole text.</summary>
    public string? Statement { get; init; }

    /// <summary>All that the statement does to the rows; null where the text does not tell it.</summary>
    public RowChange? RowChange { get; init; }

    /// <summary>Columns that get no other value than NULL.</summary>
    public ImmutableArray<string> NullColumns { get; init; } = [];

    /// <summary>UPDATE pg_index SET indisvalid = ...: the index whose state it sets.</summary>
    public RelationName? MarkedIndex { get; init; }

    /// <summary>Of <see cref="MarkedIndex"/>.</summary>
    public bool MarksValid { get; init; }

    /// <summary>PostgreSQL's own functions that the statement calls and that some versions do not have.</summary>
    public ImmutableArray<RelationName> Functions { get; init; } = [];

    /// <summary>MERGE ... RETURNING, and other forms that are younger than the statement: the version that brought them.</summary>
    public int Since { get; init; }

    /// <summary>EF adds this statement by itself: the UPDATE hidden in AlterColumn from nullable to required with a default.</summary>
    public bool IsHidden { get; init; }

    /// <summary>The query with a LIMIT that chooses the rows; null where there is none.</summary>
    public RowBatch? Batch { get; init; }

    /// <summary>INSERT ... OVERRIDING USER VALUE: the values given for identity columns are not used.</summary>
    public bool OverridesUserValues { get; init; }

    /// <summary>The columns that an UPDATE sets from another column, or from a query that may give NULL.</summary>
    public ImmutableArray<ColumnSource> Sources { get; init; } = [];

    /// <summary>The columns that an UPDATE sets to what they hold already, so that triggers run.</summary>
    public ImmutableArray<string> TouchedColumns { get; init; } = [];

    /// <summary>The columns that an UPDATE sets or an INSERT fills (folded).</summary>
    public ImmutableArray<string> Columns { get; init; } = [];
}

/// <summary>Which rows a statement reaches.</summary>
public enum RowReach
{
    /// <summary>Every row, or any number of rows that a condition chooses.</summary>
    Unbounded,

    /// <summary>Rows given in the text, or chosen by constant values of what is known to be a key.</summary>
    ByKey,

    /// <summary>A LIMIT in the statement (usually in a sub-select) bounds it.</summary>
    Limited,
}

public sealed record Truncate(RelationName Table) : TableOperation(Table)
{
    public bool Cascade { get; init; }
}
