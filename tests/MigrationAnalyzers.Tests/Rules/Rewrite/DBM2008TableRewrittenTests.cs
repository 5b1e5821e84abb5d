namespace MigrationAnalyzers.Tests.Rules.Rewrite;

public sealed class DBM2008TableRewrittenTests() : RuleTest("DBM2008")
{
    [Fact]
    public Task VacuumFull_NamesTableAndLock() => Up("""migrationBuilder.Sql("[|VACUUM FULL|] orders", suppressTransaction: true);""").VerifyMessageAsync(
        "This VACUUM FULL rewrites the existing table orders and all indexes under an ACCESS EXCLUSIVE lock: reads and writes wait until it is done");

    [Fact]
    public Task EachTable_IsNamed() => File("[|VACUUM|] (FULL, ANALYZE) orders, shop.users").VerifyMessageAsync(
        "This VACUUM FULL rewrites the existing tables orders and shop.users and all indexes under an ACCESS EXCLUSIVE lock: reads and writes wait until it is done");

    [Fact]
    public Task VacuumFullOfTheDatabase_IsFound() => File("[|VACUUM FULL|]").VerifyMessageAsync(
        "This VACUUM FULL rewrites each table of the database, one after the other, and all indexes under an ACCESS EXCLUSIVE lock: reads and writes wait until it is done");

    [Theory]
    [InlineData("[|CLUSTER|] orders USING ix_orders")]
    [InlineData("[|CLUSTER|] orders")]
    [InlineData("[|CLUSTER|]")]
    public async Task Cluster_IsFound(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }

    [Theory]
    [InlineData("VACUUM orders")]
    [InlineData("VACUUM (ANALYZE) orders")]
    [InlineData("ANALYZE orders")]
    [InlineData("ALTER TABLE orders CLUSTER ON ix_orders")]
    [InlineData("CREATE TABLE orders (id int PRIMARY KEY); CLUSTER orders USING orders_pkey")]
    public Task NothingIsRewritten_IsSilent(string sql) => File(sql).VerifyAsync();

    [Fact]
    public Task SmallTable_IsSilent() => File("VACUUM FULL orders").With("small_tables", "orders").VerifyAsync();
}
