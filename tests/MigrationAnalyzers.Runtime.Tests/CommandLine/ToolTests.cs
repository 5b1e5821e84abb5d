using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.Runtime.Tests.Migrating;

namespace MigrationAnalyzers.Runtime.Tests.CommandLine;

public sealed class ToolTests
{
    [Fact]
    public async Task TableStats_AreWrittenForTheAnalyzers()
    {
        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
        MigratingContext Context() => new(database, Orders.First);
        await CommandLineResult.RunAsync(Context, "apply");
        await database.ExecuteAsync("ANALYZE orders");
        var folder = Directory.CreateTempSubdirectory("tablestats-");
        try
        {
            var path = Path.Combine(folder.FullName, "shop.tablestats.json");

            var result = await CommandLineResult.RunAsync(Context, "table-stats", "--output", path);

            Assert.Equal((SafeMigrationsExitCode.Ok, $"3 tables written to {path}.\n"), (result.ExitCode, result.Out));
            var (sizes, problem) = MigrationAnalyzers.Engine.Configuration.TableSizes.Read(await File.ReadAllTextAsync(path));
            Assert.Null(problem);
            Assert.Equal(1000, sizes.Find(new MigrationAnalyzers.Engine.Model.RelationName("public", "orders"))?.Rows);

            var wrong = await CommandLineResult.RunAsync(Context, "table-stats", "--output", Path.Combine(path, "x"));

            Assert.Equal(SafeMigrationsExitCode.Usage, wrong.ExitCode);
            Assert.EndsWith("Name another file with --output.\n", wrong.Error, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Preflight_IsExitCode5WhereItBlocks()
    {
        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
        MigratingContext Context() => new(database, Orders.First, TestMigration.Number(2, static b => b.CreateIndex("ix_orders_total", "orders", "total")));
        await CommandLineResult.RunAsync(Context, "apply", "--target", "Migration1");
        await database.ExecuteAsync(["INSERT INTO orders SELECT i, i FROM generate_series(1001, 300000) i", "ANALYZE orders"]);

        var blocked = await CommandLineResult.RunAsync(Context, "preflight");

        Assert.Equal(SafeMigrationsExitCode.Preflight, blocked.ExitCode);
        Assert.Contains("20240101000200_Migration2\n  warning DBM1001, step 1 (blocks)\n    CREATE INDEX ix_orders_total ON orders (total)", blocked.Out, StringComparison.Ordinal);
        Assert.Equal("DBM1001", (await CommandLineResult.RunAsync(Context, "preflight", "--json")).Json.GetProperty("findings").EnumerateArray().Single(static f => f.GetProperty("blocks").GetBoolean()).GetProperty("id").GetString());
        Assert.Equal(SafeMigrationsExitCode.Ok, (await CommandLineResult.RunAsync(Context, "preflight", "--allow", "dbm1001")).ExitCode);
        Assert.Equal(SafeMigrationsExitCode.Preflight, (await CommandLineResult.RunAsync(Context, "apply")).ExitCode);
        Assert.Equal(SafeMigrationsExitCode.Ok, (await CommandLineResult.RunAsync(Context, "apply", "--allow", "DBM1001")).ExitCode);
        Assert.Equal("No migration is to be looked at.\n", (await CommandLineResult.RunAsync(Context, "preflight")).Out);
    }

    [Fact]
    public async Task Verify_IsExitCode9WhereSomethingDiffers()
    {
        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
        MigratingContext Context() => new(database, Orders.First);
        await CommandLineResult.RunAsync(Context, "apply");

        var same = await CommandLineResult.RunAsync(Context, "verify");

        Assert.Equal(SafeMigrationsExitCode.Ok, same.ExitCode);
        Assert.Equal("1 migration applied, 1 of them compared with what they were when they were applied.\nNo difference was found.\n", same.Out);
        await database.ExecuteAsync("ALTER TABLE orders ADD CONSTRAINT ck_orders_total CHECK (total > 0) NOT VALID");

        var other = await CommandLineResult.RunAsync(Context, "verify");

        Assert.Equal(SafeMigrationsExitCode.Differences, other.ExitCode);
        Assert.Contains("not valid constraint", other.Out, StringComparison.Ordinal);
        Assert.EndsWith("1 difference found.\n", other.Out, StringComparison.Ordinal);
        Assert.Equal("notValidConstraint", (await CommandLineResult.RunAsync(Context, "verify", "--json")).Json.GetProperty("differences")[0].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task SafeMigrateAsync_AppliesForSeveralInstancesOnce()
    {
        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
        var contexts = Enumerable.Range(0, 3).Select(_ => new MigratingContext(database, Orders.First, Orders.Second)).ToList();

        var applied = await Task.WhenAll(contexts.Select(static c => c.Database.SafeMigrateAsync()));

        Assert.Equal([Orders.First.Id, Orders.Second.Id], applied.SelectMany(static a => a));
        Assert.Throws<ArgumentNullException>(static () => { _ = SafeMigrationDatabaseFacadeExtensions.SafeMigrateAsync(null!); });
        foreach (var context in contexts)
        {
            await context.DisposeAsync();
        }
    }
}
