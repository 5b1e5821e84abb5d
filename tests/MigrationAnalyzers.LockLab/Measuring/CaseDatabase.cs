using MigrationAnalyzers.PostgresServers;
using Npgsql;

namespace MigrationAnalyzers.LockLab.Measuring;

/// <summary>The database <c>lab</c> of a server, made anew for each case.</summary>
internal sealed class CaseDatabase : IAsyncDisposable
{
    private const string Name = "lab";

    // Cases also make what belongs to the whole server.
    private const string LeftoverRoles = "select string_agg(quote_ident(rolname), ', ') from pg_roles where rolname !~ '^pg_' and not rolsuper";

    private readonly NpgsqlConnection _server;
    private readonly string _connectionString;

    private CaseDatabase(NpgsqlConnection server, string connectionString)
    {
        _server = server;
        _connectionString = connectionString;
    }

    public static async Task<CaseDatabase> CreateAsync(PostgresServer server, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        var database = new CaseDatabase(connection, new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = Name }.ConnectionString);
        await database.ExecuteAsync($"drop database if exists {Name}", cancellationToken).ConfigureAwait(false);
        await database.ExecuteAsync($"create database {Name}", cancellationToken).ConfigureAwait(false);
        await using var roles = new NpgsqlCommand(LeftoverRoles, connection);
        if (await roles.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is string names)
        {
            await database.ExecuteAsync($"drop role {names}", cancellationToken).ConfigureAwait(false);
        }

        return database;
    }

    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        return connection;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, _server);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
