using System.Collections.Immutable;

namespace MigrationAnalyzers.Engine.Model;

/// <summary>A table constraint.</summary>
public abstract record ConstraintDefinition
{
    /// <summary>Folded; null when PostgreSQL chooses the name.</summary>
    public string? Name { get; init; }

    /// <summary>NOT VALID: existing rows are not checked.</summary>
    public bool NotValid { get; init; }

    /// <summary>NOT ENFORCED (PostgreSQL 18).</summary>
    public bool NotEnforced { get; init; }

    public bool Deferrable { get; init; }

    public bool InitiallyDeferred { get; init; }

    /// <summary>It was written with a column definition (inline), as in ADD COLUMN c int CHECK (c &gt; 0).</summary>
    public bool Inline { get; init; }
}

/// <summary>The action of a foreign key, in PostgreSQL's words.</summary>
public enum ReferentialAction
{
    NoAction,
    Restrict,
    Cascade,
    SetNull,
    SetDefault,
}

public sealed record ForeignKeyConstraint(
    ImmutableArray<string> Columns,
    RelationName ReferencedTable,
    ImmutableArray<string> ReferencedColumns) : ConstraintDefinition
{
    public ReferentialAction OnDelete { get; init; }

    public ReferentialAction OnUpdate { get; init; }

    /// <summary>MATCH FULL.</summary>
    public bool MatchFull { get; init; }

    /// <summary>The columns of ON DELETE SET NULL (...) / SET DEFAULT (...), PostgreSQL 15; empty: all.</summary>
    public ImmutableArray<string> OnDeleteColumns { get; init; } = [];

    /// <summary>PERIOD (PostgreSQL 18).</summary>
    public bool HasPeriod { get; init; }
}

public sealed record CheckConstraint(SqlExpression Expression) : ConstraintDefinition
{
    public bool NoInherit { get; init; }
}

public sealed record UniqueConstraint(ImmutableArray<string> Columns) : ConstraintDefinition
{
    /// <summary>USING INDEX: the index that becomes the constraint's; <see cref="Columns"/> is then empty.</summary>
    public string? UsingIndex { get; init; }

    public bool NullsNotDistinct { get; init; }

    /// <summary>PostgreSQL 18.</summary>
    public bool WithoutOverlaps { get; init; }
}

public sealed record PrimaryKeyConstraint(ImmutableArray<string> Columns) : ConstraintDefinition
{
    /// <summary>USING INDEX: the index that becomes the constraint's; <see cref="Columns"/> is then empty.</summary>
    public string? UsingIndex { get; init; }

    /// <summary>PostgreSQL 18.</summary>
    public bool WithoutOverlaps { get; init; }
}

public sealed record ExclusionConstraint : ConstraintDefinition
{
    public ImmutableArray<IndexKey> Keys { get; init; } = [];

    /// <summary>The access method; null: the default.</summary>
    public string? Method { get; init; }
}

/// <summary>A named NOT NULL constraint (PostgreSQL 18).</summary>
public sealed record NotNullConstraint(string Column) : ConstraintDefinition
{
    public bool NoInherit { get; init; }
}
