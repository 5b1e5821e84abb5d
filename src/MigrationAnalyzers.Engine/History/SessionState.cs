using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>What lasts as long as a session or a transaction: parameters, uncommitted enum labels.</summary>
internal sealed record SessionState
{
    private static readonly ImmutableDictionary<string, string?> NoParameters =
        ImmutableDictionary.Create<string, string?>(StringComparer.OrdinalIgnoreCase);

    // After the field that its initializers need.
    public static readonly SessionState Fresh = new();

    /// <summary>The statement that runs, or ran last; null between transactions.</summary>
    public MigrationStatement? Statement { get; init; }

    /// <summary>SET: until the session ends. The value is null where it is not known.</summary>
    public ImmutableDictionary<string, string?> Parameters { get; init; } = NoParameters;

    /// <summary>SET LOCAL: until the transaction ends.</summary>
    public ImmutableDictionary<string, string?> LocalParameters { get; init; } = NoParameters;

    /// <summary>Enums that the transaction created or added labels to.</summary>
    public ImmutableHashSet<RelationName> TouchedEnums { get; init; } = ImmutableHashSet<RelationName>.Empty;

    /// <summary>The catalog at BEGIN, for a ROLLBACK.</summary>
    public SchemaCatalog? AtBegin { get; init; }

    /// <summary>The savepoints, with the catalog at each.</summary>
    public ImmutableList<(string Name, SchemaCatalog Catalog)> Savepoints { get; init; } = [];

    public string? Parameter(string name)
    {
        if (LocalParameters.TryGetValue(name, out var value))
        {
            return value;
        }

        return Parameters.TryGetValue(name, out value) ? value : null;
    }

    public SessionState EndTransaction() => this with
    {
        Statement = null,
        LocalParameters = NoParameters,
        TouchedEnums = ImmutableHashSet<RelationName>.Empty,
        AtBegin = null,
        Savepoints = [],
    };
}
