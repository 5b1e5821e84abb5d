using System.Collections.Immutable;

namespace MigrationAnalyzers.Engine.Model;

/// <summary>CREATE TYPE ... AS (...).</summary>
public sealed record CreateCompositeType(RelationName Type, ImmutableArray<ColumnDefinition> Attributes) : MigrationOperation;

public enum AttributeChange
{
    Add,
    Drop,
    ChangeType,
    Rename,
}

/// <summary>ALTER TYPE ... ADD, DROP, ALTER or RENAME ATTRIBUTE.</summary>
public sealed record AlterCompositeType(RelationName Type, AttributeChange Change, string Attribute) : MigrationOperation
{
    /// <summary>Of an attribute that is added, or its new type.</summary>
    public SqlType? NewType { get; init; }

    public string? NewName { get; init; }

    public bool Cascade { get; init; }

    /// <summary>DROP ATTRIBUTE IF EXISTS.</summary>
    public bool IfExists { get; init; }
}

/// <summary>ALTER TABLE ... OF a composite type; null: NOT OF.</summary>
public sealed record SetTableType(RelationName Table, RelationName? Type) : TableOperation(Table);

/// <summary>ALTER TYPE or ALTER DOMAIN ... RENAME TO, SET SCHEMA.</summary>
public sealed record RenameType(RelationName Type, RelationName NewType) : MigrationOperation;
