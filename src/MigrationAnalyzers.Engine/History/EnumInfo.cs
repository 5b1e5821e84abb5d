using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>An enum type as far as the migrations tell.</summary>
public sealed record EnumInfo(RelationName Name)
{
    /// <summary>The labels that are known; where <see cref="IsComplete"/> is false there are others.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>The CREATE TYPE was seen.</summary>
    public bool IsComplete { get; init; }

    /// <summary>
    /// Labels that ALTER TYPE ... ADD VALUE added in the transaction that is open: PostgreSQL refuses to use them before it commits (55P04), except
    /// on 17 and later when the type itself was created in it.
    /// </summary>
    public ImmutableArray<string> UncommittedLabels { get; init; } = [];

    /// <summary>The CREATE TYPE ran in the transaction that is open.</summary>
    public bool IsCreatedInTransaction { get; init; }
}
