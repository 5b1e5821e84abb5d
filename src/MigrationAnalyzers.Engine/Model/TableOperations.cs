using System.Collections.Immutable;

namespace MigrationAnalyzers.Engine.Model;

public enum TablePersistence
{
    Permanent,
    Temporary,
    Unlogged,
}

public sealed record CreateTable(RelationName Table, ImmutableArray<ColumnDefinition> Columns, ImmutableArray<ConstraintDefinition> Constraints)
    : TableOperation(Table)
{
    public bool IfNotExists { get; init; }

    /// <summary>CREATE TABLE AS writes so many rows for certain.</summary>
    public int SurelyWritten { get; init; }

    public TablePersistence Persistence { get; init; }

    /// <summary>CREATE TABLE ... PARTITION OF this table.</summary>
    public RelationName? PartitionOf { get; init; }

    /// <summary>FOR VALUES; null where there is none, or it is not known.</summary>
    public PartitionBound? Bound { get; init; }

    /// <summary>PARTITION OF ... DEFAULT.</summary>
    public bool IsDefaultPartition => Bound is DefaultBound;

    /// <summary>The table is itself PARTITION BY.</summary>
    public bool IsPartitioned { get; init; }

    /// <summary>PARTITION BY; null where the table is not partitioned, or the key is not known.</summary>
    public PartitionKey? PartitionKey { get; init; }

    /// <summary>OF: the composite type that gives the table its columns.</summary>
    public RelationName? OfType { get; init; }

    /// <summary>INHERITS (...).</summary>
    public ImmutableArray<RelationName> Inherits { get; init; } = [];

    /// <summary>LIKE and AS SELECT: tables that are read.</summary>
    public ImmutableArray<RelationName> Reads { get; init; } = [];

    /// <summary>The LIKE clauses.</summary>
    public ImmutableArray<LikeClause> Likes { get; init; } = [];

    /// <summary>USING: the access method; null: the default.</summary>
    public string? AccessMethod { get; init; }

    /// <summary>TABLESPACE; null: the default.</summary>
    public string? Tablespace { get; init; }

    /// <summary>The columns that the query of CREATE TABLE AS gives.</summary>
    public QueryOutput? Output { get; init; }

    /// <summary>CREATE TABLE AS / SELECT INTO: the table is born with rows, its columns are not known.</summary>
    public bool AsSelect { get; init; }

    /// <summary>CREATE TABLE AS ... WITH NO DATA.</summary>
    public bool WithNoData { get; init; }

    /// <summary>CREATE MATERIALIZED VIEW: a table as far as locks and indexes go.</summary>
    public bool IsMaterializedView { get; init; }

    /// <summary>The columns that the query of a materialized view mentions (folded), of whichever of its tables; <c>*</c> stands for all.</summary>
    public ImmutableArray<string> ReadColumns { get; init; } = [];
}

public sealed record DropTable(RelationName Table) : TableOperation(Table)
{
    public bool Cascade { get; init; }
}

/// <summary>ALTER TABLE ... RENAME TO, ALTER TABLE ... SET SCHEMA.</summary>
public sealed record RenameTable(RelationName Table, RelationName NewTable) : TableOperation(Table);

public enum TableStorageChange
{
    SetLogged,
    SetUnlogged,
    SetTablespace,
    SetAccessMethod,
    SetParameters,
}

/// <param name="Value">The tablespace or access method; the parameters, separated by commas.</param>
public sealed record AlterTableStorage(RelationName Table, TableStorageChange Change, string? Value) : TableOperation(Table)
{
    /// <summary>SET (autovacuum_enabled = off).</summary>
    public bool TurnsAutovacuumOff { get; init; }
}

public sealed record AttachPartition(RelationName Table, RelationName Partition) : TableOperation(Table)
{
    /// <summary>Null where it is not known.</summary>
    public PartitionBound? Bound { get; init; }

    public bool IsDefault => Bound is DefaultBound;
}

public sealed record DetachPartition(RelationName Table, RelationName Partition) : TableOperation(Table)
{
    public bool Concurrently { get; init; }

    /// <summary>FINALIZE: ends one that was interrupted.</summary>
    public bool Finalize { get; init; }
}

/// <summary>
/// Any other ALTER TABLE subcommand, trigger, rule or policy command; <paramref name="Command"/> is PostgreSQL's own name of it
/// (<c>AT_ReplicaIdentity</c>, <c>CreateTrigStmt</c>, <c>RuleStmt</c>, <c>CreatePolicyStmt</c>; <c>DropStmt</c> and <c>RenameStmt</c> of a trigger, rule or
/// policy).
/// </summary>
public sealed record OtherTableChange(RelationName Table, string Command) : TableOperation(Table)
{
    /// <summary>CLUSTER ON, REPLICA IDENTITY USING INDEX: the index.</summary>
    public string? Index { get; init; }

    /// <summary>The trigger, policy or rule that is made, changed, renamed or dropped.</summary>
    public TableObject? Object { get; init; }

    /// <summary>The constraint, index or trigger that a subcommand of ALTER TABLE names.</summary>
    public string? Name { get; init; }

    /// <summary>RENAME TO.</summary>
    public string? NewName { get; init; }

    /// <summary>CREATE OR REPLACE.</summary>
    public bool Replace { get; init; }

    /// <summary>DROP ... IF EXISTS.</summary>
    public bool IfExists { get; init; }
}
