using MigrationAnalyzers.PostgresServers;

namespace MigrationAnalyzers.Package.Tests;

/// <summary>What a user of the runtime package sees, with the analyzer package beside it.</summary>
[Collection(PackageCollection.Name)]
public sealed class RuntimeConsumerTests(PackageFeed feed)
{
    /// <summary>One build and its program, as both take seconds.</summary>
    [Fact]
    public async Task Migrator_IsBuiltWithTheAnalyzerAndMigratesADatabase()
    {
        var migrator = await feed.CreateConsumerAsync("Migrator");

        var build = (await migrator.BuildAsync()).LoadedCleanly();

        build.Run.Succeeded();
        // Its own assemblies of the engine are loaded beside those of the runtime, and the safe forms are read from the runtime's.
        Assert.Equal(
            ["Migrations/20260103000000_AddIndex.cs"],
            build.Findings.Where(static f => f.Id == "DBM1001").Select(static f => f.File));
        Assert.Equal([], build.Findings.Where(static f => f.Level != "note" && f.File == "Migrations/20260102000000_AddIndexSafely.cs").Select(static f => $"{f.Id} {f.Message}"));

        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
        (await migrator.RunProgramAsync(database.ConnectionString, "apply", "--target", "AddIndexSafely")).Succeeded();
        await database.ExecuteAsync(["INSERT INTO orders SELECT i, i FROM generate_series(1, 100000) i", "ANALYZE orders"]);

        // Engine and parser come along: preflight finds what the analyzer found.
        var refused = await migrator.RunProgramAsync(database.ConnectionString, "apply");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("DBM1001: 20260103000000_AddIndex", refused.Output, StringComparison.Ordinal);
        Assert.Equal(2L, await database.ScalarAsync("SELECT count(*) FROM \"__EFMigrationsHistory\""));

        (await migrator.RunProgramAsync(database.ConnectionString, "apply", "--allow", "DBM1001")).Succeeded();

        Assert.Equal(3L, await database.ScalarAsync("SELECT count(*) FROM \"__EFMigrationsHistory\""));
        Assert.Equal(true, await database.ScalarAsync("SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix_orders_user_id'::regclass"));
        Assert.Equal(true, await database.ScalarAsync("SELECT attnotnull FROM pg_attribute WHERE attrelid = 'orders'::regclass AND attname = 'user_id'"));

        var status = await migrator.RunProgramAsync(database.ConnectionString, "status", "--json");
        Assert.Contains("20260102000000_AddIndexSafely", status.Succeeded().Output, StringComparison.Ordinal);
        (await migrator.RunProgramAsync(database.ConnectionString, "rollback", "AddIndexSafely", "--allow", "DBM1002")).Succeeded();
        Assert.Equal(true, await database.ScalarAsync("SELECT to_regclass('ix_orders_id_user_id') IS NULL"));
    }

    [Fact]
    public async Task ProjectOfNet8_CompilesTheSafeForms()
    {
        var migrator = await feed.CreateConsumerAsync("Migrator8");

        var build = (await migrator.BuildAsync()).LoadedCleanly();

        build.Run.Succeeded();
        Assert.Empty(build.All);
        var assets = migrator.Read("obj/project.assets.json");
        Assert.All(
            (string[])["MigrationAnalyzers.Engine.dll", "MigrationAnalyzers.Runtime.dll", "PgQuery.Module.dll", "PgQuery.NET.dll"],
            file => Assert.Contains($"\"lib/net8.0/{file}\"", assets, StringComparison.Ordinal));
        Assert.DoesNotContain("\"lib/net10.0/MigrationAnalyzers.Runtime.dll\": {", assets, StringComparison.Ordinal);
    }
}
