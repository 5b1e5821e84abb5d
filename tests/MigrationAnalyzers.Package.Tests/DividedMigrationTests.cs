using MigrationAnalyzers.PostgresServers;

namespace MigrationAnalyzers.Package.Tests;

/// <summary>A migration that <c>dotnet format</c> has divided is one that <c>dotnet ef</c> works with, as if it had scaffolded it.</summary>
[Collection(PackageCollection.Name)]
public sealed class DividedMigrationTests(PackageFeed feed)
{
    private const string Added = "20260102000005_ChangeCreateIXOrdersUserId";
    private const string IndexIsValid = """SELECT indisvalid FROM pg_index WHERE indexrelid = '"IX_Orders_UserId"'::regclass""";
    private const string IndexIsGone = """SELECT to_regclass('"IX_Orders_UserId"') IS NULL""";
    private const string Applied = """SELECT count(*) FROM "__EFMigrationsHistory" """;

    private static readonly string[] s_scaffolded = ["20260101000000_Initial", "20260102000000_Change"];

    /// <summary>EF Core 9 has no provider of its own here; its tool works with EF Core 8, too.</summary>
    [Theory]
    [InlineData(8, 8, 9)]
    [InlineData(10, 10)]
    public async Task DividedMigration_IsListedScriptedAppliedAndRemoved(int entityFramework, params int[] tools)
    {
        var divided = await feed.CreateConsumerAsync("Divided", entityFramework);

        (await divided.FormatAsync("DBM5002")).Succeeded();

        Assert.Equal(FilesOf([.. s_scaffolded, Added]), divided.FilesIn("Migrations"));

        foreach (var version in tools)
        {
            var tool = await EfTool.OfVersionAsync(version);
            (await divided.BuildAsync()).LoadedCleanly().Run.Succeeded();
            await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
            await ListAndScriptAsync(database, arguments => divided.EfAsync(tool, "", database.ConnectionString, arguments));
            await ApplyAndRemoveAsync(divided, database, isLast: version == tools[^1], arguments => divided.EfAsync(tool, "", database.ConnectionString, arguments));
        }
    }

    private static async Task ListAndScriptAsync(PostgresDatabase database, Func<string[], Task<DotNetResult>> ef)
    {
        var list = (await ef(["migrations", "list", "--no-build"])).Succeeded().Output;
        Assert.Contains($"{s_scaffolded[0]} (Pending)\n{s_scaffolded[1]} (Pending)\n{Added} (Pending)", list.ReplaceLineEndings("\n"), StringComparison.Ordinal);

        // The index stands behind the end of the transaction of what was there before.
        var script = (await ef(["migrations", "script", "--no-build"])).Succeeded().Output.ReplaceLineEndings("\n");
        var recorded = script.IndexOf($"VALUES ('{s_scaffolded[1]}'", StringComparison.Ordinal);
        var commit = script.IndexOf("COMMIT;", recorded, StringComparison.Ordinal);
        Assert.True(recorded > 0 && commit > recorded);
        Assert.True(script.IndexOf("CREATE INDEX CONCURRENTLY", StringComparison.Ordinal) > commit);

        var again = (await ef(["migrations", "script", "--idempotent", "--no-build"])).Succeeded().Output;
        Assert.All((string[])[.. s_scaffolded, Added], id => Assert.Contains($"\"MigrationId\" = '{id}'", again, StringComparison.Ordinal));
        Assert.Equal(true, await database.ScalarAsync("""SELECT to_regclass('"__EFMigrationsHistory"') IS NULL"""));
    }

    private static async Task ApplyAndRemoveAsync(Consumer divided, PostgresDatabase database, bool isLast, Func<string[], Task<DotNetResult>> ef)
    {
        (await ef(["database", "update", "--no-build"])).Succeeded();
        Assert.Equal(3L, await database.ScalarAsync(Applied));
        Assert.Equal(true, await database.ScalarAsync(IndexIsValid));
        (await ef(["database", "update", s_scaffolded[1], "--no-build"])).Succeeded();
        Assert.Equal(2L, await database.ScalarAsync(Applied));
        Assert.Equal(true, await database.ScalarAsync(IndexIsGone));

        // The model is the same: nothing is left to be scaffolded.
        (await ef(["migrations", "add", "Nothing", "--no-build"])).Succeeded();
        var nothing = divided.FilesIn("Migrations").Single(static f => f.EndsWith("_Nothing.cs", StringComparison.Ordinal));
        Assert.DoesNotContain("migrationBuilder.", divided.Read("Migrations/" + nothing), StringComparison.Ordinal);
        (await ef(["migrations", "remove"])).Succeeded();
        Assert.Equal(FilesOf([.. s_scaffolded, Added]), divided.FilesIn("Migrations"));
        if (!isLast)
        {
            return;
        }

        // The migration itself is taken back, in the database too.
        (await ef(["database", "update"])).Succeeded();
        var snapshot = divided.Read("Migrations/ShopContextModelSnapshot.cs");
        (await ef(["migrations", "remove", "--force"])).Succeeded();
        Assert.Equal(FilesOf(s_scaffolded), divided.FilesIn("Migrations"));
        Assert.Equal(snapshot, divided.Read("Migrations/ShopContextModelSnapshot.cs"));
        Assert.Equal(true, await database.ScalarAsync(IndexIsGone));
        Assert.Equal(2L, await database.ScalarAsync(Applied));
        (await divided.BuildAsync()).Run.Succeeded();
    }

    private static IEnumerable<string> FilesOf(string[] ids) =>
        ids.SelectMany(static id => (string[])[id + ".Designer.cs", id + ".cs"]).Append("ShopContextModelSnapshot.cs").Order(StringComparer.Ordinal);
}
