namespace MigrationAnalyzers.Engine.Model;

public sealed record AddConstraint(RelationName Table, ConstraintDefinition Constraint) : TableOperation(Table);

public sealed record ValidateConstraint(RelationName Table, string Name) : TableOperation(Table);

public enum ConstraintKind
{
    /// <summary>SQL says only the name; the catalog may know more.</summary>
    Unknown,
    ForeignKey,
    Check,
    Unique,
    PrimaryKey,
    Exclusion,
    NotNull,
}

public sealed record DropConstraint(RelationName Table, string Name, ConstraintKind Kind) : TableOperation(Table)
{
    public bool IfExists { get; init; }

    public bool Cascade { get; init; }
}

public sealed record RenameConstraint(RelationName Table, string Name, string NewName) : TableOperation(Table);

/// <summary>ALTER CONSTRAINT: deferrability, enforcement.</summary>
public sealed record AlterConstraint(RelationName Table, string Name) : TableOperation(Table)
{
    /// <summary>ENFORCED / NOT ENFORCED (PostgreSQL 18); null: not changed.</summary>
    public bool? Enforced { get; init; }

    /// <summary>INHERIT / NO INHERIT (PostgreSQL 18); null: not changed.</summary>
    public bool? Inherited { get; init; }

    /// <summary>DEFERRABLE, NOT DEFERRABLE, INITIALLY ...</summary>
    public bool ChangesDeferrability { get; init; }
}
