using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.Runtime.Planning;
using MigrationAnalyzers.Runtime.Preflight;
using MigrationAnalyzers.Runtime.Tests.Migrating;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Tests.Preflight;

public sealed class PreflightTests
{
    private static readonly TestMigration Index = TestMigration.Number(
        1,
        static b =>
        {
            b.AddColumn<string>("remark", "orders", nullable: true);
            b.Sql("SELECT 1", suppressTransaction: true);
            b.CreateIndex("ix_orders_note", "orders", "note");
        });

    [Fact]
    public async Task IndexOfALargeTable_KeepsItFromBeingApplied_UnlessAllowed()
    {
        await using var database = await PreparedAsync(20_000);
        await using var context = new MigratingContext(database, Index);

        var exception = await Assert.ThrowsAsync<SafeMigrationException>(() => new SafeMigrator(context).ApplyAsync());

        Assert.Equal(SafeMigrationFailure.Preflight, exception.Failure);
        Assert.Contains("DBM1001: 20240101000100_Migration1, step 3 (CREATE INDEX ix_orders_note ON orders (note)): ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("about 20 k rows", exception.Message, StringComparison.Ordinal);
        Assert.Equal(false, await database.ScalarAsync("SELECT EXISTS (SELECT FROM pg_attribute WHERE attname = 'remark')"));

        var progress = new RecordedProgress();
        await new SafeMigrator(context, new SafeMigratorOptions { AllowedFindings = ["dbm1001"] }).ApplyAsync(progress: progress);
        Assert.Contains(progress.Reports, static r => r.State == SafeMigrationState.PreflightFinding && r.Message.StartsWith("DBM1001", StringComparison.Ordinal));
    }

    [Fact]
    public async Task IndexOfASmallTable_IsApplied()
    {
        await using var database = await PreparedAsync(10);
        await using var context = new MigratingContext(database, Index);

        Assert.Equal([Index.Id], await new SafeMigrator(context).ApplyAsync());
    }

    [Fact]
    public async Task TableOfAnEarlierPendingMigration_IsAsSmallAsItsRows()
    {
        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
        var create = TestMigration.Number(1, static b => b.Sql("CREATE TABLE orders (id bigint PRIMARY KEY, note text); INSERT INTO orders VALUES (1, 'a'), (2, 'b');"));
        var index = TestMigration.Number(2, static b => b.CreateIndex("ix_orders_note", "orders", "note"));
        await using (var context = new MigratingContext(database, create, index))
        {
            Assert.False((await new SafeMigrator(context).PreflightAsync()).IsBlocked);
        }

        var copied = TestMigration.Number(1, static b => b.Sql("CREATE TABLE orders (id bigint PRIMARY KEY, note text); INSERT INTO orders SELECT i FROM generate_series(1, 1000000) i;"));
        await using var large = new MigratingContext(database, copied, index);
        Assert.True((await new SafeMigrator(large).PreflightAsync()).IsBlocked);
    }

    [Fact]
    public async Task StepsDoneByAnEarlierRun_AreNotLookedAtAgain()
    {
        await using var database = await PreparedAsync(20_000);
        var twoIndexes = TestMigration.Number(
            1,
            static b =>
            {
                b.CreateIndex("ix_orders_note", "orders", "note");
                b.Sql("SELECT 1 / (SELECT count(*) FROM orders WHERE note = 'there')", suppressTransaction: true);
            });
        await using var context = new MigratingContext(database, twoIndexes);
        await Assert.ThrowsAsync<SafeMigrationException>(() => new SafeMigrator(context, new SafeMigratorOptions { Preflight = false }).ApplyAsync());

        var report = await new SafeMigrator(context).PreflightAsync();

        Assert.DoesNotContain(report.Findings, static f => f.Id == "DBM1001");
        Assert.False(report.IsBlocked);
    }

    [Fact]
    public async Task TableOfAnotherRole_IsAnError()
    {
        await using var database = await PreparedAsync(10);
        var role = $"deployer_{Guid.NewGuid():N}";
        await database.ExecuteAsync([$"CREATE ROLE {role} LOGIN", $"GRANT ALL ON SCHEMA public TO {role}", $"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}"]);
        var connection = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = role }.ConnectionString;
        await using var context = new MigratingContext(connection, Index);

        var exception = await Assert.ThrowsAsync<SafeMigrationException>(() => new SafeMigrator(context).ApplyAsync());

        Assert.Contains($"not-owner: The table orders belongs to postgres, and {role} is no member of that role", exception.Message, StringComparison.Ordinal);
        await database.ExecuteAsync([$"DROP OWNED BY {role}", $"DROP ROLE {role}"]);
    }

    [Fact]
    public async Task LongTransactionAndInvalidIndex_AreSaid()
    {
        await using var database = await PreparedAsync(10);
        await database.ExecuteAsync(["CREATE INDEX ix_left ON orders (note)", "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_left'::regclass"]);
        await using var holder = await database.OpenAsync();
        await using var transaction = await holder.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("SELECT 1", holder))
        {
            await hold.ExecuteNonQueryAsync();
        }

        await using var context = new MigratingContext(database, Index);
        await using var connection = await database.OpenAsync();
        var planner = new MigrationPlanner(new EfServices(context));
        var findings = await ServerChecks.FindAsync(connection, planner.PlanUp([], null), new SafeMigratorOptions(), CancellationToken.None, TimeSpan.Zero);

        Assert.Equal(["long-transaction", "invalid-index"], findings.Select(static f => f.Id));
        Assert.Contains($"process {holder.ProcessID} (postgres", findings[0].Message, StringComparison.Ordinal);
        Assert.Contains("The index ix_left on orders is not valid", findings[1].Message, StringComparison.Ordinal);
    }

    private static async Task<PostgresDatabase> PreparedAsync(int rows)
    {
        var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
        await database.ExecuteAsync(["CREATE TABLE orders (id bigint PRIMARY KEY, note text)", $"INSERT INTO orders SELECT i FROM generate_series(1, {rows}) i", "ANALYZE orders"]);
        return database;
    }
}
