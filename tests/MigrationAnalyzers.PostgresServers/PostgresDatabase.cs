using Npgsql;

namespace MigrationAnalyzers.PostgresServers;

/// <summary>A database of a test server, dropped when it is disposed of, whoever is still connected.</summary>
public sealed class PostgresDatabase : IAsyncDisposable
{
    internal PostgresDatabase(PostgresServer server, string name)
    {
        Server = server;
        Name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name }.ConnectionString;
    }

    public PostgresServer Server { get; }

    public string Name { get; }

    /// <summary>For Npgsql and for <c>UseNpgsql</c>, without pooling.</summary>
    public string ConnectionString { get; }

    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken = default)
    {
        var connection = new NpgsqlConnection(ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Runs each statement in a transaction of its own.</summary>
    public async Task ExecuteAsync(IEnumerable<string> statements, CancellationToken cancellationToken = default)
    {
        await using var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        foreach (var statement in statements)
        {
            // What fills a large table takes longer than the 30 s that Npgsql gives a command.
            await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Runs one statement, or several in one transaction.</summary>
    public Task ExecuteAsync(string sql, CancellationToken cancellationToken = default) => ExecuteAsync([sql], cancellationToken);

    /// <summary>The first column of the first row.</summary>
    public async Task<object?> ScalarAsync(string sql, CancellationToken cancellationToken = default)
    {
        await using var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        // DROP DATABASE ... WITH (FORCE) came with PostgreSQL 13.
        if (Server.Major < 13)
        {
            await Server.ExecuteAsync(
                $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{Name}'", CancellationToken.None).ConfigureAwait(false);
            await Server.ExecuteAsync($"DROP DATABASE IF EXISTS {Name}", CancellationToken.None).ConfigureAwait(false);
        }
        else
        {
            await Server.ExecuteAsync($"DROP DATABASE IF EXISTS {Name} WITH (FORCE)", CancellationToken.None).ConfigureAwait(false);
        }
    }
}
