using System.Collections.Immutable;

namespace MigrationAnalyzers.Engine.Model;

/// <summary>Commands of the server's own upkeep, and others that cannot always run in a transaction block.</summary>
public enum ServerCommandKind
{
    Vacuum,
    VacuumFull,
    Analyze,
    Cluster,
    CreateDatabase,
    DropDatabase,
    AlterDatabaseSetTablespace,
    CreateTablespace,
    DropTablespace,
    AlterSystem,
    CreateSubscription,
    AlterSubscriptionRefresh,
    DropSubscription,
    DiscardAll,
    Checkpoint,
}

public sealed record ServerCommand(ServerCommandKind Kind, ImmutableArray<RelationName> Relations) : MigrationOperation
{
    /// <summary>CREATE SUBSCRIPTION: the command creates a replication slot.</summary>
    public bool CreatesReplicationSlot { get; init; }

    /// <summary>CREATE and ALTER SUBSCRIPTION: its name.</summary>
    public string? Subscription { get; init; }

    /// <summary>CREATE SUBSCRIPTION ... (slot_name = none).</summary>
    public bool HasNoSlot { get; init; }

    /// <summary>CREATE SUBSCRIPTION: it is not enabled.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>CLUSTER ... USING.</summary>
    public string? Index { get; init; }

    /// <summary>ANALYZE ONLY, VACUUM ONLY (PostgreSQL 18): of these relations not their partitions and children.</summary>
    public ImmutableArray<RelationName> Only { get; init; } = [];

    /// <summary>VACUUM and ANALYZE: the columns that are named.</summary>
    public ImmutableArray<string> Columns { get; init; } = [];
}

public sealed record RefreshMaterializedView(RelationName View) : MigrationOperation
{
    public bool Concurrently { get; init; }

    public bool WithNoData { get; init; }
}

public sealed record CreateEnum(RelationName Type, ImmutableArray<string> Labels) : MigrationOperation;

public sealed record AddEnumValue(RelationName Type, string Label) : MigrationOperation
{
    public bool IfNotExists { get; init; }

    /// <summary>BEFORE or AFTER this label.</summary>
    public string? Neighbor { get; init; }
}

public sealed record RenameEnumValue(RelationName Type, string Label, string NewLabel) : MigrationOperation;

public sealed record CreateDomain(RelationName Domain, SqlType? BaseType) : MigrationOperation
{
    public bool NotNull { get; init; }

    public SqlExpression? Default { get; init; }

    public ImmutableArray<SqlExpression> Checks { get; init; } = [];

    /// <summary>The names of these; empty where PostgreSQL chooses one.</summary>
    public ImmutableArray<string> CheckNames { get; init; } = [];
}

/// <summary>ALTER DOMAIN; <paramref name="Command"/> is AddConstraint, ValidateConstraint, DropConstraint, SetNotNull, DropNotNull, SetDefault or DropDefault.</summary>
public sealed record AlterDomain(RelationName Domain, string Command) : MigrationOperation
{
    public bool NotValid { get; init; }

    /// <summary>The constraint, where the command names one.</summary>
    public string? Name { get; init; }

    /// <summary>SET DEFAULT.</summary>
    public SqlExpression? Default { get; init; }

    /// <summary>ADD CONSTRAINT ... CHECK.</summary>
    public SqlExpression? Check { get; init; }

    /// <summary>ADD CONSTRAINT ... NOT NULL (PostgreSQL 17).</summary>
    public bool IsNotNull { get; init; }

    /// <summary>DROP CONSTRAINT IF EXISTS.</summary>
    public bool IfExists { get; init; }
}

/// <summary>SET, SET LOCAL, RESET.</summary>
public sealed record SetParameter(string Name, string? Value) : MigrationOperation
{
    public bool Local { get; init; }
}

public enum TransactionControlKind
{
    Begin,
    Commit,
    Rollback,
    /// <summary>SAVEPOINT.</summary>
    Savepoint,

    /// <summary>RELEASE SAVEPOINT.</summary>
    Release,

