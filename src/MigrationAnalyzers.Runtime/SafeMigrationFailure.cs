namespace MigrationAnalyzers.Runtime;

/// <summary>Why a migration was not begun or not finished.</summary>
public enum SafeMigrationFailure
{
    /// <summary>A wrong argument, option or target migration: nothing was done.</summary>
    Usage,

    /// <summary>The server cannot be reached, or not as it must be: a standby, a pooler that shares sessions, missing privileges.</summary>
    Connection,

    /// <summary>Another process migrates this database, and went on for longer than <see cref="SafeMigratorOptions.MigrationLockTimeout"/>.</summary>
    MigrationLock,

    /// <summary>What was found before the start speaks against it: nothing was done.</summary>
    Preflight,

    /// <summary>A lock on a table could not be had within the limits of <see cref="SafeMigratorOptions.LockRetry"/>. What was done before stays; a further run goes on.</summary>
    TableLock,

    /// <summary>The server gave an error. What was done before stays; a further run goes on.</summary>
    Server,

    /// <summary>The journal and the migrations do not fit: a migration was changed after a part of it was applied, or a command was interrupted that cannot be examined.</summary>
    Journal,
}
