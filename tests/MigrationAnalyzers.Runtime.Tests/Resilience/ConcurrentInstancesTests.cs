using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.Runtime.Tests.Migrating;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Tests.Resilience;

/// <summary>Several instances of an application migrate the same database as they start.</summary>
public sealed class ConcurrentInstancesTests
{
    private const int Instances = 10;

    /// <summary>Builds an index concurrently, which waits for all who hold a snapshot.</summary>
    private static readonly TestMigration Index = TestMigration.Number(
        3,
        static b =>
        {
            b.Sql("CREATE INDEX CONCURRENTLY ix_items_price ON items (price)", suppressTransaction: true);
            b.CreateIndexConcurrently("ix_items_both", "items", ["price", "id"]);
        });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TenAtOnce_OneApplies_AndNineFindNothingToDo(bool databaseExists)
    {
        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
        var name = databaseExists ? database.Name : $"{database.Name}_new";
        var connectionString = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Database = name }.ConnectionString;
        try
        {
            var results = await Task.WhenAll(Enumerable.Range(0, Instances).Select(_ => Task.Run(() => ApplyAsync(connectionString, Counted.Table, Counted.Batches, Index))));

            Assert.Equal([Counted.Table.Id, Counted.Batches.Id, Index.Id], Assert.Single(results, static r => r.Count > 0));
            Assert.Equal("after, before", await Counted.ScalarAsync(connectionString, "SELECT string_agg(step, ', ' ORDER BY step) FROM ledger"));
            Assert.Equal((long)Counted.Rows, await Counted.ScalarAsync(connectionString, "SELECT count(*) FROM writes"));
            Assert.Equal(3L, await Counted.ScalarAsync(connectionString, "SELECT count(*) FROM \"__EFMigrationsHistory\""));
            Assert.Equal(2L, await Counted.ScalarAsync(connectionString, "SELECT count(*) FROM pg_index WHERE indisvalid AND indexrelid::regclass::text IN ('ix_items_price', 'ix_items_both')"));
        }
        finally
        {
            if (!databaseExists)
            {
                await database.ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
            }
        }
    }

    [Fact]
    public async Task WaitingTooLong_NamesTheProcessThatMigrates()
    {
        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
        await using var context = new MigratingContext(database, Counted.Table, Counted.Batches);
        var goOn = new TaskCompletionSource();
        var progress = new Reacting();
        var throttled = progress.NextAsync(SafeMigrationState.Throttled);
        var applying = new SafeMigrator(context, new SafeMigratorOptions { Throttle = _ => ValueTask.FromResult(goOn.Task.IsCompleted ? null : "not yet") }).ApplyAsync(progress: progress);
        await throttled;
        await using var other = new MigratingContext(database, Counted.Table, Counted.Batches);

        var exception = await Assert.ThrowsAsync<SafeMigrationException>(
            () => new SafeMigrator(other, new SafeMigratorOptions { MigrationLockTimeout = TimeSpan.FromMilliseconds(300) }).ApplyAsync());

        Assert.Equal(SafeMigrationFailure.MigrationLock, exception.Failure);
        Assert.Contains($"Another process migrates this database: process {await database.ScalarAsync(Counted.LockHolder)} (postgres, SafeMigrations", exception.Message, StringComparison.Ordinal);
        goOn.SetResult();
        await applying;
        await Counted.AssertOnceAsync(database);
    }

    /// <summary>EF Core's Migrate() locks the history from version 9 on.</summary>
    [Fact]
    public async Task PlainMigrateIsUnderWay_IsWaitedFor_AndNothingIsDoneAgain()
    {
        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
        var slow = TestMigration.Number(
            2,
            static b =>
            {
                b.Sql("INSERT INTO ledger VALUES ('once')");
                b.Sql("SELECT pg_sleep(2)");
            });
        await using var safe = new MigratingContext(database, Counted.Table, slow);
        await new SafeMigrator(safe).ApplyAsync("Migration1");
        var migrating = PlainContext.MigrateAsync(database.ConnectionString, slow);
        await Counted.WaitForAsync(database, "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active')");
        var progress = new RecordedProgress();

        Assert.Empty(await new SafeMigrator(safe).ApplyAsync(progress: progress));

        await migrating;
        Assert.Equal(1L, await database.ScalarAsync("SELECT count(*) FROM ledger"));
        Assert.Contains(progress.Reports, static r => r.State == SafeMigrationState.WaitingForTableLock && r.Message.Contains("SELECT pg_sleep(2)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task PlainMigrateBeginsInTheMiddle_FailsAtWhatIsThere_AndTheSafeOneFinishes()
    {
        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
        var migration = TestMigration.Number(
            2,
            static b =>
            {
                b.AddColumn<int>("amount", "items", nullable: true);
                b.Sql("INSERT INTO ledger VALUES ('before')");
                b.UpdateInBatches("items", "price = price + 1", "TRUE");
                b.Sql("INSERT INTO ledger VALUES ('after')");
            });
        var exception = await InTheMiddleAsync(database, migration, async () =>
        {
            var error = await Assert.ThrowsAsync<PostgresException>(() => PlainContext.MigrateAsync(database.ConnectionString, migration));
            Assert.Equal(PostgresErrorCodes.DuplicateColumn, error.SqlState);
        });

        Assert.Null(exception);
        await Counted.AssertOnceAsync(database);
    }

    [Fact]
    public async Task PlainMigrateFinishesInTheMiddle_TheSafeOneStopsAndSaysSo()
    {
        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();

        // Nothing of the migration fails when it is done again. Migrate() holds no lock that the batches of the other one need.
        var exception = await InTheMiddleAsync(database, Counted.Batches, () => PlainContext.MigrateAsync(database.ConnectionString, Counted.Batches));

        Assert.NotNull(exception);
        Assert.Equal(SafeMigrationFailure.MigrationLock, exception.Failure);
        Assert.Contains("applied 20240101000200_Migration2 while it was under way here: Migrate() or `dotnet ef database update`", exception.Message, StringComparison.Ordinal);
        Assert.Equal(2L, await database.ScalarAsync("SELECT count(*) FROM \"__EFMigrationsHistory\""));
        await using var next = new MigratingContext(database, Counted.Table, Counted.Batches);
        Assert.Empty(await new SafeMigrator(next).ApplyAsync());
    }

    /// <summary>Runs the action while a batched write of the migration waits.</summary>
    private static async Task<SafeMigrationException?> InTheMiddleAsync(PostgresDatabase database, TestMigration migration, Func<Task> action)
    {
        await using var context = new MigratingContext(database, Counted.Table, migration);
        var goOn = new TaskCompletionSource();
        var progress = new Reacting();
        var throttled = progress.NextAsync(SafeMigrationState.Throttled);
        var applying = new SafeMigrator(context, new SafeMigratorOptions { Throttle = _ => ValueTask.FromResult(goOn.Task.IsCompleted ? null : "not yet") }).ApplyAsync(progress: progress);
        await throttled;
        await action();
        goOn.SetResult();
        try
        {
            await applying;
            return null;
        }
        catch (SafeMigrationException e)
        {
            return e;
        }
    }

    private static async Task<IReadOnlyList<string>> ApplyAsync(string connectionString, params TestMigration[] migrations)
    {
        await using var context = new MigratingContext(connectionString, migrations);
        return await new SafeMigrator(context).ApplyAsync();
    }
}
