namespace MigrationAnalyzers.Tests.SqlFiles;

public sealed class DbUpAndGrateLayoutTests : SqlLayoutTest
{
    [Fact]
    public void DbUpScripts_AreInTheOrderOfTheirNames()
    {
        (string, string)[] files = [("Script0002 - b.sql", "SELECT 1;"), ("Script0001 - a.sql", "CREATE TABLE orders (a int);")];

        Assert.True(Knows(Session(null, files), "Script0002 - b.sql", "orders"));
    }

    [Theory]
    [InlineData("Script0001 - a.sql", "dbup", "DbUp is set up to run each script in one: run this script with an upgrader that has WithoutTransaction()")]
    [InlineData("db/up/a.sql", "grate", "grate is set up to run all scripts in one: run this script without --transaction")]
    public async Task Transaction_IsWhatTheOptionSays(string path, string layout, string way)
    {
        await VerifyTransactionAsync(path, "SELECT 1; " + Build);
        await VerifyAsync("DBM5001", null, layout, (path, "SELECT 1; " + Build));
        await VerifyAsync(
            "DBM5001",
            "This statement fails: PostgreSQL does not run it inside a transaction block, and " + way,
            [("sql_layout", layout), ("sql_transaction", "file")],
            (path, "-- é😀\r\nSELECT 1;\r\n" + Concurrently));
    }

    [Fact]
    public void GrateFolders_RunOneAfterTheOther() => Assert.Equal(
        ["before", "0001_a", "0002_b", "f", "v", "z", "after"],
        IdsOf(
            null, "db/afterMigration/after.sql", "db/runAfterOtherAnyTimeScripts/z.sql", "db/views/v.sql", "db/functions/sub/f.sql", "db/up/0002_b.sql", "db/up/0001_a.sql",
            "db/runBeforeUp/before.sql"));

    [Fact]
    public void GrateFolders_AreOneHistory()
    {
        (string, string)[] files = [("db/up/a.sql", "CREATE TABLE orders (a int);"), ("db/views/v.sql", "CREATE VIEW v AS SELECT {{column}} FROM orders;")];
        var session = Session(null, files);

        Assert.True(Knows(session, "db/views/v.sql", "orders"));
        Assert.Equal(["DBM7002"], session.MigrationsOf("db/views/v.sql")[0].Findings.Select(static f => f.Rule.Id));
    }

    [Fact]
    public void FolderAlone_IsNotGrates()
    {
        (string, string) file = ("db/up/a.sql", "SELECT 1;");

        Assert.Equal(Engine.Model.MigrationRunner.Plain, Assert.Single(MigrationsOf(Session(null, file), file)).Runner);
    }
}
