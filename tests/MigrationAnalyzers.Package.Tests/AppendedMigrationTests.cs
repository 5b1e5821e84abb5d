using MigrationAnalyzers.PostgresServers;

namespace MigrationAnalyzers.Package.Tests;

/// <summary>Migrations that <c>dotnet format</c> has written behind the last one are ones that <c>dotnet ef</c> works with, as if it had scaffolded them.</summary>
[Collection(PackageCollection.Name)]
public sealed class AppendedMigrationTests(PackageFeed feed)
{
    private const string First = "20260102000001_ValidateCKUser";
    private const string Second = "20260102000002_ValidateCKId";

    private static readonly string[] s_scaffolded = ["20260101000000_Initial", "20260102000000_Change"];

    [Fact]
    public async Task AppendedMigrations_AreListedScriptedAppliedAndRemoved()
    {
        var ef = await EfTool.OfVersionAsync(10);
        var shop = await feed.CreateConsumerAsync("Divided");
        shop.InsertBefore(
            "Migrations/20260101000000_Initial.cs",
            "        }\n\n        /// <inheritdoc />\n        protected override void Down",
            """"

                        migrationBuilder.Sql("""ALTER TABLE "Orders" ADD CONSTRAINT "CK_User" CHECK ("UserId" > 0) NOT VALID""");

                        migrationBuilder.Sql("""ALTER TABLE "Orders" ADD CONSTRAINT "CK_Id" CHECK ("Id" > 0) NOT VALID""");

            """".ReplaceLineEndings("\n"));

        var last = shop.Read("Migrations/20260102000000_Change.cs");
        (await shop.FormatAsync("DBM5009")).Succeeded();

        Assert.Equal(FilesOf([.. s_scaffolded, First, Second]), shop.FilesIn("Migrations"));
        Assert.Equal(last, shop.Read("Migrations/20260102000000_Change.cs"));
        (await shop.BuildAsync()).LoadedCleanly().Run.Succeeded();

        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
        var connection = database.ConnectionString;
        var list = (await shop.EfAsync(ef, "", connection, "migrations", "list", "--no-build")).Succeeded().Output;
        Assert.Contains($"{s_scaffolded[1]} (Pending)\n{First} (Pending)\n{Second} (Pending)", list.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        (await shop.EfAsync(ef, "", connection, "database", "update", s_scaffolded[1], "--no-build")).Succeeded();
        var script = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        (await shop.EfAsync(ef, "", connection, "migrations", "script", s_scaffolded[1], "--no-build", "--output", script)).Succeeded();
        await database.ExecuteAsync(await File.ReadAllTextAsync(script));
        File.Delete(script);
        Assert.Equal(4L, await database.ScalarAsync("SELECT count(*) FROM \"__EFMigrationsHistory\""));
        Assert.Equal(2L, await database.ScalarAsync("SELECT count(*) FROM pg_constraint WHERE conname IN ('CK_User', 'CK_Id') AND convalidated"));

        // The model is the same: nothing is left to be scaffolded.
        (await shop.EfAsync(ef, "", connection, "migrations", "add", "Nothing", "--no-build")).Succeeded();
        Assert.DoesNotContain("migrationBuilder.", shop.Read("Migrations/" + shop.FilesIn("Migrations").Single(static f => f.EndsWith("_Nothing.cs", StringComparison.Ordinal))), StringComparison.Ordinal);
        (await shop.EfAsync(ef, "", connection, "migrations", "remove")).Succeeded();

        // The way back.
        var snapshot = shop.Read("Migrations/ShopContextModelSnapshot.cs");
        (await shop.EfAsync(ef, "", connection, "migrations", "remove", "--force")).Succeeded();
        Assert.Equal(FilesOf([.. s_scaffolded, First]), shop.FilesIn("Migrations"));
        Assert.Equal(snapshot, shop.Read("Migrations/ShopContextModelSnapshot.cs"));
        (await shop.EfAsync(ef, "", connection, "database", "update", "0")).Succeeded();
        Assert.Equal(true, await database.ScalarAsync("""SELECT to_regclass('"Orders"') IS NULL"""));
    }

    private static IEnumerable<string> FilesOf(string[] ids) =>
        ids.SelectMany(static id => (string[])[id + ".Designer.cs", id + ".cs"]).Append("ShopContextModelSnapshot.cs").Order(StringComparer.Ordinal);
}
