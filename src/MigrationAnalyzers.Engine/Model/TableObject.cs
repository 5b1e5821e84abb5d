using System.Collections.Immutable;

namespace MigrationAnalyzers.Engine.Model;

/// <summary>Objects whose definition keeps the columns of a table that it names from being changed.</summary>
public enum TableObjectKind
{
    Trigger,
    Policy,
    Rule,

    /// <summary>The table's row filter or column list in a publication (PostgreSQL 15).</summary>
    Publication,
}

/// <summary>A trigger, policy or rule of a table, or its place in a publication.</summary>
/// <param name="Kind">Names are unique among the objects of one kind.</param>
/// <param name="Name">Folded.</param>
public sealed record TableObject(TableObjectKind Kind, string Name)
{
    /// <summary>
    /// The columns of the table that pg_depend lists for it: those of UPDATE OF and WHEN, of USING, of a rule's NEW and OLD, of a row filter or a column list.
    /// Null where the statement leaves them as they are (ALTER POLICY).
    /// </summary>
    public ImmutableArray<string>? Columns { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Those of a policy's WITH CHECK; null where the statement leaves them as they are.</summary>
    public ImmutableArray<string>? CheckColumns { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>The function that a trigger calls.</summary>
    public RelationName? Function { get; init; }

    public bool Uses(string column) =>
        (Columns is { } columns && columns.Contains(column, StringComparer.Ordinal))
        || (CheckColumns is { } checks && checks.Contains(column, StringComparer.Ordinal));
}
