using System.Collections.Immutable;

namespace MigrationAnalyzers.Engine.Model;

/// <summary>How often an expression may give another result (PostgreSQL's pg_proc.provolatile).</summary>
public enum Volatility
{
    Immutable,
    Stable,
    Volatile,

    /// <summary>It calls a function of the user whose volatility is not known.</summary>
    Unknown,
}

/// <summary>What an expression in SQL says, read once by the SQL front end.</summary>
/// <param name="Text">The expression as it was written.</param>
public sealed record SqlExpression(string Text)
{
    /// <summary>Null where the text could not be read.</summary>
    public Volatility? Volatility { get; init; }

    /// <summary>Functions in branches that are never evaluated, because constants stand before them.</summary>
    public ImmutableArray<RelationName> NotEvaluated { get; init; } = [];

    /// <summary>The function that decides <see cref="Volatility"/> when it is volatile or unknown.</summary>
    public string? DecidingFunction { get; init; }

    /// <summary>The functions that it calls of which the volatility is not known from their names: those of users, with their schemas where they are written.</summary>
    public ImmutableArray<string> UnknownFunctions { get; init; } = [];

    /// <summary>A literal, possibly with a sign or a cast.</summary>
    public bool IsConstant { get; init; }

    /// <summary>The literal NULL, possibly with a cast.</summary>
    public bool IsNull { get; init; }

    /// <summary>A condition, as far as PostgreSQL's prover looks into it; null for anything else, and where its form is not known.</summary>
    public Predicate? Predicate { get; init; }

    /// <summary>The type of its value, where the expression itself says it: a literal, a cast, a well-known function. Null where it does not.</summary>
    public SqlType? Type { get; init; }

    /// <summary>A quoted literal, or NULL: it takes the type that is wanted of it.</summary>
    public bool IsUntyped { get; init; }

    /// <summary>For a column, and casts of it (<c>c::text::int</c>): the column (folded); null for any other expression.</summary>
    public string? ConvertedColumn { get; init; }

    /// <summary>The casts of <see cref="ConvertedColumn"/>, the first one to be done first.</summary>
    public ImmutableArray<SqlType> Casts { get; init; } = [];

    public bool HasSubquery { get; init; }

    /// <summary>Functions that it calls.</summary>
    public ImmutableArray<RelationName> Functions { get; init; } = [];

    /// <summary>The functions, operators and casts of the expression.</summary>
    public ImmutableArray<ExpressionUse> Uses { get; init; } = [];

    /// <summary>The value of a constant; null for NULL, and for all that is no simple constant.</summary>
    public PredicateConstant? Constant { get; init; }

    /// <summary>Sequences that it names as nextval('s') does: the sequence cannot be dropped then.</summary>
    public ImmutableArray<RelationName> Sequences { get; init; } = [];

    /// <summary>Columns that the expression mentions (folded).</summary>
    public ImmutableArray<string> Columns { get; init; } = [];

    /// <summary>
    /// For a boolean expression: columns that cannot be NULL where it is true, in the forms that PostgreSQL's own prover
    /// accepts for SET NOT NULL (<c>c IS NOT NULL</c>, a conjunction with it, <c>NOT (c IS NULL)</c>).
    /// </summary>
    public ImmutableArray<string> ProvesNotNull { get; init; } = [];
}
