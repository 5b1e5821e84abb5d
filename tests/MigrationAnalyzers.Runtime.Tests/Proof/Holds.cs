namespace MigrationAnalyzers.Runtime.Tests.Proof;

/// <summary>Where a safe form is held in the middle of what takes long.</summary>
[Flags]
public enum Holds
{
    None = 0,

    /// <summary>The first batch has written its rows and is not committed.</summary>
    Batch = 1,

    /// <summary>VALIDATE CONSTRAINT has read the table and has all its locks.</summary>
    Validation = 2,

    /// <summary>A build or drop CONCURRENTLY waits for a transaction that is older.</summary>
    OldTransaction = 4,
}
