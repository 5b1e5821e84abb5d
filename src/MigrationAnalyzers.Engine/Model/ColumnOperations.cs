using System.Collections.Immutable;

namespace MigrationAnalyzers.Engine.Model;

public sealed record AddColumn(RelationName Table, ColumnDefinition Column) : TableOperation(Table)
{
    public bool IfNotExists { get; init; }

    /// <summary>Constraints written with the column: CHECK, UNIQUE, PRIMARY KEY, REFERENCES (NOT NULL is <see cref="ColumnDefinition.Nullable"/>).</summary>
    public ImmutableArray<ConstraintDefinition> Constraints { get; init; } = [];
}

public sealed record DropColumn(RelationName Table, string Column) : TableOperation(Table)
{
    public bool IfExists { get; init; }

    public bool Cascade { get; init; }

    /// <summary>The column comes back in the same step: EF changes a computed column by dropping and adding it.</summary>
    public bool IsRecreated { get; init; }
}

public sealed record RenameColumn(RelationName Table, string Column, string NewName) : TableOperation(Table);

public sealed record AlterColumnType(RelationName Table, string Column, SqlType? NewType) : TableOperation(Table)
{
    /// <summary>The type before, where the source says so (EF's oldType); otherwise the catalog may know.</summary>
    public SqlType? OldType { get; init; }

    public SqlExpression? Using { get; init; }

    public string? Collation { get; init; }

    /// <summary>A COLLATE clause, or another collation than before.</summary>
    public bool ChangesCollation { get; init; }
}

public sealed record SetNotNull(RelationName Table, string Column) : TableOperation(Table)
{
    /// <summary>What the source says of the column before (EF's oldNullable); null: the catalog may know.</summary>
    public bool? WasNullable { get; init; }
}

public sealed record DropNotNull(RelationName Table, string Column) : TableOperation(Table);

public sealed record SetColumnDefault(RelationName Table, string Column, SqlExpression Default) : TableOperation(Table);

public sealed record DropColumnDefault(RelationName Table, string Column) : TableOperation(Table);

public enum ColumnChange
{
    AddIdentity,
    SetIdentity,
    DropIdentity,
    SetExpression,
    DropExpression,
    SetStatistics,
    SetStorage,
    SetCompression,
    SetOptions,
}

/// <summary>The other ALTER COLUMN subcommands.</summary>
public sealed record AlterColumnProperty(RelationName Table, string Column, ColumnChange Change) : TableOperation(Table)
{
    public SqlExpression? Expression { get; init; }

    /// <summary>SET STORAGE and SET COMPRESSION: the word.</summary>
    public string? Value { get; init; }

    /// <summary>DROP IDENTITY IF EXISTS, DROP EXPRESSION IF EXISTS.</summary>
    public bool IfExists { get; init; }
}
