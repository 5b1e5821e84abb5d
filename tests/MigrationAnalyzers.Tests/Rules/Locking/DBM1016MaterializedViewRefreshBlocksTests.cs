namespace MigrationAnalyzers.Tests.Rules.Locking;

public sealed class DBM1016MaterializedViewRefreshBlocksTests() : RuleTest("DBM1016")
{
    [Fact]
    public Task Refresh_NamesViewAndLock() => UpSql("[|REFRESH MATERIALIZED VIEW|] sales").VerifyMessageAsync(
        "Refreshing the existing materialized view sales holds an ACCESS EXCLUSIVE lock: reads wait until its query has run and all its rows are written");

    [Theory]
    [InlineData("[|REFRESH MATERIALIZED VIEW|] report.sales WITH DATA")]
    [InlineData("BEGIN; [|REFRESH MATERIALIZED VIEW|] sales; COMMIT")]
    public Task RefreshInAFile_IsFound(string sql) => File(sql).VerifyAsync();

    [Fact]
    public Task ViewOfAnEarlierMigration_IsFound() =>
        UpSql("[|REFRESH MATERIALIZED VIEW|] sales").After("CREATE TABLE orders (id int); CREATE MATERIALIZED VIEW sales AS SELECT id FROM orders").VerifyAsync();

    [Theory]
    [InlineData("REFRESH MATERIALIZED VIEW CONCURRENTLY sales")]
    [InlineData("REFRESH MATERIALIZED VIEW sales WITH NO DATA")]
    [InlineData("CREATE MATERIALIZED VIEW sales AS SELECT id FROM orders; REFRESH MATERIALIZED VIEW sales")]
    public async Task NobodyWaits_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }

    [Fact]
    public Task ViewThatWasNeverFilled_IsSilent() =>
        UpSql("REFRESH MATERIALIZED VIEW sales").After("CREATE TABLE orders (id int); CREATE MATERIALIZED VIEW sales AS SELECT id FROM orders WITH NO DATA").VerifyAsync();

    [Fact]
    public Task WhatIsNoMaterializedView_IsSilent() => UpSql("REFRESH MATERIALIZED VIEW sales").After("CREATE TABLE sales (id int)").VerifyAsync();

    [Fact]
    public Task SmallView_IsSilent() => UpSql("REFRESH MATERIALIZED VIEW sales").With("small_tables", "sales").VerifyAsync();
}
