namespace MigrationAnalyzers.Tests.SqlFiles;

public sealed class GolangMigrateLayoutTests : SqlLayoutTest
{
    private const string Message = "This statement fails: PostgreSQL does not run it inside a transaction block, and golang-migrate sends the whole file in one command, "
        + "which is one transaction: give the statement a file of its own";

    [Fact]
    public void Files_AreBothDirectionsInTheOrderOfTheirVersions()
    {
        (string, string)[] files =
        [
            ("db/10_c.up.sql", "SELECT 1;"), ("db/2_b.down.sql", "DROP TABLE orders;"), ("db/2_other.up.sql", "CREATE TABLE orders (a int);"), ("db/1_a.up.sql", "SELECT 1;"),
        ];
        var migrations = MigrationsOf(Session(null, files), files).ToArray();

        Assert.Equal(["1_a", "2_other", "10_c"], migrations.Select(static m => m.Id));
        Assert.Equal("db/2_b.down.sql", migrations[1].Down.Statements[0].Origin.Location.Path);
        Assert.True(Knows(Session(null, files), "db/10_c.up.sql", "orders"));
    }

    [Fact]
    public async Task SeveralStatements_AreOneTransaction()
    {
        await VerifyAsync("DBM5001", Message, (string?)null, ("1_a.up.sql", "-- é😀\r\nSELECT 1;\r\n" + Concurrently));
        // The server counts the statements before it runs the first.
        await VerifyAsync("DBM5001", Message, (string?)null, ("1_a.up.sql", Concurrently + "\nSELECT 1;"));
        await VerifyAsync("DBM5001", Message, (string?)null, ("1_a.down.sql", "[|DROP INDEX CONCURRENTLY|] ix; SELECT 1;"));
        await VerifyAsync("DBM5001", Message, (string?)null, ("1_a.up.sql", "COMMIT; " + Concurrently));
    }

    [Fact]
    public Task StatementOfItsOwn_HasNone() => VerifyTransactionAsync("1_a.up.sql", "-- é😀\r\n" + Build + "\r\n-- end\r\n");

    [Fact]
    public Task MultiStatementMode_IsTheOption() => VerifyAsync("DBM5001", null, [("sql_transaction", "none")], ("1_a.up.sql", "SELECT 1; " + Build));

    [Fact]
    public void BeginAndCommit_AreOfTheSameTransaction()
    {
        (string, string) file = ("1_a.up.sql", "BEGIN; CREATE TABLE t (a int); COMMIT; SELECT 1; SELECT 2;");
        var statements = Assert.Single(MigrationsOf(Session(null, file), file)).Up.Statements;

        Assert.Equal([0, 0, 0, 1, 1], statements.Select(static s => s.Transaction));
        Assert.All(statements, static s => Assert.True(s.TransactionIsKnown));
    }
}
