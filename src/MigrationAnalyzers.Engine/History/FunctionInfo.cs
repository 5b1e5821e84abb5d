using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>A user's function as far as the migrations tell.</summary>
/// <param name="Volatility">What a call of it counts as.</param>
/// <param name="Arguments">The types of its arguments; null where they are not known, or there are several functions of that name.</param>
public sealed record FunctionInfo(Volatility Volatility, string? Arguments)
{
    /// <summary>Only triggers call it.</summary>
    public bool IsForTriggers { get; init; }

    /// <summary>What a call does; empty where that is not known.</summary>
    public ImmutableArray<MigrationOperation> Operations { get; init; } = [];

    /// <summary>Relations that cannot be dropped without it (BEGIN ATOMIC, RETURN).</summary>
    public ImmutableArray<RelationName> DependsOn { get; init; } = [];
}
