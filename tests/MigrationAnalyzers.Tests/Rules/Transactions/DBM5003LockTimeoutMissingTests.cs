namespace MigrationAnalyzers.Tests.Rules.Transactions;

public sealed class DBM5003LockTimeoutMissingTests() : RuleTest("DBM5003")
{
    [Fact]
    public Task AddColumnCall_NamesLockAndTable() =>
        Up("""migrationBuilder.[|AddColumn|]<string>(name: "note", table: "orders", type: "text", nullable: true);""").VerifyInfoAsync(
            "This waits for an ACCESS EXCLUSIVE lock on orders as long as it takes: when a long query or transaction is in the way, all later reads and writes of the table queue up behind it");

    [Fact]
    public Task IndexBuild_MakesWritesWait() => UpSql("[|CREATE INDEX|] ix ON orders (a)").VerifyInfoAsync(
        "This waits for a SHARE lock on orders as long as it takes: when a long query or transaction is in the way, all later writes of the table queue up behind it");

    [Theory]
    [MemberData(nameof(SqlSources))]
    public Task StatementInSql_IsFound(string source) => Sql(source, "ALTER TABLE orders [|ADD COLUMN|] é int").VerifyAsync();

    [Fact]
    public Task TableOfAForeignKey_IsNamed() =>
        UpSql("[|CREATE TABLE|] items (id int PRIMARY KEY, order_id int REFERENCES orders (id))").VerifyInfoAsync(
            "This waits for a SHARE ROW EXCLUSIVE lock on orders as long as it takes: when a long query or transaction is in the way, all later writes of the table queue up behind it");

    [Fact]
    public Task DroppedIndex_NamesItsTable() => UpSql("[|DROP INDEX|] ix").After("CREATE TABLE orders (a int); CREATE INDEX ix ON orders (a);").VerifyInfoAsync(
        "This waits for an ACCESS EXCLUSIVE lock on orders as long as it takes: when a long query or transaction is in the way, all later reads and writes of the table queue up behind it");

    [Fact]
    public Task SeveralStatements_AreOneFinding() => UpSql("ALTER TABLE a [|ADD COLUMN|] x int; ALTER TABLE b ADD COLUMN x int").VerifyAsync();

    [Theory]
    [InlineData("SET lock_timeout = '5s'; ALTER TABLE orders ADD COLUMN x int")]
    [InlineData("SET LOCAL lock_timeout = 5000; ALTER TABLE orders ADD COLUMN x int")]
    [InlineData("SELECT set_config('lock_timeout', '5s', true); ALTER TABLE orders ADD COLUMN x int")]
    [InlineData("CREATE TABLE t (x int); ALTER TABLE t ADD COLUMN y int")]
    [InlineData("CREATE INDEX CONCURRENTLY ix ON orders (x)")]
    [InlineData("ALTER TABLE orders VALIDATE CONSTRAINT c")]
    [InlineData("UPDATE orders SET x = 1 WHERE id = 7")]
    [InlineData("CREATE VIEW v AS SELECT 1")]
    [InlineData("CREATE SEQUENCE s")]
    [InlineData("COMMENT ON TABLE orders IS 'x'")]
    public async Task NothingWaits_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }

    [Fact]
    public Task SettingThatEndedWithItsTransaction_IsFound() => Up("""
        migrationBuilder.Sql("SET LOCAL lock_timeout = '5s'");
        migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT c", suppressTransaction: true);
        migrationBuilder.Sql("ALTER TABLE orders [|ADD COLUMN|] x int");
        """).VerifyAsync();

    [Fact]
    public Task SettingThatMayNotRun_IsSilent() => Up("""
        if (DateTime.Now.Year > 2020) { migrationBuilder.Sql("SET lock_timeout = '5s'"); }
        migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN x int");
        """).VerifyAsync();

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public Task Option_SaysThatItIsSetElsewhere(string value, bool isSilent) =>
        UpSql(isSilent ? "ALTER TABLE orders ADD COLUMN x int" : "ALTER TABLE orders [|ADD COLUMN|] x int").With("lock_timeout_set_elsewhere", value).VerifyAsync();
}
