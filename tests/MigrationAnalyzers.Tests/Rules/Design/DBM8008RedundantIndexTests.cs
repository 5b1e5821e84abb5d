namespace MigrationAnalyzers.Tests.Rules.Design;

public sealed class DBM8008RedundantIndexTests() : RuleTest("DBM8008")
{
    [Theory]
    [InlineData("CREATE TABLE t (a int, b int); CREATE INDEX i ON t (a, b); [|CREATE INDEX|] j ON t (a)")]
    [InlineData("CREATE TABLE t (a int, b int); CREATE INDEX i ON t (a); [|CREATE INDEX|] j ON t (a, b)")]
    public async Task EachForm_IsFoundInCodeAndFiles(string sql)
    {
        await UpSql(sql).VerifyInfoAsync();
        await File(sql).VerifyInfoAsync();
    }

    [Theory]
    [InlineData("CREATE TABLE t (a int, b int); CREATE INDEX i ON t (a, b); CREATE INDEX j ON t (b)")]
    [InlineData("CREATE TABLE t (a int, b int); CREATE INDEX i ON t (a, b); CREATE UNIQUE INDEX j ON t (a)")]
    [InlineData("CREATE TABLE t (a int, b int); CREATE INDEX i ON t (a, b); CREATE INDEX j ON t (a DESC)")]
    [InlineData("CREATE TABLE t (a int, b int); CREATE INDEX i ON t (a, b); CREATE INDEX j ON t (a) WHERE b > 0")]
    [InlineData("CREATE TABLE t (a int, b int); CREATE INDEX i ON t (a, b); CREATE INDEX j ON t USING hash (a)")]
    [InlineData("CREATE TABLE t (a int, b int); CREATE INDEX i ON t (a, b); CREATE INDEX j ON t (a) INCLUDE (b)")]
    [InlineData("CREATE TABLE t (a int, b int); CREATE INDEX i ON t (a); CREATE INDEX j ON t (a, b); DROP INDEX i")]
    public async Task AnythingElse_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }

    [Theory]
    [InlineData("CREATE TABLE t (a int, b int, c int); CREATE INDEX i ON t (a); [|CREATE INDEX|] j ON t (a, b); CREATE INDEX k ON t (a, c)")]
    [InlineData("CREATE TABLE t (a int, b int, c int); CREATE INDEX i ON t (a, b); CREATE INDEX j ON t (a, c); [|CREATE INDEX|] k ON t (a)")]
    public async Task IndexThatSeveralOthersCover_IsReportedOnce(string sql)
    {
        await UpSql(sql).VerifyInfoAsync();
        await File(sql).VerifyInfoAsync();
    }

    [Fact]
    public Task IndexOfAnEarlierMigration_IsFound() => UpSql("[|CREATE INDEX CONCURRENTLY|] j ON t (a)").After("CREATE TABLE t (a int, b int); CREATE INDEX i ON t (a, b)").VerifyInfoAsync();
}
