using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.Runtime.Tests.Migrating;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Tests.Resilience;

public sealed class CancellationTests
{
    private const int Seed = 20_240_301;

    [Fact]
    public async Task CancelledInEachStep_ReleasesTheLock_AndTheNextRunsFinish()
    {
        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
        await using var context = new MigratingContext(database, EveryKindOfStep.All);
        await new SafeMigrator(context, EveryKindOfStep.Options).ApplyAsync("Migration1");
        var random = new Random(Seed);
        var cancelled = 0;
        for (var step = 1; ; step++)
        {
            using var source = new CancellationTokenSource();
            var trigger = new CancelInStep(step, TimeSpan.FromMilliseconds(random.Next(0, 40)), source);
            try
            {
                var applied = await new SafeMigrator(context, EveryKindOfStep.Options).ApplyAsync(progress: trigger, cancellationToken: source.Token);
                Assert.Equal([EveryKindOfStep.Everything.Id], applied);
                break;
            }
            catch (OperationCanceledException)
            {
                cancelled++;
                await Counted.WaitUntilUnlockedAsync(database);
            }
        }

        Assert.True(cancelled >= 10, $"Cancelled {cancelled} times only.");
        var faults = await EveryKindOfStep.FindFaultsAsync(database);
        Assert.True(faults is [], $"Seed {Seed}: {string.Join("; ", faults)}");
    }

    /// <summary>Each waits for a writer that does not end its transaction.</summary>
    [Theory]
    [InlineData("ALTER TABLE items ADD extra int", false)]
    [InlineData("ALTER TABLE items ADD extra int", true)]
    [InlineData("UPDATE items SET price = 1 WHERE id = 1", true)]
    [InlineData("CREATE INDEX CONCURRENTLY ix_items_price ON items (price)", true)]
    [InlineData("VACUUM (FULL) items", true)]
    public async Task CancelledWhileItWaits_NothingIsDone(string sql, bool isSuppressed)
    {
        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
        var migration = TestMigration.Number(2, b => b.Sql(sql, isSuppressed));
        await using var context = new MigratingContext(database, Counted.Table, migration);
        await new SafeMigrator(context).ApplyAsync("Migration1");
        await using var writer = await database.OpenAsync();
        await using (var write = new NpgsqlCommand("BEGIN; UPDATE items SET price = price WHERE id = 1", writer))
        {
            await write.ExecuteNonQueryAsync();
        }

        var migrator = new SafeMigrator(context, new SafeMigratorOptions { Preflight = false });
        using var source = new CancellationTokenSource();
        var applying = migrator.ApplyAsync(cancellationToken: source.Token);
        await Counted.WaitForAsync(database, "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE application_name LIKE '%SafeMigrations' AND datname = current_database() AND state = 'active' AND wait_event_type = 'Lock')");
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => applying);

        await Counted.WaitUntilUnlockedAsync(database);
        Assert.Equal(1L, await database.ScalarAsync("SELECT count(*) FROM \"__EFMigrationsHistory\""));
        Assert.Equal(0L, await database.ScalarAsync("SELECT count(*) FROM pg_attribute WHERE attrelid = 'items'::regclass AND attname = 'extra'"));
        await using (var end = new NpgsqlCommand("COMMIT", writer))
        {
            await end.ExecuteNonQueryAsync();
        }

        Assert.Equal([migration.Id], await migrator.ApplyAsync());
        Assert.Equal(0L, await database.ScalarAsync("SELECT count(*) FROM pg_index WHERE NOT indisvalid"));
    }

    [Fact]
    public async Task CancelledWhileAnotherMigrates_StopsWaiting()
    {
        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
        await using var first = new MigratingContext(database, Counted.Table, Counted.Batches);
        var goOn = new TaskCompletionSource();
        var progress = new Reacting();
        var throttled = progress.NextAsync(SafeMigrationState.Throttled);
        var applying = new SafeMigrator(first, new SafeMigratorOptions { Throttle = _ => ValueTask.FromResult(goOn.Task.IsCompleted ? null : "not yet") }).ApplyAsync(progress: progress);
        await throttled;
        await using var second = new MigratingContext(database, Counted.Table, Counted.Batches);
        using var source = new CancellationTokenSource();
        var watching = new Reacting();
        var waits = watching.NextAsync(SafeMigrationState.WaitingForMigrationLock);
        var waiting = new SafeMigrator(second).ApplyAsync(progress: watching, cancellationToken: source.Token);
        await waits;

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        goOn.SetResult();
        await applying;
        await Counted.AssertOnceAsync(database);
    }

    private sealed class CancelInStep(int step, TimeSpan delay, CancellationTokenSource source) : IProgress<SafeMigrationProgress>
    {
        public void Report(SafeMigrationProgress value)
        {
            if (value.State == SafeMigrationState.StepStarted && value.StepNumber >= step)
            {
                source.CancelAfter(delay);
            }
        }
    }
}
