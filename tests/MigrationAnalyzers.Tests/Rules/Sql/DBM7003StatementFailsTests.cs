namespace MigrationAnalyzers.Tests.Rules.Sql;

public sealed class DBM7003StatementFailsTests() : RuleTest("DBM7003")
{
    private const string Orders = "CREATE TABLE orders (id bigint PRIMARY KEY, note text)";

    [Fact]
    public Task MissingColumn_IsFound() => Up("""migrationBuilder.[|DropColumn|](name: "remark", table: "orders");""").After(Orders)
        .VerifyMessageAsync("This fails: column \"remark\" of relation \"orders\" does not exist");

    [Theory]
    [InlineData("ALTER TABLE orders [|ADD COLUMN|] note text")]
    [InlineData("[|CREATE TABLE|] orders (id int)")]
    [InlineData("[|CREATE INDEX|] ix ON orders (remark)")]
    [InlineData("ALTER TABLE orders [|RENAME|] remark TO x")]
    [InlineData("ALTER TABLE orders [|ADD CONSTRAINT|] pk PRIMARY KEY (note)")]
    [InlineData("ALTER TABLE orders [|ADD CONSTRAINT|] fk FOREIGN KEY (remark) REFERENCES orders (id)")]
    public async Task StatementThatContradictsTheCatalog_IsFound(string sql)
    {
        await UpSql(sql).After(Orders).VerifyAsync();
        await File(Orders + ";" + sql).VerifyAsync();
    }

    [Fact]
    public Task WrongOrderInOneMigration_IsFound() => UpSql("ALTER TABLE orders DROP COLUMN note; [|CREATE INDEX|] ix ON orders (note)").After(Orders).VerifyAsync();

    [Theory]
    [InlineData("ALTER TABLE users DROP COLUMN remark")]
    [InlineData("ALTER TABLE orders DROP COLUMN IF EXISTS remark")]
    [InlineData("ALTER TABLE orders ADD COLUMN IF NOT EXISTS note text")]
    [InlineData("CREATE TABLE IF NOT EXISTS orders (id int)")]
    [InlineData("DROP TABLE users")]
    public Task WhatIsNotCertain_IsSilent(string sql) => UpSql(sql).After(Orders).VerifyAsync();

    [Fact]
    public Task TypeChangeWithoutUsing_IsLeftToDBM4003() => UpSql("ALTER TABLE orders ALTER COLUMN note TYPE int").After(Orders).VerifyAsync();

    [Theory]
    [InlineData("SELECT change_schema()")]
    [InlineData("DO $$ BEGIN EXECUTE (SELECT ddl FROM patches); END $$")]
    public Task StatementThatCannotBeLookedInto_MakesItSilent(string between) => UpSql("ALTER TABLE orders DROP COLUMN remark").After(Orders).After(between).VerifyAsync();

    [Theory]
    [InlineData("CREATE INDEX ix ON orders (note)")]
    [InlineData("CREATE TABLE orders (id int)")]
    [InlineData("ALTER TABLE orders ADD COLUMN note text")]
    [InlineData("ALTER TABLE orders ADD PRIMARY KEY (note)")]
    [InlineData("CREATE VIEW open AS SELECT 1")]
    [InlineData("CREATE SEQUENCE s")]
    public Task WhatAStatementThatCannotBeLookedIntoMayHaveDropped_CanBeMadeAnew(string sql) => UpSql(sql)
        .After(Orders + "; CREATE INDEX ix ON orders (note); CREATE VIEW open AS SELECT id FROM orders; CREATE SEQUENCE s").After("SELECT change_schema()").VerifyAsync();

    [Fact]
    public Task DownAfterAnUpOfUnknownText_MakesTheIndexAnew() => Up(
        """migrationBuilder.Sql(System.Environment.GetEnvironmentVariable("DROP")!);""",
        RuleCase.Method("Down", """migrationBuilder.CreateIndex(name: "ix", table: "orders", column: "note");""")).After(Orders + "; CREATE INDEX ix ON orders (note)").VerifyAsync();

    [Fact]
    public Task WhatWasMadeAfterSuchAStatement_IsCertain() =>
        UpSql("CREATE TABLE bills (id int); [|CREATE TABLE|] bills (id int)").After(Orders).After("SELECT change_schema()").VerifyAsync();

    [Fact]
    public Task StatementThatMayNotRun_IsSilent() =>
        Up("""if (DateTime.Now.Year > 2020) { migrationBuilder.DropColumn(name: "remark", table: "orders"); }""").After(Orders).VerifyAsync();

    [Fact]
    public async Task ErrorOfOldServers_NeedsAKnownVersion()
    {
        const string Sql = "CREATE UNIQUE INDEX ix ON orders (note) NULLS NOT DISTINCT";

        await UpSql(Sql).After(Orders).VerifyAsync();
        await UpSql(Sql).After(Orders).With("postgres_version", "15").VerifyAsync();
        await UpSql(Sql.Replace("CREATE UNIQUE INDEX", "[|CREATE UNIQUE INDEX|]", StringComparison.Ordinal)).After(Orders).With("postgres_version", "14")
            .VerifyMessageAsync("This fails: NULLS NOT DISTINCT needs PostgreSQL 15");
    }

    [Theory]
    [InlineData("SELECT FROM WHERE")]
    [InlineData("CREATE INDEX ix ON orders (Note)")]
    public Task WhatOtherRulesSay_IsSilent(string sql) => UpSql(sql).After("CREATE TABLE orders (id bigint PRIMARY KEY, \"Note\" text)").VerifyAsync();

    [Fact]
    public Task Down_IsCheckedToo() => Down("""migrationBuilder.[|DropColumn|](name: "remark", table: "orders");""").After(Orders).VerifyAsync();
}
