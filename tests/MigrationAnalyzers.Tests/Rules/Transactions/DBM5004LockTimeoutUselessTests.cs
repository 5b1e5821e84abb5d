namespace MigrationAnalyzers.Tests.Rules.Transactions;

public sealed class DBM5004LockTimeoutUselessTests() : RuleTest("DBM5004")
{
    private const string Ddl = "; ALTER TABLE orders ADD COLUMN x int";

    [Fact]
    public Task Zero_IsNamed() => UpSql("[|SET|] lock_timeout = 0" + Ddl).VerifyMessageAsync(
        "This lock_timeout does not help: 0 turns it off, so the lock on orders is waited for without end, and all later reads and writes of the table queue up behind it");

    [Theory]
    [MemberData(nameof(SqlSources))]
    public Task SetInSql_IsFound(string source) => Sql(source, "[|SET|] lock_timeout = 0; ALTER TABLE é ADD COLUMN x int").VerifyAsync();

    [Fact]
    public Task ValueBeyondStatementTimeout_IsInfo() => UpSql("SET statement_timeout = '3s'; [|SET LOCAL|] lock_timeout = '5s'" + Ddl).VerifyInfoAsync(
        "This lock_timeout does not help: the statement_timeout of 3s ends the statement before 5s have passed");

    [Theory]
    [InlineData("'1s'")]
    [InlineData("500")]
    [InlineData("'0.5 s'")]
    [InlineData("'100000us'")]
    public Task ValueUpToDeadlockTimeout_IsInfo(string value) => UpSql($"[|SET|] lock_timeout = {value}" + Ddl).VerifyInfoAsync();

    [Fact]
    public Task AutovacuumNeverGivesWay_IsExplained() => UpSql("[|SET|] lock_timeout = '1s'" + Ddl).VerifyInfoAsync(
        "This lock_timeout does not help: autovacuum gives way only to who has waited for deadlock_timeout (1 s): after 1s the statement gives up each time that autovacuum works on orders");

    [Fact]
    public Task SetLocalOutsideOfATransaction_IsInfo() => Up("""migrationBuilder.Sql("[|SET LOCAL|] lock_timeout = '5s'", suppressTransaction: true);""").VerifyInfoAsync(
        "This lock_timeout does not help: SET LOCAL ends with the transaction, and this command has none of its own to last in");

    [Theory]
    [InlineData("SET lock_timeout = '5s'; ALTER TABLE orders ADD COLUMN x int")]
    [InlineData("SET lock_timeout = 1001; ALTER TABLE orders ADD COLUMN x int")]
    [InlineData("SET statement_timeout = 0; SET lock_timeout = '5s'; ALTER TABLE orders ADD COLUMN x int")]
    [InlineData("SET statement_timeout = '1min'; SET lock_timeout = '5s'; ALTER TABLE orders ADD COLUMN x int")]
    [InlineData("SET deadlock_timeout = '100ms'; SET lock_timeout = '500ms'; ALTER TABLE orders ADD COLUMN x int")]
    [InlineData("SET lock_timeout = 0; CREATE INDEX CONCURRENTLY ix ON orders (x)")]
    [InlineData("SET lock_timeout = 0; CREATE TABLE t (x int); ALTER TABLE t ADD COLUMN y int")]
    [InlineData("SET lock_timeout = 0; SET lock_timeout = '5s'; ALTER TABLE orders ADD COLUMN x int")]
    [InlineData("SET lock_timeout = 0; RESET lock_timeout; ALTER TABLE orders ADD COLUMN x int")]
    public async Task ValueThatHelpsOrBlocksNobody_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }
}
