using MigrationAnalyzers.PostgresServers;

namespace MigrationAnalyzers.Package.Tests;

/// <summary>A migration that <c>dotnet format</c> has divided is one that <c>dotnet ef</c> works with, as if it had scaffolded it.</summary>
[Collection(PackageCollection.Name)]
public sealed class DividedMigrationTests(PackageFeed feed)
{
    private const string Added = "20260102000001_ChangeCreateIXOrdersUserId";

    [Fact]
    public async Task DividedMigration_IsListedScriptedAppliedAndRemoved()
    {
        (await DotNet.RunAsync(Repository.Root, "tool", "restore")).Succeeded();
        var divided = await feed.CreateConsumerAsync("Divided");

        (await divided.FormatAsync("DBM5002")).Succeeded();

        string[] scaffolded = ["20260101000000_Initial", "20260102000000_Change"];
        Assert.Equal(FilesOf([.. scaffolded, Added]), divided.FilesIn("Migrations"));
        (await divided.BuildAsync()).LoadedCleanly().Run.Succeeded();

        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
        var connection = database.ConnectionString;
        var list = (await divided.EfAsync(connection, "migrations", "list", "--no-build")).Succeeded().Output;
        Assert.Contains($"{scaffolded[0]} (Pending)\n{scaffolded[1]} (Pending)\n{Added} (Pending)", list.ReplaceLineEndings("\n"), StringComparison.Ordinal);

        var script = (await divided.EfAsync(connection, "migrations", "script", "--no-build")).Succeeded().Output.ReplaceLineEndings("\n");
        var commit = script.LastIndexOf("COMMIT;", StringComparison.Ordinal);
        Assert.True(script.IndexOf($"VALUES ('{scaffolded[1]}'", StringComparison.Ordinal) < commit);
        Assert.True(script.IndexOf("CREATE INDEX CONCURRENTLY", StringComparison.Ordinal) > commit);

        (await divided.EfAsync(connection, "database", "update", "--no-build")).Succeeded();
        Assert.Equal(3L, await database.ScalarAsync("SELECT count(*) FROM \"__EFMigrationsHistory\""));
        Assert.Equal(true, await database.ScalarAsync("""SELECT indisvalid FROM pg_index WHERE indexrelid = '"IX_Orders_UserId"'::regclass"""));

        // The model is the same: nothing is left to be scaffolded.
        (await divided.EfAsync(connection, "migrations", "add", "Nothing", "--no-build")).Succeeded();
        Assert.DoesNotContain("migrationBuilder.", divided.Read("Migrations/" + divided.FilesIn("Migrations").Single(static f => f.EndsWith("_Nothing.cs", StringComparison.Ordinal))), StringComparison.Ordinal);
        (await divided.EfAsync(connection, "migrations", "remove")).Succeeded();
        Assert.Equal(FilesOf([.. scaffolded, Added]), divided.FilesIn("Migrations"));

        // The way back, and the migration itself.
        var snapshot = divided.Read("Migrations/ShopContextModelSnapshot.cs");
        (await divided.EfAsync(connection, "migrations", "remove", "--force")).Succeeded();
        Assert.Equal(FilesOf(scaffolded), divided.FilesIn("Migrations"));
        Assert.Equal(snapshot, divided.Read("Migrations/ShopContextModelSnapshot.cs"));
        Assert.Equal(true, await database.ScalarAsync("""SELECT to_regclass('"IX_Orders_UserId"') IS NULL"""));
        Assert.Equal(2L, await database.ScalarAsync("SELECT count(*) FROM \"__EFMigrationsHistory\""));
        (await divided.BuildAsync()).Run.Succeeded();
    }

    private static IEnumerable<string> FilesOf(string[] ids) =>
        ids.SelectMany(static id => (string[])[id + ".Designer.cs", id + ".cs"]).Append("ShopContextModelSnapshot.cs").Order(StringComparer.Ordinal);
}
