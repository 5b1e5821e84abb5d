namespace MigrationAnalyzers.Tests.Rules.Locking;

public sealed class DBM1006ReindexBlocksTests() : RuleTest("DBM1006")
{
    private const string Orders = "CREATE TABLE orders (id int PRIMARY KEY, user_id int, EXCLUDE (user_id WITH =)); CREATE INDEX ix ON orders (user_id);";

    private const string Waits = ", which the planner opens for nearly every query: reads and writes wait until it is rebuilt";

    [Fact]
    public Task Index_NamesTheTableAndBothLocks() => UpSql("[|REINDEX INDEX|] ix").After(Orders).VerifyMessageAsync(
        "REINDEX INDEX ix holds a SHARE lock on the existing table orders and an ACCESS EXCLUSIVE lock on the index" + Waits);

    [Fact]
    public Task IndexOfAnUnknownTable_IsFound() => File("[|REINDEX INDEX|] shop.ix").VerifyMessageAsync(
        "REINDEX INDEX shop.ix holds a SHARE lock on its table and an ACCESS EXCLUSIVE lock on the index" + Waits);

    [Fact]
    public Task Table_NamesAllItsIndexes() => File("[|REINDEX TABLE|] orders").VerifyMessageAsync(
        "REINDEX TABLE orders holds a SHARE lock on the existing table orders and an ACCESS EXCLUSIVE lock on each of its indexes" + Waits);

    [Fact]
    public Task Schema_GoesFromTableToTable() => File("[|REINDEX SCHEMA|] shop").VerifyMessageAsync(
        "REINDEX SCHEMA shop holds a SHARE lock on one table after the other and an ACCESS EXCLUSIVE lock on its indexes" + Waits);

    [Theory]
    [MemberData(nameof(SqlSources))]
    public Task ReindexInSql_IsFound(string source) => Sql(source, "[|REINDEX TABLE|] é").VerifyAsync();

    [Theory]
    [InlineData("[|REINDEX (VERBOSE) TABLE|] orders")]
    [InlineData("[|REINDEX (VERBOSE, CONCURRENTLY off) INDEX|] orders_pkey")]
    [InlineData("[|REINDEX DATABASE|] shop")]
    [InlineData("[|REINDEX SYSTEM|] shop")]
    public Task EachForm_IsFound(string sql) => File(sql).VerifyAsync();

    [Theory]
    [InlineData("REINDEX INDEX CONCURRENTLY ix")]
    [InlineData("REINDEX TABLE CONCURRENTLY orders")]
    [InlineData("REINDEX (CONCURRENTLY) TABLE orders")]
    [InlineData("REINDEX SCHEMA CONCURRENTLY shop")]
    [InlineData("CREATE TABLE t (a int); CREATE INDEX t_a ON t (a); REINDEX INDEX t_a; REINDEX TABLE t")]
    public async Task ConcurrentRebuildAndNewTable_AreSilent(string sql)
    {
        await File(sql).With("postgres_version", "12").VerifyAsync();
        await UpSql(sql).VerifyAsync();
    }

    [Fact]
    public Task TableWithoutIndexes_IsSilent() => UpSql("REINDEX TABLE notes").After("CREATE TABLE notes (a int)").VerifyAsync();

    [Fact]
    public Task MaterializedView_IsFound() =>
        UpSql("[|REINDEX TABLE|] totals").After("CREATE MATERIALIZED VIEW totals AS SELECT 1 AS n; CREATE UNIQUE INDEX ix_totals ON totals (n)").VerifyAsync();

    [Fact]
    public async Task SmallTable_IsSilent()
    {
        await UpSql("REINDEX INDEX ix; REINDEX TABLE orders").After(Orders).With("small_tables", "orders").VerifyAsync();
        await File("REINDEX TABLE orders").With("small_tables", "orders").VerifyAsync();
    }
}
