using System.Collections.Immutable;

namespace MigrationAnalyzers.Engine.Model;

/// <summary>CREATE STATISTICS.</summary>
/// <param name="Statistics">Null where PostgreSQL chooses the name (PostgreSQL 16).</param>
public sealed record CreateStatistics(RelationName Table, RelationName? Statistics, ImmutableArray<IndexKey> Keys) : TableOperation(Table)
{
    /// <summary>What is to be counted: ndistinct, dependencies, mcv; empty: all.</summary>
    public ImmutableArray<string> Kinds { get; init; } = [];

    public bool IfNotExists { get; init; }
}
