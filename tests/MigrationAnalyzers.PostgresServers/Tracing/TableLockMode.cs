namespace MigrationAnalyzers.PostgresServers.Tracing;

/// <summary>PostgreSQL's table lock modes, weakest first (https://www.postgresql.org/docs/current/explicit-locking.html).</summary>
public enum TableLockMode
{
    AccessShare = 1,
    RowShare,
    RowExclusive,
    ShareUpdateExclusive,
    Share,
    ShareRowExclusive,
    Exclusive,
    AccessExclusive,
}

/// <summary>Names of the lock modes.</summary>
public static class TableLockModes
{
    /// <summary>AS RS RE SUE S SRE E AE.</summary>
    public static string Abbreviation(this TableLockMode mode) => mode switch
    {
        TableLockMode.AccessShare => "AS",
        TableLockMode.RowShare => "RS",
        TableLockMode.RowExclusive => "RE",
        TableLockMode.ShareUpdateExclusive => "SUE",
        TableLockMode.Share => "S",
        TableLockMode.ShareRowExclusive => "SRE",
        TableLockMode.Exclusive => "E",
        TableLockMode.AccessExclusive => "AE",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };

    /// <summary>From <c>pg_locks.mode</c>: <c>ShareUpdateExclusiveLock</c>.</summary>
    internal static TableLockMode Parse(string mode) => Enum.Parse<TableLockMode>(mode.AsSpan(0, mode.Length - "Lock".Length));
}
