namespace MigrationAnalyzers.Runtime;

/// <summary>What a migration is doing.</summary>
public enum SafeMigrationState
{
    /// <summary>Connecting, looking at the server and the migrations.</summary>
    Preparing,

    /// <summary>The preflight found something that does not keep the migrations from being applied, or does.</summary>
    PreflightFinding,

    /// <summary>Waiting for another process that migrates the same database.</summary>
    WaitingForMigrationLock,

    /// <summary>A migration begins.</summary>
    MigrationStarted,

    /// <summary>A step begins.</summary>
    StepStarted,

    /// <summary>A step is under way.</summary>
    StepProgress,

    /// <summary>A lock on a table was not to be had; it is tried again.</summary>
    WaitingForTableLock,

    /// <summary>A batched write waits: a replica is behind, or the application asked for it.</summary>
    Throttled,

    /// <summary>The connection was lost; it is opened again.</summary>
    Reconnecting,

    /// <summary>A step is done.</summary>
    StepDone,

    /// <summary>A step was done by an earlier run.</summary>
    StepSkipped,

    /// <summary>A migration is done, and stands in the history (or, rolled back, no more).</summary>
    MigrationDone,
}
