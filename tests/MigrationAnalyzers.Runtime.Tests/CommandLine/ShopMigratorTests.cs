using System.Diagnostics;
using MigrationAnalyzers.PostgresServers;
using Microsoft.EntityFrameworkCore;
using Shop.Data;

namespace MigrationAnalyzers.Runtime.Tests.CommandLine;

public sealed class ShopMigratorTests
{
    private static int Migrations { get; } = ShopDbContextFactory.Create("Host=localhost").Database.GetMigrations().Count();

    [Fact]
    public async Task Program_MigratesAFreshDatabaseAndBack()
    {
        await using var server = await PostgresServer.StartAsync(18);
        await using var database = await server.CreateDatabaseAsync();

        var before = await ShopMigrator.RunAsync(database, "status", "--json", "--fail-if-pending");
        Assert.Equal(SafeMigrationsExitCode.Pending, before.ExitCode);
        Assert.Equal(Migrations, before.Json.GetProperty("pending").GetArrayLength());

        var plan = await ShopMigrator.RunAsync(database, "plan", "--json");
        Assert.Equal((SafeMigrationsExitCode.Ok, ""), (plan.ExitCode, plan.Error));
        Assert.Equal(Migrations, plan.Json.GetProperty("migrations").GetArrayLength());
        Assert.Equal("20250113090214_InitialCreate", plan.Json.GetProperty("migrations")[0].GetProperty("id").GetString());

        var dry = await ShopMigrator.RunAsync(database, "dry-run");
        Assert.Equal((SafeMigrationsExitCode.Ok, ""), (dry.ExitCode, dry.Error));
        Assert.Contains("CREATE INDEX CONCURRENTLY", dry.Out, StringComparison.Ordinal);
        Assert.Equal(0L, await database.ScalarAsync("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"));

        var apply = await ShopMigrator.RunAsync(database, "apply", "--json");
        Assert.True(apply.ExitCode == SafeMigrationsExitCode.Ok, apply.Out + apply.Error);
        Assert.Equal(Migrations, apply.Json.GetProperty("applied").GetArrayLength());

        var after = await ShopMigrator.RunAsync(database, "status", "--json", "--fail-if-pending");
        Assert.Equal(SafeMigrationsExitCode.Ok, after.ExitCode);
        Assert.Equal(Migrations, after.Json.GetProperty("applied").GetArrayLength());
        Assert.Equal(0, after.Json.GetProperty("halfApplied").GetArrayLength());

        var again = await ShopMigrator.RunAsync(database, "apply");
        Assert.Equal(SafeMigrationsExitCode.Ok, again.ExitCode);
        Assert.EndsWith("There is nothing to apply: no migration is pending." + Environment.NewLine, again.Out, StringComparison.Ordinal);

        var verify = await ShopMigrator.RunAsync(database, "verify", "--json");
        Assert.Equal(Migrations, verify.Json.GetProperty("appliedMigrations").GetInt32());
        Assert.Equal(verify.Json.GetProperty("differences").GetArrayLength() == 0 ? SafeMigrationsExitCode.Ok : SafeMigrationsExitCode.Differences, verify.ExitCode);

        var rollback = await ShopMigrator.RunAsync(database, "rollback", "ValidateProductPriceCheck", "--json", "--no-preflight");
        Assert.True(rollback.ExitCode == SafeMigrationsExitCode.Ok, rollback.Out + rollback.Error);
        Assert.Equal(1, rollback.Json.GetProperty("rolledBack").GetArrayLength());
        Assert.Equal(Migrations - 1L, await database.ScalarAsync("SELECT count(*) FROM \"__EFMigrationsHistory\""));

        // The next one has an empty Down.
        var refused = await ShopMigrator.RunAsync(database, "rollback", "CheckProductPrice");
        Assert.Equal(SafeMigrationsExitCode.Usage, refused.ExitCode);
        Assert.Contains("--allow-empty-down", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TenAtOnce_ApplyEachMigrationOnce()
    {
        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();

        var runs = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => ShopMigrator.RunAsync(database, "apply", "--json")));

        Assert.All(runs, static r => Assert.True(r.ExitCode == SafeMigrationsExitCode.Ok, r.Out + r.Error));
        Assert.Equal(Migrations, runs.Sum(static r => r.Json.GetProperty("applied").GetArrayLength()));
        Assert.Equal((long)Migrations, await database.ScalarAsync("SELECT count(*) FROM \"__EFMigrationsHistory\""));
    }

    [Fact]
    public async Task CtrlC_CancelsAndRollsBack()
    {
        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
        await ShopMigrator.RunAsync(database, "apply", "--target", "InitialCreate");
        await using var holder = await database.OpenAsync();
        await using var hold = new Npgsql.NpgsqlCommand("BEGIN; LOCK TABLE orders IN ACCESS SHARE MODE", holder);
        await hold.ExecuteNonQueryAsync();
        using var process = ShopMigrator.Start(database, "apply");
        var waiting = new System.Text.StringBuilder();
        while (!waiting.ToString().Contains("waits for process", StringComparison.Ordinal))
        {
            waiting.AppendLine(await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"It ended: {waiting}{await process.StandardError.ReadToEndAsync()}"));
        }

        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(SafeMigrationsExitCode.Cancelled, (SafeMigrationsExitCode)process.ExitCode);
        Assert.Equal("error: Cancelled. What was under way was rolled back; what was done before stays, and a further run goes on from there." + Environment.NewLine, error);
    }
}
