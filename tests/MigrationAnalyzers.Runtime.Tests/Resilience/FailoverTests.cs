using System.Diagnostics;
using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.Runtime.Tests.Migrating;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Tests.Resilience;

/// <summary>The server, its process or the connection goes away in the middle of a migration.</summary>
public sealed class FailoverTests
{
    private const int Seed = 20_240_201;

    /// <summary>What the server process is doing when it is ended.</summary>
    private const string BuildWaits = "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE query LIKE 'CREATE INDEX CONCURRENTLY%' AND state = 'active' AND wait_event_type = 'Lock')";

    [Fact]
    public async Task ServerRestartedInBatchedWrite_GoesOnByItself()
    {
        await using var server = await PostgresServer.StartAsync(18, PostgresServerSettings.Durable);
        await using var database = await server.CreateDatabaseAsync();
        await using var context = new MigratingContext(database, Counted.Table, Counted.Batches);
        var progress = new Reacting();
        var half = progress.NextAsync(static r => r.Rows >= Counted.Rows / 2);
        var applying = new SafeMigrator(context).ApplyAsync(progress: progress);
        await half;

        await server.RestartAsync(PostgresShutdownMode.Immediate);

        Assert.Equal([Counted.Table.Id, Counted.Batches.Id], await applying);
        await Counted.AssertOnceAsync(database);
        Assert.True(progress.Count(SafeMigrationState.Reconnecting) >= 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ServerRestartedInIndexBuild_BuildsItAnew(bool isHelper)
    {
        await using var server = await PostgresServer.StartAsync(18, PostgresServerSettings.Durable);
        await using var database = await server.CreateDatabaseAsync();
        var build = TestMigration.Number(
            2,
            b =>
            {
                _ = isHelper
                    ? b.CreateIndexConcurrently("ix_items_price", "items", "price")
                    : (object)b.Sql("CREATE INDEX CONCURRENTLY ix_items_price ON items (price)", suppressTransaction: true);
            });
        await using var context = new MigratingContext(database, Counted.Table, build);
        await new SafeMigrator(context).ApplyAsync("Migration1");
        await using var writer = await database.OpenAsync();
        await using (var write = new NpgsqlCommand("BEGIN; UPDATE items SET price = 0 WHERE id = 1", writer))
        {
            await write.ExecuteNonQueryAsync();
        }

        var applying = new SafeMigrator(context).ApplyAsync();
        await Counted.WaitForAsync(database, BuildWaits);
        await server.RestartAsync(PostgresShutdownMode.Immediate);

        Assert.Equal([build.Id], await applying);
        Assert.Equal(true, await database.ScalarAsync("SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix_items_price'::regclass"));
        Assert.Equal(0L, await database.ScalarAsync("SELECT count(*) FROM pg_index WHERE NOT indisvalid"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task ConnectionLostAroundCommits_EverythingIsDoneOnce(int seed)
    {
        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
        await using (var first = new MigratingContext(database, Counted.Table))
        {
            await new SafeMigrator(first).ApplyAsync();
        }

        var migration = TestMigration.Number(
            2,
            static b =>
            {
                b.Sql("INSERT INTO ledger VALUES ('before')");
                b.Sql("UPDATE items SET price = price + 0 WHERE id < 0", suppressTransaction: true);
                b.UpdateInBatches("items", "price = price + 1", "TRUE", batchSize: 400);
                b.Sql("CREATE INDEX CONCURRENTLY ix_items_price ON items (price)", suppressTransaction: true);
                b.Sql("INSERT INTO ledger VALUES ('after')");
            });

        // The first three commits are those that matter most; of the others a part, so that it gets on.
        var random = new Random(seed);
        await using var proxy = new FaultyProxy(database.ConnectionString, n => (n, random.Next(12)) switch
        {
            (1, _) or (_, 0) => Fault.BeforeServer,
            (3, _) or (_, 1) => Fault.BeforeClient,
            _ => Fault.None,
        });
        await using var context = new MigratingContext(proxy.ConnectionString, Counted.Table, migration);
        var progress = new RecordedProgress();
        var migrator = new SafeMigrator(context, new SafeMigratorOptions { BatchDuration = TimeSpan.FromSeconds(10) });

        Assert.Equal([migration.Id], await migrator.ApplyAsync(progress: progress));

        await Counted.AssertOnceAsync(database);
        Assert.True(proxy.Commits >= 12, $"{proxy.Commits} commits");
        Assert.True(progress.Count(SafeMigrationState.Reconnecting) >= 2, $"{progress.Count(SafeMigrationState.Reconnecting)} losses at {proxy.Commits} commits");
    }

    [Fact]
    public async Task AnotherInstanceFinishedMeanwhile_NothingIsDoneAgain()
    {
        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
        await using var proxy = new FaultyProxy(database.ConnectionString, static _ => Fault.None);
        await using var cut = new MigratingContext(proxy.ConnectionString, Counted.Table, Counted.Batches);
        var progress = new Reacting();
        var begun = progress.NextAsync(static r => r.Rows > 0);
        var applying = new SafeMigrator(cut, new SafeMigratorOptions { BatchPause = 5 }).ApplyAsync(progress: progress);
        await begun;
        proxy.Close();

        await using var other = new MigratingContext(database, Counted.Table, Counted.Batches);
        Assert.Equal([Counted.Batches.Id], await new SafeMigrator(other).ApplyAsync());
        proxy.Open();

        Assert.Contains(Counted.Table.Id, await applying);
        await Counted.AssertOnceAsync(database);
    }

    [Fact]
    public async Task ServerStoppedAtRandomPoints_GoesOnByItself()
    {
        await using var server = await PostgresServer.StartAsync(18, PostgresServerSettings.Durable);
        var random = new Random(Seed);
        var restarts = 0;
        for (var i = 0; restarts < LongForm.Of(3, 40); i++)
        {
            await using var database = await server.CreateDatabaseAsync();
            await using var context = new MigratingContext(database, EveryKindOfStep.All);
            await new SafeMigrator(context, EveryKindOfStep.Options).ApplyAsync("Migration1");
            var progress = new RecordedProgress();
            var applying = new SafeMigrator(context, EveryKindOfStep.Options).ApplyAsync(progress: progress);
            for (var j = 0; j < LongForm.Of(3, 5); j++)
            {
                await Task.WhenAny(applying, Task.Delay(random.Next(100, 700)));
                if (applying.IsCompleted)
                {
                    break;
                }

                // A crash, too: the postmaster restarts all when one of its processes is killed.
                if (j % 2 == 0)
                {
                    await server.RestartAsync(PostgresShutdownMode.Immediate);
                    restarts++;
                }
                else if (await database.ScalarAsync(Counted.LockHolder) is int process)
                {
                    Process.GetProcessById(process).Kill();
                    restarts++;
                    await UntilReachableAsync(database);
                }
            }

            try
            {
                await applying;
            }
            catch (SafeMigrationException e)
            {
                Assert.Fail($"Seed {Seed}, database {i}: {e.Message} {string.Join(Environment.NewLine, progress.Reports.TakeLast(20))}");
            }

            var faults = await EveryKindOfStep.FindFaultsAsync(database);
            Assert.True(faults is [], $"Seed {Seed}, database {i}: {string.Join("; ", faults)}");
        }
    }

    [Fact]
    public async Task SessionTerminated_GoesOnByItself()
    {
        await using var database = await (await PostgresServer.SharedAsync(15)).CreateDatabaseAsync();
        await using var context = new MigratingContext(database, EveryKindOfStep.All);
        await new SafeMigrator(context, EveryKindOfStep.Options).ApplyAsync("Migration1");
        var progress = new RecordedProgress();
        var applying = new SafeMigrator(context, EveryKindOfStep.Options).ApplyAsync(progress: progress);
        var random = new Random(Seed);
        for (var i = 0; i < LongForm.Of(6, 12) && !applying.IsCompleted; i++)
        {
            await Task.WhenAny(applying, Task.Delay(random.Next(200, 1000)));
            await database.ScalarAsync($"SELECT pg_terminate_backend(({Counted.LockHolder}))");
        }

        await applying;
        Assert.Empty(await EveryKindOfStep.FindFaultsAsync(database));
        Assert.True(progress.Count(SafeMigrationState.Reconnecting) >= 1);
    }

    [Fact]
    public async Task ServerDoesNotComeBack_SaysSo_AndTheNextRunFinishes()
    {
        await using var server = await PostgresServer.StartAsync(18, PostgresServerSettings.Durable);
        await using var database = await server.CreateDatabaseAsync();
        await using var context = new MigratingContext(database, Counted.Table, Counted.Batches);
        var progress = new Reacting();
        var half = progress.NextAsync(static r => r.Rows >= Counted.Rows / 2);
        var applying = new SafeMigrator(context, new SafeMigratorOptions { ReconnectTimeout = TimeSpan.FromSeconds(2) }).ApplyAsync(progress: progress);
        await half;
        await server.StopAsync(PostgresShutdownMode.Immediate);

        var exception = await Assert.ThrowsAsync<SafeMigrationException>(() => applying);

        Assert.Equal(SafeMigrationFailure.Connection, exception.Failure);
        Assert.Contains("the server did not come back within 00:00:02", exception.Message, StringComparison.Ordinal);
        Assert.Contains("run again when the server is up", exception.Message, StringComparison.Ordinal);
        await server.RestartAsync();
        Assert.Equal([Counted.Batches.Id], await new SafeMigrator(context).ApplyAsync());
        await Counted.AssertOnceAsync(database);
    }

    [Fact]
    public async Task ReplicaPromoted_GoesOnAtTheNewPrimary()
    {
        await using var primary = await PostgresServer.StartDebianAsync(15, PostgresServerSettings.Durable);

        // Not dropped: it goes with the server, which will be down.
        var database = await primary.CreateDatabaseAsync();
        await using var replica = await PostgresReplica.StartAsync(primary);
        var both = new NpgsqlConnectionStringBuilder(database.ConnectionString)
        {
            Host = FormattableString.Invariant($"127.0.0.1:{primary.Port},127.0.0.1:{replica.Server.Port}"),
            TargetSessionAttributes = "primary",
        }.ConnectionString;
        await using var context = new MigratingContext(both, Counted.Table, Counted.Batches);
        await new SafeMigrator(context).ApplyAsync("Migration1");
        await replica.WaitUntilCaughtUpAsync();
        var progress = new Reacting();
        var half = progress.NextAsync(static r => r.Rows >= Counted.Rows / 2);
        var applying = new SafeMigrator(context, new SafeMigratorOptions { MaxReplicaLag = null }).ApplyAsync(progress: progress);
        await half;

        await primary.StopAsync(PostgresShutdownMode.Immediate);
        await replica.PromoteAsync();

        Assert.Equal([Counted.Batches.Id], await applying);
        await Counted.AssertOnceAsync(replica.ConnectionStringTo(database));
    }

    private static async Task UntilReachableAsync(PostgresDatabase database)
    {
        while (true)
        {
            try
            {
                await database.ScalarAsync("SELECT 1");
                return;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
        }
    }
}
