using Npgsql;

namespace MigrationAnalyzers.Runtime.Execution;

/// <summary>How sessions are read from pg_stat_activity.</summary>
internal static class BlockerQueries
{
    /// <summary>Of pg_stat_activity as <c>a</c>.</summary>
    public const string Columns = $"a.pid, {Details}";

    /// <summary>What follows the process id.</summary>
    public const string Details =
        "a.usename::text, a.application_name, a.backend_type, a.state, EXTRACT(epoch FROM clock_timestamp() - a.xact_start)::float8, a.query";

    /// <summary>Those that the session $1 waits for.</summary>
    public const string BlockersOf =
        $"SELECT {Columns} FROM pg_catalog.pg_stat_activity a WHERE a.pid = ANY (pg_catalog.pg_blocking_pids($1)) ORDER BY a.xact_start";

    public static BlockingSession Read(NpgsqlDataReader reader) => new(
        reader.GetInt32(0),
        Text(reader, 1),
        Text(reader, 2),
        Text(reader, 3),
        Text(reader, 4),
        reader.IsDBNull(5) ? null : TimeSpan.FromSeconds(reader.GetDouble(5)),
        Text(reader, 6));

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
