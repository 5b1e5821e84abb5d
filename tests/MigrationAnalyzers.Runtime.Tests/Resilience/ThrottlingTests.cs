using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.Runtime.Tests.Migrating;

namespace MigrationAnalyzers.Runtime.Tests.Resilience;

/// <summary>Batched writes wait for replicas and for the application.</summary>
public sealed class ThrottlingTests
{
    /// <summary>In which a batch, which takes some milliseconds, would be committed if it did not wait.</summary>
    private static readonly TimeSpan Observation = TimeSpan.FromSeconds(1.5);

    [Fact]
    public async Task ReplicaThatDoesNotReplay_IsWaitedFor()
    {
        await using var primary = await PostgresServer.StartDebianAsync(15);
        await using var database = await primary.CreateDatabaseAsync();
        await using var replica = await PostgresReplica.StartAsync(primary);
        await using var context = new MigratingContext(database, Counted.Table, Counted.Batches);
        await new SafeMigrator(context).ApplyAsync("Migration1");
        await replica.WaitUntilCaughtUpAsync();
        await replica.PauseReplayAsync();
        var progress = new Reacting();
        var throttled = progress.NextAsync(SafeMigrationState.Throttled);
        var applying = new SafeMigrator(context, new SafeMigratorOptions { MaxReplicaLag = TimeSpan.FromMilliseconds(300), BatchPause = 10 }).ApplyAsync(progress: progress);

        var report = await throttled;
        Assert.Contains($"the replica {replica.Name} is ", report.Message, StringComparison.Ordinal);
        Assert.Contains("(limit 0.3 s)", report.Message, StringComparison.Ordinal);
        var written = await WrittenAsync(database);
        Assert.InRange(written, 1, Counted.Rows - 1);
        await Task.Delay(Observation);
        Assert.Equal(written, await WrittenAsync(database));
        Assert.True(progress.Count(SafeMigrationState.Throttled) >= 2);

        await replica.ResumeReplayAsync();
        Assert.Equal([Counted.Batches.Id], await applying);
        await Counted.AssertOnceAsync(database);
    }

    [Fact]
    public async Task WithoutALimit_ReplicasAreNotWaitedFor()
    {
        await using var primary = await PostgresServer.StartDebianAsync(15);
        await using var database = await primary.CreateDatabaseAsync();
        await using var replica = await PostgresReplica.StartAsync(primary);
        await using var context = new MigratingContext(database, Counted.Table, Counted.Batches);
        await new SafeMigrator(context).ApplyAsync("Migration1");
        await replica.WaitUntilCaughtUpAsync();
        await replica.PauseReplayAsync();
        var progress = new RecordedProgress();

        Assert.Equal([Counted.Batches.Id], await new SafeMigrator(context, new SafeMigratorOptions { MaxReplicaLag = null }).ApplyAsync(progress: progress));

        await Counted.AssertOnceAsync(database);
        Assert.Equal(0, progress.Count(SafeMigrationState.Throttled));
    }

    [Fact]
    public async Task ApplicationAsksForIt_WaitsUntilItIsContent()
    {
        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
        await using var context = new MigratingContext(database, Counted.Table, Counted.Batches);
        var asked = 0;
        var goOn = new TaskCompletionSource();
        var progress = new Reacting();
        var throttled = progress.NextAsync(SafeMigrationState.Throttled);
        var options = new SafeMigratorOptions { Throttle = _ => ValueTask.FromResult(Interlocked.Increment(ref asked) > 3 && !goOn.Task.IsCompleted ? "the queue is long" : null) };
        var applying = new SafeMigrator(context, options).ApplyAsync(progress: progress);

        Assert.Equal("the queue is long", (await throttled).Message);
        var written = await WrittenAsync(database);
        Assert.InRange(written, 1, Counted.Rows - 1);
        await Task.Delay(Observation);
        Assert.Equal(written, await WrittenAsync(database));

        goOn.SetResult();
        await applying;
        await Counted.AssertOnceAsync(database);
    }

    private static async Task<long> WrittenAsync(PostgresDatabase database) => (long)(await database.ScalarAsync("SELECT count(*) FROM writes"))!;
}