    /// <summary>ROLLBACK TO SAVEPOINT: what was done since is undone, and the locks taken since are given back.</summary>
    RollbackTo,
}

/// <summary>BEGIN, COMMIT, ROLLBACK and savepoints written by the user.</summary>
public sealed record TransactionControl(TransactionControlKind Kind) : MigrationOperation
{
    /// <summary>Of a savepoint.</summary>
    public string? Name { get; init; }
}

/// <summary>LOCK TABLE; <paramref name="Mode"/> in PostgreSQL's words, as in ACCESS EXCLUSIVE.</summary>
public sealed record LockTable(RelationName Table, string Mode) : TableOperation(Table);

/// <summary>CREATE FUNCTION or CREATE PROCEDURE.</summary>
public sealed record CreateFunction(RelationName Function) : MigrationOperation
{
    public Volatility? Volatility { get; init; }

    /// <summary>The language (folded), as in <c>plpgsql</c>: the planner looks into functions of language <c>sql</c>. Null where it is not known.</summary>
    public string? Language { get; init; }

    /// <summary>The types of its arguments, separated by commas; null where they are not known.</summary>
    public string? Arguments { get; init; }

    /// <summary>RETURNS trigger or event_trigger: no statement can call it.</summary>
    public bool ReturnsTrigger { get; init; }

    /// <summary>The relations that the statements of an SQL function read: they are looked up when the function is made.</summary>
    public ImmutableArray<RelationName> Reads { get; init; } = [];

    /// <summary>Those that they write.</summary>
    public ImmutableArray<RelationName> Writes { get; init; } = [];

    /// <summary>SECURITY DEFINER: it runs with the rights of its owner.</summary>
    public bool SecurityDefiner { get; init; }

    /// <summary>SET search_path: names in its body mean the same for every caller.</summary>
    public bool SetsSearchPath { get; init; }

    /// <summary>What a call of an SQL function does; empty where that is not known.</summary>
    public ImmutableArray<MigrationOperation> Operations { get; init; } = [];

    /// <summary>The body is no string (BEGIN ATOMIC, RETURN; PostgreSQL 14): the function depends on what is named there.</summary>
    public bool HasParsedBody { get; init; }

    /// <summary>What the planner puts in place of a call: the expression that an SQL function computes. Null where there is none, or it is not known.</summary>
    public SqlExpression? Body { get; init; }

    /// <summary>An SQL function with a body that the planner cannot put in place of a call.</summary>
    public bool HasOtherBody { get; init; }
}

/// <summary>ALTER FUNCTION, PROCEDURE or ROUTINE.</summary>
public sealed record AlterFunction(RelationName Function) : MigrationOperation
{
    /// <summary>Null where it stays as it is.</summary>
    public Volatility? Volatility { get; init; }

    /// <summary>The types of its arguments, separated by commas; null where they are not written.</summary>
    public string? Arguments { get; init; }
}

/// <summary>A statement that is read but has no operation of its own; <paramref name="Command"/> is PostgreSQL's name of the statement.</summary>
public sealed record OtherStatement(string Command) : MigrationOperation
{
    /// <summary>
    /// What a statement for many types of object is about (DropStmt, RenameStmt, AlterObjectSchemaStmt, AlterOwnerStmt, AlterTableStmt, CommentStmt,
    /// GrantStmt), as PostgreSQL names it: OBJECT_VIEW, OBJECT_SEQUENCE, OBJECT_TYPE; null for other statements.
    /// </summary>
    public string? ObjectType { get; init; }

    /// <summary>Tables, views and sequences that the statement names; the one that it makes or changes comes first.</summary>
    public ImmutableArray<RelationName> Relations { get; init; } = [];

    /// <summary>Objects of <see cref="ObjectType"/> that are no relations: types, functions, schemas.</summary>
    public ImmutableArray<RelationName> Objects { get; init; } = [];

    /// <summary>DROP ... CASCADE.</summary>
    public bool Cascade { get; init; }

    /// <summary>The columns that a view's query mentions (folded), of whichever of its tables; <c>*</c> stands for all.</summary>
    public ImmutableArray<string> Columns { get; init; } = [];

