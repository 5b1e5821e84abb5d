namespace MigrationAnalyzers.Runtime;

/// <summary>How a command is sent to the server.</summary>
public enum PlanCommandKind
{
    /// <summary>In a transaction that waits for locks only briefly and is tried again.</summary>
    InTransaction,

    /// <summary>Outside of a transaction, without a limit: others read and write while it runs.</summary>
    Online,

    /// <summary>Once for each batch of rows, each in a short transaction.</summary>
    InBatches,
}
