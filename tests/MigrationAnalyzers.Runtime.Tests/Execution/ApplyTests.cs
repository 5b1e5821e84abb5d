using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.Runtime.Tests.Migrating;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Tests.Execution;

public sealed class ApplyTests
{
    private static readonly TestMigration First = TestMigration.Number(
        1,
        static b =>
        {
            b.Sql("CREATE TABLE orders (id bigint PRIMARY KEY, total int)");
            b.Sql("INSERT INTO orders SELECT i, i FROM generate_series(1, 1000) i");
        },
        static b => b.Sql("DROP TABLE orders"));

    private static readonly TestMigration Second = TestMigration.Number(
        2,
        static b =>
        {
            b.AddColumn<string>("note", "orders", nullable: true);
            b.Sql("CREATE INDEX CONCURRENTLY ix_orders_total ON orders (total)", suppressTransaction: true);
            b.Sql("ALTER TABLE orders ADD CONSTRAINT ck_total CHECK (total > 0) NOT VALID");
            b.Sql("ALTER TABLE orders VALIDATE CONSTRAINT ck_total", suppressTransaction: true);
        },
        static b =>
        {
            b.Sql("ALTER TABLE orders DROP CONSTRAINT ck_total");
            b.DropIndex("ix_orders_total", "orders");
            b.DropColumn("note", "orders");
        });

    [Theory]
    [InlineData(12)]
    [InlineData(15)]
    [InlineData(18)]
    public async Task PendingMigrations_AreAppliedAndRolledBack(int major)
    {
        await using var database = await (await PostgresServer.SharedAsync(major)).CreateDatabaseAsync();
        await using var context = new MigratingContext(database, First, Second);
        var migrator = new SafeMigrator(context);

        Assert.Equal([First.Id, Second.Id], await migrator.ApplyAsync());

        Assert.Equal(1000L, await database.ScalarAsync("SELECT count(*) FROM orders"));
        Assert.Equal(true, await database.ScalarAsync("SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix_orders_total'::regclass"));
        Assert.Equal(true, await database.ScalarAsync("SELECT convalidated FROM pg_constraint WHERE conname = 'ck_total'"));
        Assert.Equal(2L, await database.ScalarAsync("SELECT count(*) FROM \"__EFMigrationsHistory\""));
        Assert.Equal(5L, await database.ScalarAsync("SELECT count(*) FROM \"__SafeMigrationsJournal\" WHERE state = 'done'"));
        Assert.Empty(await migrator.ApplyAsync());

        Assert.Equal([Second.Id], await migrator.RollbackAsync("Migration1"));

        Assert.Equal(true, await database.ScalarAsync("SELECT to_regclass('ix_orders_total') IS NULL"));
        Assert.Equal(1L, await database.ScalarAsync("SELECT count(*) FROM \"__EFMigrationsHistory\""));
        Assert.Equal(1L, await database.ScalarAsync("SELECT count(*) FROM \"__SafeMigrationsJournal\""));
        Assert.Equal([First.Id], await migrator.RollbackAsync("0"));
        Assert.Equal(0L, await database.ScalarAsync("SELECT count(*) FROM \"__EFMigrationsHistory\""));
    }

    [Fact]
    public async Task FailingStep_LeavesTheStepsBefore_AndTheNextRunGoesOn()
    {
        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
        var failing = TestMigration.Number(
            2,
            static b =>
            {
                b.Sql("ALTER TABLE orders ADD note text");
                b.Sql("CREATE UNIQUE INDEX CONCURRENTLY ix_orders_total ON orders (total)", suppressTransaction: true);
                b.Sql("ALTER TABLE orders ADD remark text");
            });
        await using var context = new MigratingContext(database, First, failing);
        var migrator = new SafeMigrator(context);
        await migrator.ApplyAsync("Migration1");
        await database.ExecuteAsync("INSERT INTO orders VALUES (0, 1)");

        var exception = await Assert.ThrowsAsync<SafeMigrationException>(() => migrator.ApplyAsync());

        Assert.Equal(SafeMigrationFailure.Server, exception.Failure);
        Assert.Equal(
            "Step 2 of 3 of 20240101000200_Migration2 failed (CREATE UNIQUE INDEX CONCURRENTLY ix_orders_total ON orders (total)): 23505: could not create unique index \"ix_orders_total\". "
            + "Key (total)=(1) is duplicated. What this step has done so far stays and is taken up again; the 1 before it stay done. Remove the cause and run again: it goes on from there.",
            exception.Message);
        await database.ExecuteAsync("DELETE FROM orders WHERE id = 0");
        var progress = new RecordedProgress();

        Assert.Equal([failing.Id], await migrator.ApplyAsync(progress: progress));

        Assert.Equal(1, progress.Count(SafeMigrationState.StepSkipped));
        Assert.Equal(2, progress.Count(SafeMigrationState.StepDone));
        Assert.Equal(true, await database.ScalarAsync("SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix_orders_total'::regclass"));
    }

    [Fact]
    public async Task LockHeldByAnother_IsTriedAgainAndItsHolderNamed()
    {
        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
        await using var context = new MigratingContext(database, First, Second);
        await new SafeMigrator(context).ApplyAsync("Migration1");
        await using var holder = await database.OpenAsync();
        await using var transaction = await holder.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("SELECT * FROM orders LIMIT 1", holder))
        {
            await hold.ExecuteNonQueryAsync();
        }

        var progress = new RecordedProgress();
        var policy = new LockRetryPolicy { LockTimeout = TimeSpan.FromMilliseconds(200), FirstDelay = TimeSpan.FromMilliseconds(10), Budget = TimeSpan.FromMilliseconds(500) };
        var exception = await Assert.ThrowsAsync<SafeMigrationException>(() => new SafeMigrator(context, new SafeMigratorOptions { LockRetry = policy }).ApplyAsync(progress: progress));

        Assert.Equal(SafeMigrationFailure.TableLock, exception.Failure);
        Assert.Contains($"It was held by process {holder.ProcessID} (postgres", exception.Message, StringComparison.Ordinal);
        Assert.Contains("idle in transaction", exception.Message, StringComparison.Ordinal);
        Assert.True(progress.Count(SafeMigrationState.WaitingForTableLock) >= 2);

        var applying = new SafeMigrator(context).ApplyAsync();
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.False(applying.IsCompleted);
        await transaction.CommitAsync();
        Assert.Equal([Second.Id], await applying);
    }
}
