using System.Collections.Immutable;

namespace MigrationAnalyzers.Engine.Model;

/// <summary>A condition as far as PostgreSQL's prover (predtest.c) looks into it. NOT is pushed down to the parts already, as eval_const_expressions does.</summary>
public abstract record Predicate;

/// <summary>All of the parts, or any of them.</summary>
public sealed record PredicateList(bool IsAnd, ImmutableArray<Predicate> Parts) : Predicate;

/// <summary><paramref name="Operand"/> IS [NOT] NULL. An operand is a column's name (folded), or a longer expression in parentheses.</summary>
public sealed record NullPredicate(string Operand, bool IsNull) : Predicate;

/// <summary>A comparison of an operand with a constant: <c>= &lt;&gt; &lt; &lt;= &gt; &gt;=</c>.</summary>
public sealed record ComparisonPredicate(string Operand, string Operator, PredicateConstant Constant) : Predicate;

/// <summary>A condition into which the prover does not look: it is proved by the same condition alone.</summary>
/// <param name="Text">The condition, written in one way; <c>true</c> and <c>false</c> for these. Null where it cannot be compared with others.</param>
public sealed record OpaquePredicate(string? Text) : Predicate;

/// <summary>A constant: its text without quotes, and the type that the text itself gives it (<c>int4</c>, <c>numeric</c>; null for a literal in quotes).</summary>
public readonly record struct PredicateConstant(string Text, string? Type);
