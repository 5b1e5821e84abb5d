namespace MigrationAnalyzers.Tests.Rules.Locking;

public sealed class DBM1013PartitionLocksParentTests() : RuleTest("DBM1013")
{
    private const string Orders = "CREATE TABLE orders (at date) PARTITION BY RANGE (at); CREATE TABLE o1 PARTITION OF orders FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');";

    private const string Rest = "CREATE TABLE rest PARTITION OF orders DEFAULT;";

    private const string Waits = " under an ACCESS EXCLUSIVE lock on all of orders: that waits for every running query there, and all reads and writes wait behind it";

    [Fact]
    public Task CreatedPartition_NamesTheTableAndTheLock() =>
        File("[|CREATE TABLE|] o2 PARTITION OF orders FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')").VerifyInfoAsync("Partition o2 is created" + Waits);

    [Theory]
    [MemberData(nameof(SqlSources))]
    public Task PartitionCreatedInSql_IsFound(string source) => Sql(source, "[|CREATE TABLE|] o2 PARTITION OF é FOR VALUES IN (1)").VerifyInfoAsync();

    [Fact]
    public Task DroppedPartition_IsFound() => UpSql("[|DROP TABLE|] o1").After(Orders).VerifyInfoAsync("Partition o1 is dropped" + Waits);

    [Fact]
    public Task DropTableCallOfAPartition_IsFound() => Up("""migrationBuilder.[|DropTable|]("o1");""").After(Orders).VerifyInfoAsync("Partition o1 is dropped" + Waits);

    [Fact]
    public async Task DetachedPartition_IsFoundFromPostgres14On()
    {
        await UpSql("ALTER TABLE orders [|DETACH PARTITION|] o1").After(Orders).With("postgres_version", "14").VerifyInfoAsync("Partition o1 is detached" + Waits);
        await UpSql("ALTER TABLE orders DETACH PARTITION o1; DROP TABLE o1").After(Orders).With("postgres_version", "13").VerifyAsync();
        await UpSql("DROP TABLE o1").After(Orders).With("postgres_version", "13").VerifyAsync();
    }

    [Theory]
    [InlineData("ALTER TABLE orders DETACH PARTITION o1")]
    [InlineData("DROP TABLE o1")]
    [InlineData("DROP TABLE rest")]
    public Task DefaultPartition_LeavesNoOtherWay(string sql) => UpSql(sql).After(Orders + Rest).VerifyAsync();

    [Fact]
    public Task ScanOfTheDefaultPartition_IsAnotherRules() =>
        UpSql("CREATE TABLE o2 PARTITION OF orders FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')").After(Orders + Rest).VerifyAsync();

    [Theory]
    [InlineData("CREATE TABLE o2 (at date); ALTER TABLE orders ATTACH PARTITION o2 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')")]
    [InlineData("DROP TABLE o1; DROP TABLE orders")]
    [InlineData("DROP TABLE orders")]
    public Task AttachedPartitionAndDroppedTable_AreSilent(string sql) => UpSql(sql).After(Orders).VerifyAsync();

    [Fact]
    public Task ConcurrentDetach_IsSilent() => Up("""
        migrationBuilder.Sql("ALTER TABLE orders DETACH PARTITION o1 CONCURRENTLY", suppressTransaction: true);
        migrationBuilder.Sql("DROP TABLE o1");
        """).After(Orders).VerifyAsync();

    [Fact]
    public Task FurtherPartitionsInTheSameTransaction_AreNotReported() => UpSql("""
        [|CREATE TABLE|] o2 PARTITION OF orders FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
        CREATE TABLE o3 PARTITION OF orders FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        DROP TABLE o1;
        """).After(Orders).VerifyInfoAsync();

    [Fact]
    public async Task NewOrSmallTable_IsSilent()
    {
        await UpSql(Orders + Rest).VerifyAsync();
        await UpSql("DROP TABLE o1").After(Orders).With("small_tables", "orders").VerifyAsync();
    }
}
