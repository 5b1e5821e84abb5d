using System.Collections.Immutable;

namespace MigrationAnalyzers.Engine.Model;

/// <summary>A key of an index: a column (folded) or an expression.</summary>
public sealed record IndexKey(string? Column, SqlExpression? Expression)
{
    public bool Descending { get; init; }

    /// <summary>True: NULLS FIRST, false: NULLS LAST, null: the default of the direction.</summary>
    public bool? NullsFirst { get; init; }

    public string? Collation { get; init; }

    public string? OperatorClass { get; init; }
}

public sealed record CreateIndex(RelationName Table, string? Name, ImmutableArray<IndexKey> Keys) : TableOperation(Table)
{
    public bool Unique { get; init; }

    public bool Concurrently { get; init; }

    public bool IfNotExists { get; init; }

    /// <summary>The access method (btree, gin ...); null: the default.</summary>
    public string? Method { get; init; }

    public SqlExpression? Filter { get; init; }

    public ImmutableArray<string> Include { get; init; } = [];

    public bool NullsNotDistinct { get; init; }

    /// <summary>TABLESPACE; null: the default.</summary>
    public string? Tablespace { get; init; }

    /// <summary>The names of the storage parameters of WITH.</summary>
    public ImmutableArray<string> Parameters { get; init; } = [];
}

/// <summary>DROP INDEX. SQL does not name the table, EF does.</summary>
public sealed record DropIndex(RelationName Index, RelationName? Table) : MigrationOperation
{
    public bool Concurrently { get; init; }

    public bool IfExists { get; init; }

    public bool Cascade { get; init; }
}

public sealed record RenameIndex(RelationName Index, string NewName, RelationName? Table) : MigrationOperation
{
    public bool IfExists { get; init; }
}

public enum ReindexTarget
{
    Index,
    Table,
    Schema,
    Database,
    System,
}

public sealed record Reindex(ReindexTarget Target, RelationName? Relation) : MigrationOperation
{
    /// <summary>REINDEX SCHEMA and DATABASE: its name.</summary>
    public string? Schema { get; init; }

    /// <summary>An option other than VERBOSE in parentheses: PostgreSQL 14.</summary>
    public bool HasOptionList { get; init; }

    public bool Concurrently { get; init; }
}

/// <summary>ALTER INDEX other than a rename; <paramref name="Command"/> is PostgreSQL's own name of the subcommand.</summary>
public sealed record OtherIndexChange(RelationName Index, string Command) : MigrationOperation
{
    public bool IfExists { get; init; }

    /// <summary>SET TABLESPACE: the tablespace. SET and RESET: the names of the parameters, separated by commas.</summary>
    public string? Value { get; init; }

    /// <summary>ALTER COLUMN n SET STATISTICS: n.</summary>
    public int? ColumnNumber { get; init; }

    /// <summary>ATTACH PARTITION: the index of the partition.</summary>
    public RelationName? Partition { get; init; }
}
