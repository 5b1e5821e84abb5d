using Npgsql;

namespace MigrationAnalyzers.Runtime.Execution;

/// <summary>A session with the server for the migration alone, without limits that it did not set itself.</summary>
internal sealed class DatabaseSession : IAsyncDisposable
{
    /// <summary>
    /// What the role or database may have set would end long statements halfway. A server that checks its client (PostgreSQL 14) notices within
    /// seconds that this process was killed, and does not go on building an index that nobody waits for. A client whose machine or network is gone says nothing: without
    /// tcp_keepalives_idle the server would keep the session, and its lock, for the operating system's two hours.
    /// </summary>
    public const string Settings = """
        SELECT set_config(
            name,
            CASE name
                WHEN 'client_connection_check_interval' THEN '2s'
                WHEN 'tcp_keepalives_idle' THEN '30' WHEN 'tcp_keepalives_interval' THEN '10' WHEN 'tcp_keepalives_count' THEN '6'
                ELSE '0'
            END,
            false)
        FROM pg_catalog.pg_settings
        WHERE name IN ('tcp_keepalives_idle', 'tcp_keepalives_interval', 'tcp_keepalives_count', 'statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'idle_session_timeout', 'transaction_timeout', 'client_connection_check_interval')
        """;

    private DatabaseSession(NpgsqlConnection connection, int processId, TimeSpan deadlockTimeout)
    {
        Connection = connection;
        ProcessId = processId;
        DeadlockTimeout = deadlockTimeout;
    }

    public NpgsqlConnection Connection { get; }

    /// <summary>Of the server's process: it stays the same unless something between shares sessions.</summary>
    public int ProcessId { get; }

    public int PostgresMajor => Connection.PostgreSqlVersion.Major;

    /// <summary>The server's setting.</summary>
    public TimeSpan DeadlockTimeout { get; }

    /// <exception cref="SafeMigrationException">The server cannot be used for migrations.</exception>
    /// <exception cref="NpgsqlException">It cannot be reached.</exception>
    public static async Task<DatabaseSession> OpenAsync(NpgsqlConnection template, string? connectionString, CancellationToken cancellationToken)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString ?? template.ConnectionString)
        {
            // A session from the pool would go back to it with our settings and our lock.
            Pooling = false,
            Multiplexing = false,
            Enlist = false,
            CommandTimeout = 0,
            KeepAlive = 30,
        };
        if (!builder.TcpKeepAlive && builder.TcpKeepAliveTime == 0)
        {
            // KeepAlive asks an idle session only. While a statement runs for hours, the system finds out that the server's machine is gone.
            builder.TcpKeepAlive = true;
            builder.TcpKeepAliveTime = 30;
            builder.TcpKeepAliveInterval = 10;
        }

        builder.ApplicationName = string.IsNullOrEmpty(builder.ApplicationName) ? "SafeMigrations" : $"{builder.ApplicationName} SafeMigrations";

        // Of a clone the password and certificates are those that the application configured, wherever it keeps them.
        var connection = connectionString is null ? template.CloneWith(builder.ConnectionString) : new NpgsqlConnection(builder.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return await PrepareAsync(connection, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ProtocolViolation)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw new SafeMigrationException(
                SafeMigrationFailure.Connection,
                $"{builder.Host}:{builder.Port} does not take the connection: {e.MessageText}. PgBouncer answers so. Migrations need a session of their own: connect to the server itself (option ConnectionString).",
                e);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public Task<T?> ScalarAsync<T>(string sql, CancellationToken cancellationToken, params object[] parameters) => Connection.ScalarAsync<T>(sql, cancellationToken, parameters);

    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken, params object[] parameters)
    {
        await using var command = Connection.Command(sql, parameters);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Not before it is known that the session is ours alone: a pooler would hand the settings on to others.</summary>
    public Task ApplySettingsAsync(CancellationToken cancellationToken) => ExecuteAsync(Settings, cancellationToken);

    public ValueTask DisposeAsync() => Connection.DisposeAsync();

    private static async Task<DatabaseSession> PrepareAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string state = """
            SELECT pg_catalog.pg_backend_pid(), pg_catalog.pg_is_in_recovery(),
                   (SELECT setting::int FROM pg_catalog.pg_settings WHERE name = 'deadlock_timeout')
            """;
        await using var command = connection.Command(state);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (reader.GetBoolean(1))
        {
            throw new SafeMigrationException(
                SafeMigrationFailure.Connection,
                $"{connection.Host}:{connection.Port} is a standby, which is read-only. Connect to the primary (with several hosts: Target Session Attributes=read-write).");
        }

        return new DatabaseSession(connection, reader.GetInt32(0), TimeSpan.FromMilliseconds(reader.GetInt32(2)));
    }
}
