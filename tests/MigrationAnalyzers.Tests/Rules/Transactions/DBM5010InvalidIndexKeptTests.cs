namespace MigrationAnalyzers.Tests.Rules.Transactions;

public sealed class DBM5010InvalidIndexKeptTests() : RuleTest("DBM5010")
{
    private const string Suppressed = ", suppressTransaction: true);";

    [Fact]
    public Task ConcurrentBuildIfNotExists_IsFound() =>
        Up("""migrationBuilder.Sql("[|CREATE UNIQUE INDEX CONCURRENTLY|] IF NOT EXISTS ix ON users (email)", suppressTransaction: true);""").VerifyMessageAsync(
            "When a build of ix fails it leaves an INVALID index, and IF NOT EXISTS takes that for the real one: the next run succeeds without a usable index");

    [Theory]
    [MemberData(nameof(SqlSources))]
    public Task StatementInSql_IsFound(string source) => Sql(source, "[|CREATE INDEX CONCURRENTLY|] IF NOT EXISTS ix ON é (a)").VerifyAsync();

    [Theory]
    [InlineData("CREATE INDEX CONCURRENTLY ix ON users (email)")]
    [InlineData("CREATE INDEX IF NOT EXISTS ix ON users (email)")]
    [InlineData("DROP INDEX CONCURRENTLY IF EXISTS ix; CREATE INDEX CONCURRENTLY IF NOT EXISTS ix ON users (email)")]
    [InlineData("CREATE INDEX CONCURRENTLY IF NOT EXISTS ix ON users (email); REINDEX INDEX CONCURRENTLY ix")]
    [InlineData("DO $$ BEGIN IF EXISTS (SELECT FROM pg_index WHERE NOT indisvalid) THEN DROP INDEX ix; END IF; END $$; CREATE INDEX CONCURRENTLY IF NOT EXISTS ix ON users (email)")]
    [InlineData("SELECT drop_invalid_indexes(); CREATE INDEX CONCURRENTLY IF NOT EXISTS ix ON users (email)")]
    public Task LeftoverThatIsSeenTo_IsSilent(string sql) => File(sql).VerifyAsync();

    [Fact]
    public Task OtherIndexThatIsDropped_IsFound() =>
        File("DROP INDEX CONCURRENTLY IF EXISTS iy; [|CREATE INDEX CONCURRENTLY|] IF NOT EXISTS ix ON users (email)").VerifyAsync();

    [Fact]
    public Task DropInACallBefore_IsSilent() => Up(
        """migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix" """ + Suppressed
        + """migrationBuilder.Sql("CREATE INDEX CONCURRENTLY IF NOT EXISTS ix ON users (email)" """ + Suppressed).VerifyAsync();
}
