using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.SqlFiles;
using MigrationAnalyzers.Testing;

namespace MigrationAnalyzers.Tests.SqlFiles;

public sealed class SqlSessionTests : SqlLayoutTest
{
    [Fact]
    public async Task SqlLayout_IsForced()
    {
        await VerifyAsync("DBM5001", null, "plain", ("V1__a.sql", "SELECT 1; " + Build));
        await VerifyAsync("DBM5001", null, "atlas", ("a.sql", Concurrently));
        await VerifyAsync("DBM5001", null, "GOOSE", ("a.sql", Concurrently));
        await VerifyAsync("DBM5001", null, "golang-migrate", ("a.sql", "SELECT 1;" + Concurrently));
        await VerifyAsync("DBM5001", null, "dbmate", ("a.sql", Concurrently));
        await VerifyAsync("DBM5001", null, "flyway", ("a.sql", "SELECT 1;" + Concurrently));
        await VerifyAsync("DBM5001", null, "sqitch", ("a.sql", "SELECT 1;" + Build));
        await VerifyAsync("DBM5001", null, "prisma", ("a.sql", "SELECT 1;" + Build));
    }

    [Fact]
    public void SameText_IsReadOnce()
    {
        var first = new TestAdditionalText("1.sql", "CREATE TABLE orders (a int);");
        var one = new SqlFile(first, first.GetText());
        var two = new SqlFile(first, first.GetText());

        Assert.True(one.Read(one.Whole(default)) == two.Read(two.Whole(default)));
    }

    [Fact]
    public void KeystrokeInOneFile_LeavesTheOthersAsTheyAre()
    {
        var files = Enumerable.Range(1, 5).Select(static i => new TestAdditionalText($"db/{i}.sql", $"CREATE TABLE t{i} (a int);")).ToArray();
        var before = SessionOf(files);
        Assert.NotNull(before.MigrationsOf("db/5.sql")[0].CatalogBefore.Find(new RelationName(null, "t4")));

        files[3] = new TestAdditionalText("db/4.sql", "CREATE TABLE t40 (a int);");
        var after = SessionOf(files);

        Assert.NotNull(after.MigrationsOf("db/5.sql")[0].CatalogBefore.Find(new RelationName(null, "t40")));
        Assert.Null(after.MigrationsOf("db/5.sql")[0].CatalogBefore.Find(new RelationName(null, "t4")));
        Assert.Same(before.MigrationsOf("db/3.sql")[0].CatalogBefore, after.MigrationsOf("db/3.sql")[0].CatalogBefore);
        Assert.Same(before.MigrationsOf("db/5.sql")[0].Migration, after.MigrationsOf("db/5.sql")[0].Migration);
        Assert.NotSame(before.MigrationsOf("db/4.sql")[0].Migration, after.MigrationsOf("db/4.sql")[0].Migration);
    }

    [Fact]
    public void FileThatIsNamedTwice_IsOneMigration()
    {
        var file = new TestAdditionalText("db/1.sql", "CREATE TABLE t (a int);");

        Assert.Empty(Assert.Single(SessionOf([file, file]).MigrationsOf("db/1.sql")).Findings.Where(static f => f.Rule.Id == "DBM7003"));
    }

    [Fact]
    public async Task Findings_AreReportedInTheFileOfTheirDirection() => await VerifyAsync(
        "DBM1001",
        null,
        [("check_down", "true")],
        ("1_a.up.sql", "DROP INDEX ix; [|CREATE INDEX|] iy ON orders (a);"),
        ("1_a.down.sql", "DROP INDEX iy; [|CREATE INDEX|] ix ON orders (a);"));
}
