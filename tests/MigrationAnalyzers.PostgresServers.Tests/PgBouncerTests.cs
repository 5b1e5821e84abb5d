using System.Net.Sockets;
using Npgsql;

namespace MigrationAnalyzers.PostgresServers.Tests;

public sealed class PgBouncerTests
{
    [Theory]
    [InlineData("transaction", false)]
    [InlineData("session", true)]
    public async Task BetweenTransactions_TheBackendIsKeptInSessionModeAlone(string mode, bool kept)
    {
        var server = await PostgresServer.SharedAsync(18);
        await using var database = await server.CreateDatabaseAsync();
        await using var bouncer = await PgBouncer.StartAsync(server, mode);
        await using var client = await OpenAsync(bouncer.ConnectionStringTo(database));
        await using var other = await OpenAsync(bouncer.ConnectionStringTo(database));

        var before = await BackendAsync(client);
        // Takes the backend that the client has just given back, and keeps it.
        await using var transaction = await other.BeginTransactionAsync();
        var taken = await BackendAsync(other);
        var after = await BackendAsync(client);

        Assert.Equal((kept, !kept), (before == after, before == taken));
        Assert.NotEqual(taken, after);
    }

    [Fact]
    public async Task StatementMode_RefusesTransactions()
    {
        var server = await PostgresServer.SharedAsync(18);
        await using var bouncer = await PgBouncer.StartAsync(server, "statement");
        await using var client = await OpenAsync(bouncer.ConnectionString);
        await using var begin = new NpgsqlCommand("begin", client);

        await Assert.ThrowsAsync<PostgresException>(() => begin.ExecuteNonQueryAsync());
    }

    [Fact]
    public async Task RoleOfTheServer_IsLetIn()
    {
        var server = await PostgresServer.SharedAsync(18);
        await using var database = await server.CreateDatabaseAsync();
        await database.ExecuteAsync("create role pgbouncer_test login");
        try
        {
            await using var bouncer = await PgBouncer.StartAsync(server, "transaction");
            await using var client = await OpenAsync(
                new NpgsqlConnectionStringBuilder(bouncer.ConnectionStringTo(database)) { Username = "pgbouncer_test" }.ConnectionString);
            await using var who = new NpgsqlCommand("select current_user::text", client);

            Assert.Equal("pgbouncer_test", await who.ExecuteScalarAsync());
        }
        finally
        {
            await database.ExecuteAsync("drop role pgbouncer_test");
        }
    }

    [Fact]
    public async Task Disposed_LeavesNeitherProcessNorPort()
    {
        var bouncer = await PgBouncer.StartAsync(await PostgresServer.SharedAsync(18), "session");

        await bouncer.DisposeAsync();

        Assert.False(Directory.Exists($"/proc/{bouncer.ProcessId}"));
        using var client = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(() => client.ConnectAsync("127.0.0.1", bouncer.Port));
    }

    [Fact]
    public async Task UnknownMode_NamesTheKnownOnes()
    {
        var server = await PostgresServer.SharedAsync(18);

        var e = await Assert.ThrowsAsync<ArgumentException>(() => PgBouncer.StartAsync(server, "none"));

        Assert.StartsWith("PgBouncer has no pool mode 'none'. Choose transaction, session, statement.", e.Message, StringComparison.Ordinal);
    }

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<int> BackendAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("select pg_backend_pid()", connection);
        return (int)(await command.ExecuteScalarAsync())!;
    }
}
