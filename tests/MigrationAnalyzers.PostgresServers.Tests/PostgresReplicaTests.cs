using Npgsql;

namespace MigrationAnalyzers.PostgresServers.Tests;

public sealed class PostgresReplicaTests
{
    [Fact]
    public async Task Replica_FollowsUnlessItIsPaused()
    {
        await using var primary = await PostgresServer.StartDebianAsync(15);
        await using var database = await primary.CreateDatabaseAsync();
        await database.ExecuteAsync("create table t as select 1 as a");
        await using var replica = await PostgresReplica.StartAsync(primary);

        await database.ExecuteAsync("update t set a = 2");
        await replica.WaitUntilCaughtUpAsync();
        Assert.Equal(2, await ReadAsync());

        await replica.PauseReplayAsync();
        await database.ExecuteAsync("update t set a = 3");
        // Received, so that it is the pause alone that keeps the change away.
        await WaitAsync("select pg_last_wal_receive_lsn() > pg_last_wal_replay_lsn()");
        Assert.Equal(2, await ReadAsync());

        await replica.ResumeReplayAsync();
        await replica.WaitUntilCaughtUpAsync();
        Assert.Equal(3, await ReadAsync());

        async Task<object?> ReadAsync() => await ReplicaScalarAsync("select a from t");

        async Task WaitAsync(string condition)
        {
            using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (await ReplicaScalarAsync(condition) is not true)
            {
                await Task.Delay(20, timeout.Token);
            }
        }

        async Task<object?> ReplicaScalarAsync(string sql)
        {
            await using var connection = new NpgsqlConnection(replica.ConnectionStringTo(database));
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(sql, connection);
            return await command.ExecuteScalarAsync();
        }
    }

    [Fact]
    public async Task Promoted_TakesWritesInThePlaceOfThePrimary()
    {
        await using var primary = await PostgresServer.StartDebianAsync(15);
        await using var replica = await PostgresReplica.StartAsync(primary);
        await using var connection = new NpgsqlConnection(replica.ConnectionString);
        await connection.OpenAsync();
        await using var write = new NpgsqlCommand("create table t (a int)", connection);
        var e = await Assert.ThrowsAsync<PostgresException>(() => write.ExecuteNonQueryAsync());
        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, e.SqlState);

        await primary.StopAsync(PostgresShutdownMode.Immediate);
        await replica.PromoteAsync();

        await write.ExecuteNonQueryAsync();
    }

    [Fact]
    public async Task ReplicaStoppedWhileThePrimaryWrites_CatchesUpAfterItsRestart()
    {
        await using var primary = await PostgresServer.StartDebianAsync(15);
        await using var replica = await PostgresReplica.StartAsync(primary);

        await replica.Server.StopAsync(PostgresShutdownMode.Immediate);
        await using var database = await primary.CreateDatabaseAsync();
        // Past the 1 MB of a segment: without the slot the primary would recycle it.
        await database.ExecuteAsync("create table t as select repeat('x', 100) as a from generate_series(1, 50000)");
        await database.ExecuteAsync(["checkpoint", "select pg_switch_wal()", "checkpoint"]);
        await replica.Server.RestartAsync();
        await replica.WaitUntilCaughtUpAsync();

        await using var connection = new NpgsqlConnection(replica.ConnectionStringTo(database));
        await connection.OpenAsync();
        await using var count = new NpgsqlCommand("select count(*) from t", connection);
        Assert.Equal(50_000L, await count.ExecuteScalarAsync());
    }

    [Fact]
    public async Task PrimaryWithoutBaseBackup_IsRefused()
    {
        var e = await Assert.ThrowsAsync<ArgumentException>(async () => await PostgresReplica.StartAsync(await PostgresServer.SharedAsync(18)));

        Assert.Contains("Start the primary with StartDebianAsync.", e.Message, StringComparison.Ordinal);
    }
}
