namespace MigrationAnalyzers.Engine.Model;

/// <summary>
/// One thing that a migration does to the database. Every front end lowers to these; rules, effects and the catalog read
/// nothing else.
/// </summary>
public abstract record MigrationOperation
{
    public required Origin Origin { get; init; }
}

/// <summary>An operation on one existing table (or on the table that it creates).</summary>
public abstract record TableOperation(RelationName Table) : MigrationOperation
{
    /// <summary>ALTER TABLE IF EXISTS and the like.</summary>
    public bool IfTableExists { get; init; }

    /// <summary>ONLY: not the partitions of the table, nor the tables that inherit it. Of CREATE INDEX: the index of a partitioned table alone.</summary>
    public bool Only { get; init; }
}
