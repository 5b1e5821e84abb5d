using System.Globalization;
using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.Runtime.Tests.Migrating;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Tests.Resilience;

/// <summary>A PgBouncer stands between the migrator and the server.</summary>
public sealed class PoolerTests
{
    private const int Attempts = 20;
    private const int Clients = 4;

    [Theory]
    [InlineData("transaction", 20, false)]
    [InlineData("transaction", 1, false)]
    [InlineData("transaction", 3, true)]
    [InlineData("transaction", 1, true)]
    [InlineData("statement", 20, false)]
    [InlineData("statement", 3, true)]
    public async Task SharedSessions_AreRefusedAlways_AndNothingIsLeftBehind(string mode, int poolSize, bool underTraffic)
    {
        await using var server = await PostgresServer.StartAsync(18);
        await using var database = await server.CreateDatabaseAsync();
        await using var pooler = await PgBouncer.StartAsync(server, mode, PoolOf(poolSize));
        using var ending = new CancellationTokenSource();
        var traffic = underTraffic ? Enumerable.Range(0, Clients).Select(_ => AskAsync(pooler.ConnectionStringTo(database), ending.Token)).ToArray() : [];

        for (var i = 0; i < Attempts; i++)
        {
            await using var context = new MigratingContext(pooler.ConnectionStringTo(database), Counted.Table);
            var exception = await Assert.ThrowsAsync<SafeMigrationException>(() => new SafeMigrator(context).ApplyAsync());

            Assert.Equal(SafeMigrationFailure.Connection, exception.Failure);
            Assert.Contains("shares server sessions among clients, as PgBouncer does with pool_mode = transaction", exception.Message, StringComparison.Ordinal);
            Assert.Contains("Connect to the server itself", exception.Message, StringComparison.Ordinal);
        }

        await ending.CancelAsync();
        await Task.WhenAll(traffic);
        Assert.Equal(0L, await database.ScalarAsync("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"));
        Assert.Equal(0L, await database.ScalarAsync("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"));
        await using var client = new NpgsqlConnection(pooler.ConnectionStringTo(database));
        await client.OpenAsync();
        for (var i = 0; i < Attempts; i++)
        {
            await using var settings = new NpgsqlCommand(
                "SELECT current_setting('lock_timeout') || ' ' || current_setting('statement_timeout') || ' ' || current_setting('client_connection_check_interval')", client);
            Assert.Equal("0 0 0", await settings.ExecuteScalarAsync());
        }
    }

    [Fact]
    public async Task SessionMode_IsAsGoodAsTheServer()
    {
        await using var server = await PostgresServer.StartAsync(18);
        await using var database = await server.CreateDatabaseAsync();
        await using var pooler = await PgBouncer.StartAsync(server, "session", PoolOf(10));
        await using var context = new MigratingContext(pooler.ConnectionStringTo(database), Counted.Table, Counted.Batches);

        Assert.Equal([Counted.Table.Id, Counted.Batches.Id], await new SafeMigrator(context).ApplyAsync());

        await Counted.AssertOnceAsync(database);
    }

    [Fact]
    public async Task PoolOfOneSession_SaysThatItIsTooSmall()
    {
        await using var server = await PostgresServer.StartAsync(18);
        await using var database = await server.CreateDatabaseAsync();
        await using var pooler = await PgBouncer.StartAsync(server, "session", PoolOf(1));
        await using var context = new MigratingContext(pooler.ConnectionStringTo(database), Counted.Table);

        var exception = await Assert.ThrowsAsync<SafeMigrationException>(() => new SafeMigrator(context).ApplyAsync());

        Assert.Equal(SafeMigrationFailure.Connection, exception.Failure);
        Assert.Contains("gives one session and not a second one", exception.Message, StringComparison.Ordinal);
        Assert.Equal(0L, await database.ScalarAsync("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"));
    }

    [Fact]
    public async Task ContextThroughThePooler_MigratesByAConnectionOfItsOwn()
    {
        await using var server = await PostgresServer.StartAsync(18);
        await using var database = await server.CreateDatabaseAsync();
        await using var pooler = await PgBouncer.StartAsync(server, "transaction", PoolOf(3));
        await using var context = new MigratingContext(pooler.ConnectionStringTo(database), Counted.Table, Counted.Batches);
        var migrator = new SafeMigrator(context, new SafeMigratorOptions { ConnectionString = database.ConnectionString });

        Assert.Equal([Counted.Table.Id, Counted.Batches.Id], await migrator.ApplyAsync());
        Assert.Empty(await migrator.ApplyAsync());

        await Counted.AssertOnceAsync(database);
    }

    private static Dictionary<string, string> PoolOf(int size) => new() { ["default_pool_size"] = size.ToString(CultureInfo.InvariantCulture) };

    private static async Task AskAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(CancellationToken.None);
        while (!cancellationToken.IsCancellationRequested)
        {
            await using var command = new NpgsqlCommand("SELECT pg_sleep(0.001)", connection);
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }
}