    /// <summary>CREATE and ALTER PUBLICATION: the tables that are named, with the columns of their row filters and column lists.</summary>
    public ImmutableArray<PublishedTable> Published { get; init; } = [];

    /// <summary>CREATE PUBLICATION ... FOR ALL TABLES.</summary>
    public bool PublishesAll { get; init; }

    /// <summary>CREATE and ALTER PUBLICATION: schemas are named, all tables of which are published (PostgreSQL 15).</summary>
    public bool PublishesSchemas { get; init; }

    /// <summary>ALTER PUBLICATION: what is done with the tables; null for all other statements.</summary>
    public PublicationChange? PublicationChange { get; init; }

    /// <summary>Functions that a view's query calls; of another query those of PostgreSQL's own that some versions do not have.</summary>
    public ImmutableArray<RelationName> Functions { get; init; } = [];

    /// <summary>GRANT: the roles that are named; CREATE ROLE: the role.</summary>
    public ImmutableArray<string> Roles { get; init; } = [];

    /// <summary>GRANT ... TO PUBLIC: every role.</summary>
    public bool GrantsToPublic { get; init; }

    /// <summary>The subcommands of ALTER VIEW and ALTER SEQUENCE, the elements of CREATE SCHEMA, by PostgreSQL's names for them.</summary>
    public ImmutableArray<string> Subcommands { get; init; } = [];

    /// <summary>CREATE FOREIGN TABLE: its server.</summary>
    public string? Server { get; init; }

    /// <summary>The columns that a view's query gives.</summary>
    public QueryOutput? Output { get; init; }

    /// <summary>CREATE OR REPLACE.</summary>
    public bool Replace { get; init; }

    /// <summary>IF EXISTS, or IF NOT EXISTS.</summary>
    public bool IfExists { get; init; }

    /// <summary>RENAME TO and SET SCHEMA: what the object is called then.</summary>
    public RelationName? NewName { get; init; }

    /// <summary>RENAME COLUMN of a view, COMMENT ON COLUMN: which column.</summary>
    public string? Column { get; init; }

    /// <summary>FOR UPDATE and FOR SHARE: those of the relations whose rows are locked.</summary>
    public ImmutableArray<RelationName> RowLocks { get; init; } = [];

    /// <summary>Those of the relations that are read with ONLY.</summary>
    public ImmutableArray<RelationName> Only { get; init; } = [];

    /// <summary>Tables that EXPLAIN or PREPARE looks at as the targets of a statement that it does not carry out.</summary>
    public ImmutableArray<RelationName> Writes { get; init; } = [];

    /// <summary>What WHERE says of the rows of a query that reads one relation.</summary>
    public Predicate? Where { get; init; }

    /// <summary>A query with an OFFSET other than 0.</summary>
    public bool PagesByOffset { get; init; }

    /// <summary>Names of parameters in WITH (...) or SET (...).</summary>
    public ImmutableArray<string> Parameters { get; init; } = [];
}

/// <summary>What ALTER PUBLICATION does with the tables that it names.</summary>
public enum PublicationChange
{
    Add,
    Drop,

    /// <summary>The publication has no other tables afterwards.</summary>
    Set,
}

/// <summary>Something that runs and cannot be looked into: a custom operation, dynamic SQL.</summary>
public sealed record OpaqueOperation(string Description) : MigrationOperation
{
    /// <summary>The one function or procedure of the user's that is called; null where it is something else.</summary>
    public RelationName? Routine { get; init; }

    /// <summary>What the query reads that calls it.</summary>
    public ImmutableArray<RelationName> Reads { get; init; } = [];
}

/// <summary>SQL text that cannot be known before the migration runs.</summary>
public sealed record UnknownSql(string Reason) : MigrationOperation;

/// <summary>SQL that PostgreSQL's grammar rejects; the origin is the character where it stops.</summary>
public sealed record InvalidSql(string Error) : MigrationOperation
{
    /// <summary>It is written for another database system; null where that is not known.</summary>
    public ForeignSyntax? Foreign { get; init; }

    public string? Hint { get; init; }
}
