namespace MigrationAnalyzers.Tests.SqlFiles;

public sealed class FlywayLayoutTests : SqlLayoutTest
{
    private const string Message = "This statement fails: PostgreSQL does not run it inside a transaction block, and Flyway runs a script in one, and refuses to mix such a "
        + "statement with others: give it a script of its own, and write executeInTransaction=false into the script's .conf file";

    [Fact]
    public void Scripts_RunByVersionAndThenTheRepeatableOnes() => Assert.Equal(
        ["V1__a", "V1.1__b", "V1_2__c", "V2.0.0__d", "V2.1__e", "V10__f", "V20240101120000__g", "R__h", "R__i"],
        IdsOf(
            null, "R__i.sql", "R__h.sql", "V20240101120000__g.sql", "V10__f.sql", "V2.1__e.sql", "V2.0.0__d.sql", "V1_2__c.sql", "V1.1__b.sql", "V1__a.sql"));

    [Fact]
    public void UndoScript_IsDown()
    {
        (string, string)[] files = [("V2.0__a.sql", "CREATE TABLE orders (a int);"), ("U2__undo.sql", "DROP TABLE orders;"), ("V3__b.sql", "SELECT 1;")];
        var migration = MigrationsOf(Session(null, files), files).First();

        Assert.Equal("V2.0__a", migration.Id);
        Assert.Single(migration.Up.Statements);
        Assert.Single(migration.Down.Statements);
        Assert.Equal("U2__undo.sql", migration.Down.Statements[0].Origin.Location.Path);
        Assert.True(Knows(Session(null, files), "V3__b.sql", "orders"));
    }

    [Theory]
    [InlineData("CREATE INDEX CONCURRENTLY ix ON orders (a);")]
    [InlineData("CREATE UNIQUE INDEX CONCURRENTLY ix ON orders (a); DROP INDEX CONCURRENTLY iy;")]
    [InlineData("/* x */ vacuum orders;")]
    [InlineData("ALTER SYSTEM SET work_mem = '8MB';")]
    public Task ScriptThatFlywayKnows_HasNoTransaction(string sql) => VerifyTransactionAsync("db/V1__a.sql", sql);

    [Fact]
    public async Task OtherScripts_HaveOne()
    {
        await VerifyAsync("DBM5001", Message, (string?)null, ("db/V1__a.sql", "-- é😀\r\nSET lock_timeout = '1s';\r\n" + Concurrently));
        await VerifyAsync("DBM5001", Message, (string?)null, ("db/V1__a.sql", "[|REINDEX TABLE CONCURRENTLY|] orders;"));
        await VerifyAsync("DBM5001", Message, (string?)null, ("db/R__a.sql", Concurrently + " SELECT 1;"));
    }

    [Fact]
    public async Task ScriptConfiguration_DecidesTheTransaction()
    {
        await VerifyAsync("DBM5001", null, (string?)null, ("db/V1__a.sql", "SET lock_timeout = '1s'; " + Build), ("db/V1__a.sql.conf", "executeInTransaction=false\r\n"));
        await VerifyAsync("DBM5001", null, (string?)null, ("db/V1__a.sql", Concurrently), ("db/V1__a.sql.conf", "# x\nexecuteInTransaction=true"));
        await VerifyAsync("DBM5001", null, (string?)null, ("db/V1__a.sql", Concurrently + " SELECT 1;"), ("db/V2__a.sql.conf", "executeInTransaction=false"));
    }

    [Fact]
    public Task GlobalSetting_IsTheOption() =>
        VerifyAsync("DBM5001", null, [("sql_transaction", "none")], ("db/V1__a.sql", "SET lock_timeout = '1s'; " + Build));

    [Fact]
    public async Task Placeholders_KeepThePlaces()
    {
        await VerifyAsync("DBM1001", null, (string?)null, ("V1__a.sql", "-- é😀 ${x}\nALTER TABLE ${schema}.t ADD a int;\n[|CREATE INDEX|] ix ON ${flyway:defaultSchema}.orders (a);"));
        await VerifyAsync("DBM1001", null, (string?)null, ("V1__a.sql", "CREATE INDEX ix ON orders (${column}); CREATE INDEX ix ON ${prefix}orders (a); [|CREATE INDEX|] ix ON \"${schema}\".orders (a);"));
        await VerifyAsync("DBM7001", null, (string?)null, ("V1__a.sql", "CREATE TABLE t (a int) ${options} ${more};"));
        await VerifyAsync("DBM7002", null, (string?)null, ("V1__a.sql", "CREATE TABLE t (a int) [|${options}|] ${more};"));
    }

    [Theory]
    [InlineData("2")]
    [InlineData("V2")]
    [InlineData("V2__b")]
    [InlineData("2.0")]
    public async Task StartAfter_IsAVersion(string applied)
    {
        await VerifyAsync("DBM1001", null, [("start_after", applied)], ("V2__b.sql", "CREATE INDEX ix ON orders (a);"), ("V10__c.sql", "[|CREATE INDEX|] iy ON orders (a);"));
        await VerifyAsync("DBM1001", null, [("start_after", applied)], ("V1.9__b.sql", "CREATE INDEX ix ON orders (a);"), ("V2.1__c.sql", "[|CREATE INDEX|] iy ON orders (a);"));
    }

    [Theory]
    [InlineData("V__a.sql")]
    [InlineData("V1_a.sql")]
    [InlineData("Views__a.sql")]
    public Task OtherName_IsNotFlyways(string path) => VerifyTransactionAsync(path, "SELECT 1; " + Build);
}
