namespace MigrationAnalyzers.Tests.SqlFiles;

public sealed class PlainLayoutTests : SqlLayoutTest
{
    [Fact]
    public void NumberedFiles_RunInTheOrderOfTheirNumbers() =>
        Assert.Equal(["1_a", "2_b", "10_c"], IdsOf(null, "db/10_c.sql", "db/1_a.sql", "db/2_b.sql"));

    [Fact]
    public void NumberedFiles_AreOneHistory()
    {
        var session = Session(null, ("db/001_a.sql", "CREATE TABLE orders (a int);"), ("db/002_b.sql", "SELECT 1;"), ("other/003_c.sql", "SELECT 1;"));

        Assert.False(Knows(session, "db/001_a.sql", "orders"));
        Assert.True(Knows(session, "db/002_b.sql", "orders"));
        Assert.False(Knows(session, "other/003_c.sql", "orders"));
    }

    [Theory]
    [InlineData("db/seed.sql")]
    [InlineData("db/002_b.down.sql.sql")]
    [InlineData("db/002_rollback.sql")]
    [InlineData("db/002_Undo_a.sql")]
    public void FileWithoutAPlace_IsAlone(string path) =>
        Assert.False(Knows(Session(null, ("db/001_a.sql", "CREATE TABLE orders (a int);"), (path, "SELECT 1;")), path, "orders"));

    [Fact]
    public void FileWithoutAPlace_ChangesNothingForOthers() => Assert.True(Knows(
        Session(null, ("db/001_a.sql", "CREATE TABLE orders (a int);"), ("db/002_rollback.sql", "DROP TABLE orders;"), ("db/003.sql", "SELECT 1;")),
        "db/003.sql",
        "orders"));

    [Fact]
    public async Task Transaction_IsNotKnown()
    {
        await VerifyTransactionAsync("db/1.sql", Build + " SELECT 1;");
        await VerifyTransactionAsync("db/1.sql", "BEGIN; " + Concurrently + " COMMIT;");
    }

    [Fact]
    public async Task Transaction_IsWhatTheOptionSays()
    {
        await VerifyAsync(
            "DBM5001",
            "This statement fails: PostgreSQL does not run it inside a transaction block, and the option sql_transaction says that the file runs in one",
            [("sql_transaction", "file")],
            ("db/1.sql", Concurrently));
        await VerifyAsync("DBM5001", null, [("sql_transaction", "file")], ("db/1.sql", "COMMIT; " + Build));
        await VerifyAsync("DBM5001", null, [("sql_transaction", "none")], ("db/1.sql", Build + " SELECT 1;"));
    }

    [Theory]
    [InlineData("20240101")]
    [InlineData("20240102_b")]
    public async Task StartAfter_ComparesTimestampsAsText(string applied)
    {
        const string Write = "CREATE INDEX ix ON orders (a);";
        await VerifyAsync("DBM1001", null, [("start_after", applied)], ("db/20231231_a.sql", Write));
        await VerifyAsync("DBM1001", null, [("start_after", applied)], ("db/20240103_a.sql", "[|CREATE INDEX|] ix ON orders (a);"));
    }

    [Fact]
    public async Task StartAfter_ComparesOtherNumbersAsNumbers()
    {
        await VerifyAsync("DBM1001", null, [("start_after", "9_x")], ("db/10_a.sql", "[|CREATE INDEX|] ix ON orders (a);"));
        await VerifyAsync("DBM1001", null, [("start_after", "10_a")], ("db/9_x.sql", "CREATE INDEX ix ON orders (a);"));
        await VerifyAsync("DBM1001", null, [("start_after", "10_a")], ("db/10_a.sql", "CREATE INDEX ix ON orders (a);"));
    }
}
