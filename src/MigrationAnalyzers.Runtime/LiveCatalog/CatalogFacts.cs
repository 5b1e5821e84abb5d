using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Runtime.LiveCatalog;

/// <summary>What a database has besides that which statements make, as far as the catalog has a place for it.</summary>
internal sealed record CatalogFacts
{
    public required ImmutableArray<string> Schemas { get; init; }

    public required ImmutableArray<string> Roles { get; init; }

    public required ImmutableArray<string> Tablespaces { get; init; }

    public required ImmutableArray<string> AccessMethods { get; init; }

    public required ImmutableArray<string> Extensions { get; init; }

    /// <summary>Of extensions.</summary>
    public required ImmutableArray<RelationName> Relations { get; init; }

    /// <summary>Base types, ranges, and the types of extensions.</summary>
    public required ImmutableArray<RelationName> Types { get; init; }

    public required ImmutableArray<RelationName> InvalidIndexes { get; init; }

    /// <summary>Aggregates, and the functions of extensions; the number is that of the functions with this name.</summary>
    public required ImmutableArray<(RelationName Name, Volatility Volatility, long Count)> Functions { get; init; }

    /// <summary>All indexes that are none of constraints, and the constraints of their tables whose indexes are older.</summary>
    public required ImmutableDictionary<RelationName, ImmutableArray<string>> Indexes { get; init; }

    /// <summary>By table.</summary>
    public required ImmutableDictionary<RelationName, ImmutableArray<string>> Constraints { get; init; }
}
