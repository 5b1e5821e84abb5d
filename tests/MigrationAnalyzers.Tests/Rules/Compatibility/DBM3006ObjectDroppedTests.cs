namespace MigrationAnalyzers.Tests.Rules.Compatibility;

public sealed class DBM3006ObjectDroppedTests() : RuleTest("DBM3006")
{
    private const string Breaks = " breaks the application version that is still running if it uses it: its statements fail until it is replaced";

    [Fact]
    public Task DropSequenceCall_IsFound() =>
        Up("""migrationBuilder.[|DropSequence|](name: "order_numbers");""").VerifyMessageAsync("Dropping sequence order_numbers" + Breaks);

    [Theory]
    [InlineData("[|DROP VIEW|] a", "view a")]
    [InlineData("[|DROP VIEW|] a, app.b", "view a and app.b")]
    [InlineData("[|DROP MATERIALIZED VIEW|] a", "materialized view a")]
    [InlineData("[|DROP FUNCTION|] total(int)", "function total")]
    [InlineData("[|DROP PROCEDURE|] fill", "procedure fill")]
    [InlineData("[|DROP AGGREGATE|] agg(int)", "aggregate agg")]
    [InlineData("[|DROP TYPE|] state", "type state")]
    [InlineData("[|DROP DOMAIN|] email", "domain email")]
    [InlineData("[|DROP SCHEMA|] app CASCADE", "schema app")]
    [InlineData("[|DROP EXTENSION|] citext", "extension citext")]
    [InlineData("[|DROP FOREIGN TABLE|] remote", "foreign table remote")]
    [InlineData("[|DROP OWNED|] BY app", "all that the role owns")]
    [InlineData("ALTER TYPE address [|DROP|] ATTRIBUTE street", "attribute street of type address")]
    public Task EachKindInSql_IsNamed(string sql, string dropped) => UpSql(sql).VerifyMessageAsync("Dropping " + dropped + Breaks);

    [Fact]
    public Task DropDatabase_IsFound() => File("[|DROP DATABASE|] shop").VerifyMessageAsync("Dropping the database" + Breaks);

    [Theory]
    [InlineData("DROP TRIGGER a ON t; DROP POLICY b ON t; DROP INDEX c; DROP PUBLICATION d; DROP STATISTICS e")]
    [InlineData("DROP SCHEMA app")]
    [InlineData("CREATE VIEW a AS SELECT 1 AS x; DROP VIEW a")]
    [InlineData("DROP VIEW a; CREATE VIEW a AS SELECT 1 AS x")]
    [InlineData("DROP VIEW IF EXISTS a; CREATE MATERIALIZED VIEW a AS SELECT 1 AS x")]
    [InlineData("DROP FUNCTION total(int); CREATE FUNCTION total(bigint) RETURNS int LANGUAGE sql AS 'SELECT 1'")]
    [InlineData("ALTER TYPE state RENAME TO state_old; CREATE TYPE state AS ENUM ('a'); DROP TYPE state_old")]
    public Task NothingThatTheApplicationMisses_IsSilent(string sql) => UpSql(sql).VerifyAsync();

    [Fact]
    public Task TypeWhoseColumnsAreDroppedToo_IsSilent() =>
        UpSql("ALTER TABLE orders DROP COLUMN state; DROP TYPE state").After("CREATE TYPE state AS ENUM ('a'); CREATE TABLE orders (id int, state state)").VerifyAsync();

    [Fact]
    public Task TriggerFunction_IsSilent()
    {
        const string Function = "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$";
        return Task.WhenAll(
            UpSql("DROP FUNCTION touch").After(Function).VerifyAsync(),
            UpSql("[|DROP FUNCTION|] touch").After(Function.Replace("RETURNS trigger", "RETURNS text", StringComparison.Ordinal)).VerifyAsync(),
            UpSql("[|DROP FUNCTION|] touch").After(Function + "; CREATE FUNCTION touch(int) RETURNS int LANGUAGE sql AS 'SELECT 1'").VerifyAsync());
    }

    [Fact]
    public Task ViewThatKeptTheOldNameOfATable_IsInfo()
    {
        const string Tables = "CREATE TABLE users (id int); CREATE TABLE others (id int)";
        return Task.WhenAll(
            UpSql("[|DROP VIEW|] users").After(Tables).After("ALTER TABLE users RENAME TO customers; CREATE VIEW users AS SELECT * FROM customers").VerifyInfoAsync(),
            UpSql("[|DROP VIEW|] users").After(Tables).After("ALTER TABLE users RENAME TO customers").After("CREATE VIEW users AS SELECT * FROM others").VerifyMessageAsync("Dropping view users" + Breaks));
    }

    [Fact]
    public Task IfExists_IsAnInfoUnlessItIsKnown()
    {
        return Task.WhenAll(
            UpSql("[|DROP VIEW|] IF EXISTS a").VerifyInfoAsync("Dropping view a" + Breaks),
            UpSql("[|DROP VIEW|] IF EXISTS a").After("CREATE VIEW a AS SELECT 1 AS x").VerifyMessageAsync("Dropping view a" + Breaks));
    }

    [Fact]
    public Task Downtime_IsSilent() => UpSql("DROP VIEW a").With("deployment", "downtime").VerifyAsync();
}
