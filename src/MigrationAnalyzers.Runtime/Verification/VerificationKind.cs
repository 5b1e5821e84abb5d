namespace MigrationAnalyzers.Runtime;

/// <summary>What a verification found.</summary>
public enum VerificationKind
{
    /// <summary>A migration is not what it was when it was applied.</summary>
    MigrationChanged,

    /// <summary>A migration is applied, and this program does not have it.</summary>
    MigrationUnknown,

    /// <summary>A migration was begun and not finished.</summary>
    MigrationUnfinished,

    /// <summary>The model has changes for which there is no migration.</summary>
    ModelChanged,

    /// <summary>An index that queries do not use and writes maintain: its build was interrupted or failed.</summary>
    InvalidIndex,

    /// <summary>A constraint that is checked for new rows only.</summary>
    NotValidConstraint,

    /// <summary>A table of the model is missing.</summary>
    TableMissing,

    /// <summary>A column of the model is missing.</summary>
    ColumnMissing,

    /// <summary>A column has another type than in the model.</summary>
    ColumnType,

    /// <summary>A column is NOT NULL in the model and not in the database, or the other way round.</summary>
    ColumnNullability,

    /// <summary>A primary key, unique constraint or foreign key of the model is missing or covers other columns.</summary>
    ConstraintMissing,

    /// <summary>An index of the model is missing, or has other columns.</summary>
    IndexMissing,
}
