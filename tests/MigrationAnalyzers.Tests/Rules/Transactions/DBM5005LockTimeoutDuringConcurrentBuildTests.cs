namespace MigrationAnalyzers.Tests.Rules.Transactions;

public sealed class DBM5005LockTimeoutDuringConcurrentBuildTests() : RuleTest("DBM5005")
{
    private static string Message(string value) =>
        $"A lock_timeout of {value} is in force: a concurrent build waits for every older transaction, blocking nobody, and when one of them lasts longer it ends and leaves an INVALID index";

    [Theory]
    [InlineData("'5s'", "5s")]
    [InlineData("5000", "5000 ms")]
    public Task BuildUnderALockTimeout_NamesIt(string value, string named) =>
        File($"SET lock_timeout = {value}; [|CREATE INDEX CONCURRENTLY|] ix ON orders (a)").VerifyMessageAsync(Message(named));

    [Fact]
    public Task ConcurrentIndexCall_IsFound() => Up("""
        migrationBuilder.Sql("SET lock_timeout = '5s'");
        migrationBuilder.[|CreateIndex|]("ix", "orders", "a").Annotation("Npgsql:CreatedConcurrently", true);
        """).VerifyAsync();

    [Theory]
    [InlineData("SET lock_timeout = 500; [|REINDEX TABLE CONCURRENTLY|] orders")]
    [InlineData("SET lock_timeout = 500; [|REINDEX INDEX CONCURRENTLY|] ix")]
    [InlineData("SET SESSION lock_timeout = 500; [|CREATE UNIQUE INDEX CONCURRENTLY|] ix ON orders (a)")]
    public Task EachBuild_IsFound(string sql) => File(sql).VerifyAsync();

    [Theory]
    [InlineData("CREATE INDEX CONCURRENTLY ix ON orders (a)")]
    [InlineData("SET lock_timeout = 0; CREATE INDEX CONCURRENTLY ix ON orders (a)")]
    [InlineData("SET lock_timeout = '5s'; RESET lock_timeout; CREATE INDEX CONCURRENTLY ix ON orders (a)")]
    [InlineData("SET lock_timeout = '5s'; SET lock_timeout = 0; CREATE INDEX CONCURRENTLY ix ON orders (a)")]
    [InlineData("SET lock_timeout = '5s'; CREATE INDEX ix ON orders (a)")]
    [InlineData("BEGIN; SET LOCAL lock_timeout = '5s'; COMMIT; CREATE INDEX CONCURRENTLY ix ON orders (a)")]
    public Task NoLockTimeoutInForce_IsSilent(string sql) => File(sql).VerifyAsync();

    [Fact]
    public Task SetLocalThatEndedWithItsTransaction_IsSilent() => Up("""
        migrationBuilder.Sql("SET LOCAL lock_timeout = '5s'");
        migrationBuilder.CreateIndex("ix", "orders", "a").Annotation("Npgsql:CreatedConcurrently", true);
        """).VerifyAsync();
}
