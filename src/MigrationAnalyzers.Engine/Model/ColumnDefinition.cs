namespace MigrationAnalyzers.Engine.Model;

/// <summary>How a column gets a value that nobody wrote.</summary>
public enum GeneratedKind
{
    None,

    /// <summary>GENERATED ALWAYS / BY DEFAULT AS IDENTITY.</summary>
    Identity,

    /// <summary>GENERATED ALWAYS AS (...) STORED.</summary>
    Stored,

    /// <summary>GENERATED ALWAYS AS (...) VIRTUAL (PostgreSQL 18).</summary>
    Virtual,
}

/// <summary>What is wrong with the words of a column definition: the grammar accepts them, PostgreSQL does not.</summary>
public enum ColumnConflict
{
    None,

    /// <summary>NULL with NOT NULL, with a serial type or with an identity.</summary>
    NullAndNotNull,

    /// <summary>DEFAULT twice, or with a serial type.</summary>
    SeveralDefaults,
}

/// <summary>A column of a CREATE TABLE or ADD COLUMN.</summary>
/// <param name="Name">Folded.</param>
/// <param name="Type">Null where it is not known.</param>
public sealed record ColumnDefinition(string Name, SqlType? Type)
{
    /// <summary>Null where it is not known.</summary>
    public bool? Nullable { get; init; }

    public SqlExpression? Default { get; init; }

    public GeneratedKind Generated { get; init; }

    /// <summary>The expression of a stored or virtual generated column.</summary>
    public SqlExpression? GenerationExpression { get; init; }

    /// <summary>Of an identity: where its sequence begins, or how it goes on, is said in the migrations.</summary>
    public bool HasSequenceOptions { get; init; }

    public ColumnConflict Conflict { get; init; }

    /// <summary>It is written with STORAGE (PostgreSQL 16).</summary>
    public bool HasStorage { get; init; }

    /// <summary>It is written with COMPRESSION (PostgreSQL 14).</summary>
    public bool HasCompression { get; init; }

    public string? Collation { get; init; }

    public string? Comment { get; init; }
}
