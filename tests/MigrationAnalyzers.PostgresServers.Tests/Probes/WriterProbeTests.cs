using MigrationAnalyzers.PostgresServers.Probes;
using Npgsql;

namespace MigrationAnalyzers.PostgresServers.Tests.Probes;

public sealed class WriterProbeTests
{
    private const string Write = "update t set a = a where id = 1";
    private const string Read = "select a from t where id = 1";

    private static readonly TimeSpan Held = TimeSpan.FromMilliseconds(400);

    [Theory]
    [InlineData("share row exclusive", true, false)]
    [InlineData("access exclusive", true, true)]
    [InlineData("share update exclusive", false, false)]
    public async Task LockedTable_MakesThoseWaitWhomTheLockBlocks(string mode, bool writesWait, bool readsWait)
    {
        await using var database = await CreateAsync();
        await using var connection = await database.OpenAsync();

        await using var probe = await WriterProbe.StartAsync(database, Write, Read);
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using var command = new NpgsqlCommand($"lock table t in {mode} mode", connection);
            await command.ExecuteNonQueryAsync();
            await Task.Delay(Held);
        }

        var (writes, reads) = await probe.StopAsync();

        // A little less than the lock was held: a statement may begin a moment after it.
        var blocked = Held * 0.75;
        Assert.Equal((writesWait, readsWait), (writes.LongestWait > blocked, reads.LongestWait > blocked));
        Assert.Empty(writes.Errors);
        Assert.Empty(reads.Errors);
    }

    [Fact]
    public async Task ColumnRenamed_IsAnErrorOfTheApplication()
    {
        await using var database = await CreateAsync();

        await using var probe = await WriterProbe.StartAsync(database, Write, Read);
        await database.ExecuteAsync("alter table t rename column a to b");
        await Task.Delay(100);
        var (writes, reads) = await probe.StopAsync();

        Assert.Equal(["42703: column \"a\" does not exist"], reads.Errors);
        Assert.Equal(["42703: column \"a\" does not exist"], writes.Errors);
    }

    [Fact]
    public async Task StatementThatNeverWorks_FailsTheStart()
    {
        await using var database = await CreateAsync();

        await Assert.ThrowsAsync<PostgresException>(() => WriterProbe.StartAsync(database, Write, "select nothing from t"));
    }

    private static async Task<PostgresDatabase> CreateAsync()
    {
        var server = await PostgresServer.SharedAsync(18);
        var database = await server.CreateDatabaseAsync();
        await database.ExecuteAsync("create table t (id int primary key, a int); insert into t values (1, 1)");
        return database;
    }
}
