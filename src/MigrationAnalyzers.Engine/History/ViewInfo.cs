using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>A view or materialized view as far as the migrations tell.</summary>
public sealed record ViewInfo(RelationName Name)
{
    /// <summary>The tables and views that it reads.</summary>
    public ImmutableArray<RelationName> Reads { get; init; } = [];

    /// <summary>Columns that its query mentions, of whichever of these.</summary>
    public ImmutableArray<string> Columns { get; init; } = [];

    /// <summary>Functions that its query calls, but PostgreSQL's own.</summary>
    public ImmutableArray<RelationName> Functions { get; init; } = [];

    /// <summary>
    /// False where the query may use columns that are not listed (<c>SELECT *</c> from a table whose columns are not all known), or the view may be another by now.
    /// </summary>
    public bool IsComplete { get; init; }

    public bool IsMaterialized { get; init; }

    /// <summary>Names and types of its columns; default where they are not all known. A type is null where it is not known.</summary>
    public ImmutableArray<ColumnDefinition> Output { get; init; }

    /// <summary>The relation that gets what is written to the view; null where it is not automatically updatable.</summary>
    public RelationName? UpdatableRelation { get; init; }

    /// <summary>Triggers and rules.</summary>
    public ImmutableArray<TableObject> Objects { get; init; } = [];

    /// <summary>Of a materialized view: WITH NO DATA.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>Writes go to its own triggers or rules.</summary>
    public bool HasInstead => Objects.Any(static o => o.IsInstead);

    /// <summary>Whether the query uses that column of that table; null where it is not known.</summary>
    public bool? Uses(RelationName table, string column, SchemaCatalog catalog)
    {
        if (!Reads.Contains(table))
        {
            return false;
        }

        if (!Columns.Contains(column, StringComparer.Ordinal))
        {
            return IsComplete ? false : null;
        }

        // The name may be that of another table's column.
        foreach (var other in Reads)
        {
            if (!other.Equals(table) && !(catalog.Find(other) is { IsComplete: true } known && known.Column(column) is null))
            {
                return null;
            }
        }

        return IsComplete ? true : null;
    }
}
