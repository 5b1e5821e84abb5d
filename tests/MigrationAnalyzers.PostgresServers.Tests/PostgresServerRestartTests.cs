using Npgsql;

namespace MigrationAnalyzers.PostgresServers.Tests;

public sealed class PostgresServerRestartTests
{
    [Theory]
    [InlineData(12, PostgresShutdownMode.Fast)]
    [InlineData(12, PostgresShutdownMode.Immediate)]
    [InlineData(18, PostgresShutdownMode.Fast)]
    [InlineData(18, PostgresShutdownMode.Immediate)]
    public async Task Restarted_HasItsDataAndItsPort(int major, PostgresShutdownMode mode)
    {
        await using var server = await PostgresServer.StartAsync(major, PostgresServerSettings.Durable);
        await using var database = await server.CreateDatabaseAsync();
        await database.ExecuteAsync("create table t as select 42 as a");
        var (port, process) = (server.Port, server.ProcessId);
        await using var client = await database.OpenAsync();

        await server.RestartAsync(mode);

        Assert.Equal((port, 42), (server.Port, await database.ScalarAsync("select a from t")));
        Assert.NotEqual(process, server.ProcessId);
        await using var command = new NpgsqlCommand("select a from t", client);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => command.ExecuteScalarAsync());
        var recovered = server.Log.Contains("database system was not properly shut down", StringComparison.Ordinal);
        Assert.Equal(mode == PostgresShutdownMode.Immediate, recovered);
    }

    [Fact]
    public async Task Stopped_IsOutOfReachUntilRestarted()
    {
        await using var server = await PostgresServer.StartAsync(18, PostgresServerSettings.Durable);
        await using var database = await server.CreateDatabaseAsync();

        await server.StopAsync(PostgresShutdownMode.Immediate);
        await Assert.ThrowsAsync<NpgsqlException>(() => database.OpenAsync());

        await server.RestartAsync();
        await using var client = await database.OpenAsync();
    }

    [Fact]
    public async Task DisposedWhileStopped_LeavesNoFolder()
    {
        var server = await PostgresServer.StartAsync(18);
        await server.StopAsync();

        await server.DisposeAsync();

        Assert.False(Directory.Exists(server.Folder));
    }
}
