namespace MigrationAnalyzers.Runtime;

/// <summary>What <see cref="SafeMigrations.RunAsync(string[], Func{Microsoft.EntityFrameworkCore.DbContext}, CancellationToken)"/> returns, for scripts and CI.</summary>
public enum SafeMigrationsExitCode
{
    /// <summary>It was done, or there was nothing to do.</summary>
    Ok = 0,

    /// <summary>An error that is not foreseen; <c>--verbose</c> shows more of it.</summary>
    Unexpected = 1,

    /// <summary>A wrong argument, option or target migration: nothing was done.</summary>
    Usage = 2,

    /// <summary>The server cannot be reached, or not as it must be.</summary>
    Connection = 3,

    /// <summary>Another process migrates the database.</summary>
    MigrationLock = 4,

    /// <summary>What was found before the start speaks against it: nothing was done.</summary>
    Preflight = 5,

    /// <summary>A lock on a table was not to be had. A further run goes on.</summary>
    TableLock = 6,

    /// <summary>The server gave an error. A further run goes on.</summary>
    Server = 7,

    /// <summary>The journal and the migrations do not fit.</summary>
    Journal = 8,

    /// <summary><c>verify</c> found differences.</summary>
    Differences = 9,

    /// <summary>Migrations are pending, and <c>--fail-if-pending</c> was given.</summary>
    Pending = 10,

    /// <summary>It was cancelled: Ctrl-C, SIGTERM.</summary>
    Cancelled = 130,
}
