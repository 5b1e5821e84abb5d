using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>Work that takes as long as the table is large, done by an operation while it holds its lock.</summary>
[Flags]
public enum TableWork
{
    None = 0,

    /// <summary>Every row is read to verify something (NOT NULL, CHECK, a partition's bounds).</summary>
    Scan = 1,

    /// <summary>An index is built or rebuilt.</summary>
    IndexBuild = 2,

    /// <summary>Every row is looked up in the referenced table.</summary>
    ForeignKeyScan = 4,

    /// <summary>The table is written anew, and so are all its indexes.</summary>
    Rewrite = 8,

    /// <summary>Files are copied (SET TABLESPACE).</summary>
    Copy = 16,

    /// <summary>Rows are written (DML).</summary>
    RowWrites = 32,

    /// <summary>The table gets new, empty files (TRUNCATE): that takes no time, however large it was.</summary>
    NewFile = 64,
}

/// <summary>A lock on a relation, and the work done on that relation under it.</summary>
public sealed record TableLock(RelationName Relation, LockMode Mode, TableWork Work = TableWork.None)
{
    /// <summary>Readers or writers of the table wait as long as the work takes.</summary>
    public bool BlocksWhileWorking => (Work & ~TableWork.NewFile) != TableWork.None && Mode.BlocksWrites();
}

/// <summary>What PostgreSQL does for one operation.</summary>
public sealed record OperationEffect(ImmutableArray<TableLock> Locks)
{
    public static readonly OperationEffect None = new([]);

    /// <summary>It fails with "cannot run inside a transaction block" in one.</summary>
    public bool CannotRunInTransaction { get; init; }

    /// <summary>The error that the server surely gives, when that can be known.</summary>
    public string? Error { get; init; }

    /// <summary>The error is that a label of an enum is used before it is committed.</summary>
    public UnsafeLabel? UnsafeLabel { get; init; }

    /// <summary>An error that it surely gives when the table has rows, and does not give when it has none; null when there is none.</summary>
    public RowError? ErrorWithRows { get; init; }

    /// <summary>Something that the effect depends on is not known: what is said here is the least that happens.</summary>
    public bool IsAtLeast { get; init; }

    /// <summary>What is not known, for people: "the volatility of my_function() is not known".</summary>
    public string? Unknown { get; init; }

    /// <summary>Why a scan is not needed, where a proof saves it: the name of the CHECK constraint.</summary>
    public string? ProvedBy { get; init; }

    /// <summary>
    /// The default of a new column, the column's own or its domain's, that gives each row a value of its own: volatile, or perhaps volatile, when
    /// <see cref="IsAtLeast"/> says so.
    /// </summary>
    public SqlExpression? VolatileDefault { get; init; }

    /// <summary>ALTER COLUMN ... TYPE: what becomes of the values; null where one of the types is not known.</summary>
    public ColumnConversion? Conversion { get; init; }

    /// <summary>The lock on that relation; null when there is none.</summary>
    public TableLock? LockOn(RelationName relation)
    {
        foreach (var held in Locks)
        {
            if (held.Relation.Equals(relation))
            {
                return held;
            }
        }

        return null;
    }

    /// <summary>The work done on that relation.</summary>
    public TableWork WorkOn(RelationName relation) => LockOn(relation)?.Work ?? TableWork.None;
}
