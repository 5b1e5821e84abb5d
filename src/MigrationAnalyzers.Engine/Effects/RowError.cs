using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>An error that the server gives when there are rows, and not when there are none.</summary>
/// <param name="Message">The server's message.</param>
/// <param name="Tables">It suffices that one of them has the rows.</param>
/// <param name="Rows">So many rows it takes: one for a NULL that is not allowed, two for values that must differ.</param>
public sealed record RowError(string Message, ImmutableArray<RelationName> Tables, int Rows)
{
    /// <summary>Rows that make the server fail are among those that statements wrote.</summary>
    public bool IsWitnessed { get; init; }

    /// <summary>The statements that the catalog knows wrote as many rows, so that the error is as certain as that they are still there.</summary>
    public bool IsCertain(SchemaCatalog catalog)
    {
        if (IsWitnessed)
        {
            return true;
        }

        foreach (var table in Tables)
        {
            if (catalog.Find(table) is { } info && info.Rows.AtLeast >= Rows)
            {
                return true;
            }
        }

        return false;
    }
}
