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

/// <summary>A trigger, policy or rule of a table or view, or a table's place in a publication.</summary>
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

    /// <summary>
    /// Relations that the expressions of a policy's USING, of a rule or of a row filter read, and the one that a constraint trigger is FROM.
    /// Null where the statement leaves them as they are (ALTER POLICY).
    /// </summary>
    public ImmutableArray<RelationName>? Reads { get; init; } = ImmutableArray<RelationName>.Empty;

    /// <summary>Those that a policy's WITH CHECK reads; null where the statement leaves them as they are.</summary>
    public ImmutableArray<RelationName>? CheckReads { get; init; } = ImmutableArray<RelationName>.Empty;

    /// <summary>Tables that a rule's actions write.</summary>
    public ImmutableArray<RelationName> Writes { get; init; } = [];

    /// <summary>The function that a trigger calls.</summary>
    public RelationName? Function { get; init; }

    /// <summary>The trigger is FOR EACH ROW: partitions have it, too.</summary>
    public bool IsForEachRow { get; init; }

    /// <summary>The trigger is INSTEAD OF, or the rule DO INSTEAD.</summary>
    public bool IsInstead { get; init; }

    /// <summary>The command that a rule is for: INSERT, UPDATE, DELETE, SELECT.</summary>
    public string? Event { get; init; }

    /// <summary>All relations that it reads, as far as the statement tells.</summary>
    public IEnumerable<RelationName> AllReads() => (Reads ?? []).Concat(CheckReads ?? []).Distinct();

    public bool Uses(string column) =>
        (Columns is { } columns && columns.Contains(column, StringComparer.Ordinal))
        || (CheckColumns is { } checks && checks.Contains(column, StringComparer.Ordinal));

    /// <summary>PostgreSQL tells objects of a table apart by kind and name.</summary>
    public bool IsSame(TableObject other) => Kind == other.Kind && string.Equals(Name, other.Name, StringComparison.Ordinal);

    /// <summary>PostgreSQL's word for the kind.</summary>
    public string Noun => Kind.ToString().ToLowerInvariant();
}
