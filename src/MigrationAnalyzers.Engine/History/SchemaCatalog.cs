using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>
/// What the database looks like after the migrations so far, as far as they tell. Immutable. What is not known is absent: a table that
/// is not here may exist all the same.
/// </summary>
public sealed record SchemaCatalog
{
    /// <summary>Nothing is known.</summary>
    public static readonly SchemaCatalog Unknown = new();

    public ImmutableDictionary<RelationName, TableInfo> Tables { get; init; } = ImmutableDictionary<RelationName, TableInfo>.Empty;

    public TableInfo? Find(RelationName table) => Tables.TryGetValue(table, out var info) ? info : null;

    /// <summary>The catalog as a migration finds it: nothing is new.</summary>
    public SchemaCatalog StartUnit() => this;

    /// <summary>The catalog as a migration leaves it.</summary>
    public SchemaCatalog EndUnit() => this;

    /// <summary>The catalog after the statement.</summary>
    public SchemaCatalog Apply(MigrationStatement statement) => this;
}
