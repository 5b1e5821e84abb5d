using System.Collections.Immutable;
using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.Runtime.Tests.Migrating;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Tests.Resilience;

/// <summary>Others hold locks that a migration needs.</summary>
public sealed class LockConflictTests
{
    [Fact]
    public async Task DeadlockWithAnApplication_IsTriedAgain()
    {
        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
        var migration = TestMigration.Number(
            2,
            static b =>
            {
                b.Sql("INSERT INTO ledger VALUES ('once')");
                b.Sql("ALTER TABLE items ADD extra int");
                b.Sql("ALTER TABLE others ADD extra int");
            });
        await using var context = new MigratingContext(database, Counted.Table, migration);
        await new SafeMigrator(context).ApplyAsync("Migration1");
        await database.ExecuteAsync("CREATE TABLE others (id int)");
        await using var application = await database.OpenAsync();

        // Whoever looks first gives way: the application does not look.
        await ExecuteAsync(application, "SET deadlock_timeout = '1min'; BEGIN; LOCK TABLE others IN ACCESS SHARE MODE");
        var progress = new RecordedProgress();
        var options = new SafeMigratorOptions { LockRetry = new LockRetryPolicy { LockTimeout = TimeSpan.FromSeconds(30) } };
        var applying = new SafeMigrator(context, options).ApplyAsync(progress: progress);
        await Counted.WaitForAsync(database, "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE query LIKE 'ALTER TABLE others%' AND wait_event_type = 'Lock')");
        await ExecuteAsync(application, "SELECT count(*) FROM items");
        await ExecuteAsync(application, "COMMIT");

        Assert.Equal([migration.Id], await applying);

        Assert.Contains(progress.Reports, static r => r.State == SafeMigrationState.WaitingForTableLock);
        Assert.Contains("deadlock detected", database.Server.Log, StringComparison.Ordinal);
        Assert.Equal(1L, await database.ScalarAsync("SELECT count(*) FROM ledger"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task DeadlockOfAnIndexBuild_IsBuiltAnew(bool isHelper)
    {
        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
        var migration = TestMigration.Number(
            2,
            b =>
            {
                _ = isHelper
                    ? b.CreateIndexConcurrently("ix_items_price", "items", "price")
                    : (object)b.Sql("CREATE INDEX CONCURRENTLY ix_items_price ON items (price)", suppressTransaction: true);
            });
        await using var context = new MigratingContext(database, Counted.Table, migration);
        await new SafeMigrator(context).ApplyAsync("Migration1");
        await using var application = await database.OpenAsync();
        await ExecuteAsync(application, "SET deadlock_timeout = '1min'; BEGIN; UPDATE items SET price = price WHERE id = 1");
        var progress = new RecordedProgress();
        var applying = new SafeMigrator(context).ApplyAsync(progress: progress);
        await Counted.WaitForAsync(database, "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE query LIKE 'CREATE INDEX CONCURRENTLY%' AND state = 'active' AND wait_event_type = 'Lock')");

        // The build waits for the writer's transaction, and this for the build's lock.
        await ExecuteAsync(application, "LOCK TABLE items IN SHARE UPDATE EXCLUSIVE MODE");
        await ExecuteAsync(application, "COMMIT");

        Assert.Equal([migration.Id], await applying);
        Assert.Contains(progress.Reports, static r => r.State == SafeMigrationState.WaitingForTableLock && r.Message.Contains("deadlock detected", StringComparison.Ordinal));
        Assert.Equal(true, await database.ScalarAsync("SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix_items_price'::regclass"));
    }

    /// <summary>It gives way to who waits for longer than deadlock_timeout; the usual attempt is shorter. As a user who may not see the activity of others, too.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Autovacuum_GivesWay(bool isSuperuser)
    {
        await using var server = await PostgresServer.StartAsync(18, new Dictionary<string, string>
        {
            ["autovacuum"] = "on",
            ["autovacuum_naptime"] = "1s",
            ["autovacuum_vacuum_cost_delay"] = "100ms",
            ["autovacuum_vacuum_cost_limit"] = "1",
        });
        await using var database = await server.CreateDatabaseAsync();
        await database.ExecuteAsync("CREATE ROLE migrator LOGIN; GRANT CREATE ON SCHEMA public TO migrator");
        var connectionString = isSuperuser ? database.ConnectionString : new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = "migrator" }.ConnectionString;
        var first = TestMigration.Number(1, static b => b.Sql("CREATE TABLE busy (id int, filler text); INSERT INTO busy SELECT i, repeat('x', 500) FROM generate_series(1, 20000) i"));
        var second = TestMigration.Number(2, static b => b.Sql("ALTER TABLE busy ADD extra int"));
        await using var context = new MigratingContext(connectionString, first, second);
        await new SafeMigrator(context).ApplyAsync("Migration1");
        await database.ExecuteAsync("UPDATE busy SET id = id");
        await Counted.WaitForAsync(database, "SELECT EXISTS (SELECT FROM pg_stat_progress_vacuum p JOIN pg_class c ON c.oid = p.relid WHERE c.relname = 'busy')");
        var progress = new RecordedProgress();

        // With attempts of 500 ms alone, which deadlock_timeout (1 s) never passes, it would not be had in this time.
        var options = new SafeMigratorOptions { LockRetry = new LockRetryPolicy { Budget = TimeSpan.FromSeconds(20) } };
        Assert.Equal([second.Id], await new SafeMigrator(context, options).ApplyAsync(progress: progress));

        Assert.Contains("canceling autovacuum task", server.Log, StringComparison.Ordinal);
        Assert.InRange(progress.Count(SafeMigrationState.WaitingForTableLock), 1, 40);
    }

    [Fact]
    public void Policy_WaitsLongerThanDeadlockTimeout_ForAutovacuumAlone()
    {
        var policy = new LockRetryPolicy();
        var autovacuum = new BlockingSession(1, null, null, "autovacuum worker", "active", null, "autovacuum: VACUUM public.items");
        var unseen = new BlockingSession(2, null, null, null, null, null, "<insufficient privilege>");
        var client = new BlockingSession(3, "app", "web", "client backend", "active", null, "SELECT 1");
        var unseenClient = new BlockingSession(4, "app", null, null, null, null, "<insufficient privilege>");

        Assert.Equal(TimeSpan.FromMilliseconds(500), LockTimeout(1));
        Assert.Equal(TimeSpan.FromMilliseconds(500), LockTimeout(2));
        Assert.Equal(TimeSpan.FromMilliseconds(1250), LockTimeout(2, autovacuum));
        Assert.Equal(TimeSpan.FromMilliseconds(1250), LockTimeout(2, client, unseen));
        Assert.Equal(TimeSpan.FromMilliseconds(500), LockTimeout(2, client, unseenClient));

        TimeSpan LockTimeout(int attempt, params BlockingSession[] blockers) =>
            policy.Next(new LockAttemptContext(attempt, TimeSpan.Zero, TimeSpan.FromSeconds(1), [.. blockers]))!.Value.LockTimeout;
    }

    [Fact]
    public void Policy_WaitsAreLongerEachTime_UntilTheBudgetIsSpent()
    {
        var policy = new LockRetryPolicy { FirstDelay = TimeSpan.FromMilliseconds(100), LongestDelay = TimeSpan.FromSeconds(1), Budget = TimeSpan.FromMinutes(1) };

        Assert.Equal(TimeSpan.Zero, Delay(1));
        Assert.InRange(Delay(2), TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(100));
        Assert.InRange(Delay(4), TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(400));
        Assert.InRange(Delay(1_000_000), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1));
        Assert.Null(policy.Next(new LockAttemptContext(2, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1), ImmutableArray<BlockingSession>.Empty)));

        TimeSpan Delay(int attempt) => policy.Next(new LockAttemptContext(attempt, TimeSpan.Zero, TimeSpan.FromSeconds(1), []))!.Value.Delay;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
