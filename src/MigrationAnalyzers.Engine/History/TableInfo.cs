using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>A table as far as the migrations tell.</summary>
public sealed record TableInfo(RelationName Name)
{
    private static readonly HashSet<string> SystemColumns = new(StringComparer.Ordinal) { "ctid", "xmin", "xmax", "cmin", "cmax", "tableoid" };

    /// <summary>The columns in order. Where <see cref="IsComplete"/> is false there may be others.</summary>
    public ImmutableArray<ColumnDefinition> Columns { get; init; } = [];

    /// <summary>
    /// Constraints, all with the name that the source or PostgreSQL gave them; <see cref="ConstraintDefinition.NotValid"/> is false once they
    /// are validated.
    /// </summary>
    public ImmutableArray<ConstraintDefinition> Constraints { get; init; } = [];

    /// <summary>The indexes, those of constraints excepted.</summary>
    public ImmutableArray<IndexInfo> Indexes { get; init; } = [];

    /// <summary>The triggers, policies and rules, and the publications with a row filter or a column list, that the migrations made.</summary>
    public ImmutableArray<TableObject> Objects { get; init; } = [];

    /// <summary>The CREATE TABLE was seen, and ran for certain: all columns, constraints and indexes are known.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Where it is not complete: the model of the designer has added what it knows.</summary>
    internal bool IsModelled { get; init; }

    /// <summary>The constraints and indexes that only the model of a designer knows.</summary>
    internal ImmutableHashSet<string> ModelledNames { get; init; } = [];

    /// <summary>Made from the result of a query: it has columns that are not listed here, and none of those is NOT NULL.</summary>
    public bool HasUnlistedColumns { get; init; }

    /// <summary>
    /// Created by the migration that is being looked at, so nobody waits for it. As long as its transaction lasts nobody else can see the table, whatever
    /// rows it gets; once that is committed it stays new only if no unknown number of rows was loaded.
    /// CREATE TABLE IF NOT EXISTS counts as creating the table: that it existed before is the rare case.
    /// </summary>
    public bool IsNew { get; init; }

    /// <summary>An unknown number of rows was loaded since the table was created: INSERT ... SELECT, COPY, CREATE TABLE AS.</summary>
    public bool IsLoaded { get; init; }

    /// <summary>What is known of its rows.</summary>
    public KnownRows Rows { get; init; } = KnownRows.None;

    public TablePersistence Persistence { get; init; }

    public bool IsPartitioned { get; init; }

    public RelationName? PartitionOf { get; init; }

    /// <summary>It was a partition once, and was detached.</summary>
    public bool WasPartition { get; init; }

    /// <summary>How it is partitioned; null where it is not, or that is not known.</summary>
    public PartitionKey? PartitionKey { get; init; }

    /// <summary>What belongs into this partition of <see cref="PartitionOf"/>; null where it is none, or that is not known.</summary>
    public PartitionBound? Bound { get; init; }

    /// <summary>It is the DEFAULT partition of <see cref="PartitionOf"/>.</summary>
    public bool IsDefaultPartition => Bound is DefaultBound;

    /// <summary>The composite type that it is a table OF.</summary>
    public RelationName? OfType { get; init; }

    /// <summary>Null: the default one, where the table is complete.</summary>
    public string? AccessMethod { get; init; }

    /// <summary>Null: the default one, where the table is complete.</summary>
    public string? Tablespace { get; init; }

    /// <summary>The index of REPLICA IDENTITY USING INDEX; null where the identity is another one.</summary>
    public string? ReplicaIdentity { get; init; }

    /// <summary>The extended statistics over the table.</summary>
    public ImmutableArray<StatisticsInfo> Statistics { get; init; } = [];

    /// <summary>The index that CLUSTER orders it by, where that was said.</summary>
    public string? ClusteredOn { get; init; }

    /// <summary>The tables that it INHERITS.</summary>
    public ImmutableArray<RelationName> Inherits { get; init; } = [];

    public PrimaryKeyConstraint? PrimaryKey
    {
        get
        {
            foreach (var constraint in Constraints)
            {
                if (constraint is PrimaryKeyConstraint key)
                {
                    return key;
                }
            }

            return null;
        }
    }

    public ColumnDefinition? Column(string name)
    {
        foreach (var column in Columns)
        {
            if (string.Equals(column.Name, name, StringComparison.Ordinal))
            {
                return column;
            }
        }

        return null;
    }

    /// <summary>The column of that name, or with that number where it is written as <c>$1</c>.</summary>
    public string ColumnAt(string name) =>
        name.Length > 1 && name[0] == '$' && int.TryParse(name[1..], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var place)
        && place >= 1 && place <= Columns.Length
            ? Columns[place - 1].Name
            : name;

    public ConstraintDefinition? Constraint(string name)
    {
        foreach (var constraint in Constraints)
        {
            if (string.Equals(constraint.Name, name, StringComparison.Ordinal))
            {
                return constraint;
            }
        }

        return null;
    }

    public IndexInfo? Index(string name)
    {
        foreach (var index in Indexes)
        {
            if (string.Equals(index.Name, name, StringComparison.Ordinal))
            {
                return index;
            }
        }

        return null;
    }

    /// <summary>The column is declared NOT NULL, or not; null where that is not known.</summary>
    public bool? IsNotNull(string column) =>
        PrimaryKey is { } key && key.Columns.Contains(column, StringComparer.Ordinal) ? true
        : Column(column) is { } known ? !known.Nullable
        : HasUnlistedColumns ? false
        : null;

    /// <summary>The column exists, or not; null where that is not known.</summary>
    public bool? HasColumn(string column) =>
        Column(column) is not null || SystemColumns.Contains(column) ? true
        : IsComplete && !HasUnlistedColumns ? false
        : null;

    /// <summary>The columns contain all of a primary key or of a unique constraint or index that holds for every row.</summary>
    public bool IsKey(ImmutableArray<string> columns)
    {
        foreach (var constraint in Constraints)
        {
            if (constraint is PrimaryKeyConstraint { Columns: var key } && IsSubset(key, columns)
                || constraint is UniqueConstraint { Columns: var unique } && IsSubset(unique, columns))
            {
                return true;
            }
        }

        foreach (var index in Indexes)
        {
            if (index is { HasExpressions: false, Definition: { Unique: true, Filter: null } definition }
                && IsSubset(ImmutableArray.CreateRange(definition.Keys, static k => k.Column!), columns))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSubset(ImmutableArray<string> key, ImmutableArray<string> columns)
    {
        foreach (var column in key)
        {
            if (!columns.Contains(column, StringComparer.Ordinal))
            {
                return false;
            }
        }

        return !key.IsEmpty;
    }
}
