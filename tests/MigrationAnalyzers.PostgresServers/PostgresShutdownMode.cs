namespace MigrationAnalyzers.PostgresServers;

/// <summary>How a server is stopped (<c>pg_ctl stop --mode</c>).</summary>
public enum PostgresShutdownMode
{
    /// <summary>SIGINT: rolls back what runs, disconnects everybody, writes a checkpoint.</summary>
    Fast,

    /// <summary>SIGQUIT: ends at once as in a crash; the next start recovers from the write-ahead log.</summary>
    Immediate,
}
