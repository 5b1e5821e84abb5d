namespace MigrationAnalyzers.Tests.SqlFiles;

public sealed class PrismaLayoutTests : SqlLayoutTest
{
    [Fact]
    public void Folders_AreMigrationsInTheirOrder()
    {
        (string, string)[] files =
        [
            ("prisma/migrations/20240102000000_b/migration.sql", "SELECT 1;"), ("prisma/migrations/20240101000000_a/migration.sql", "CREATE TABLE orders (a int);"),
            ("prisma/migrations/20240101000000_a/down.sql", "DROP TABLE orders;"),
        ];
        var session = Session(null, files);
        var migrations = MigrationsOf(session, files).ToArray();

        Assert.Equal(["20240101000000_a", "20240102000000_b"], migrations.Select(static m => m.Id));
        Assert.Single(migrations[0].Down.Statements);
        Assert.True(Knows(session, files[0].Item1, "orders"));
    }

    [Fact]
    public async Task SeveralStatements_AreATransactionInSomeVersionsOnly()
    {
        const string Path = "20240101000000_a/migration.sql";
        await VerifyTransactionAsync(Path, Build);
        await VerifyTransactionAsync(Path, "SELECT 1; " + Build);
        await VerifyAsync(
            "DBM5001",
            "This statement fails: PostgreSQL does not run it inside a transaction block, and Prisma sends the file in one command, which is one transaction: "
            + "give the statement a migration of its own",
            [("sql_transaction", "file")],
            (Path, "-- é😀\r\nSELECT 1;\r\n" + Concurrently));
    }

    [Theory]
    [InlineData("a/migration.sql")]
    [InlineData("20240101000000_a/other.sql")]
    [InlineData("20240101000000_a/down.sql")]
    public void OtherFiles_AreNotPrismas(string path)
    {
        (string, string) file = (path, "SELECT 1;");

        Assert.Equal(Engine.Model.MigrationRunner.Plain, Assert.Single(MigrationsOf(Session(null, file), file)).Runner);
    }
}
