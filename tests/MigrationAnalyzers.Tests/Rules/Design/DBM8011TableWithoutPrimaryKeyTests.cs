namespace MigrationAnalyzers.Tests.Rules.Design;

public sealed class DBM8011TableWithoutPrimaryKeyTests() : RuleTest("DBM8011")
{
    [Theory]
    [InlineData("[|CREATE TABLE|] t (id int)")]
    [InlineData("[|CREATE TABLE|] t (id int UNIQUE)")]
    public async Task EachForm_IsFoundInCodeAndFiles(string sql)
    {
        await UpSql(sql).VerifyInfoAsync();
        await File(sql).VerifyInfoAsync();
    }

    [Theory]
    [InlineData("CREATE TABLE t (id int PRIMARY KEY)")]
    [InlineData("CREATE TABLE t (id int); ALTER TABLE t ADD PRIMARY KEY (id)")]
    [InlineData("CREATE TEMP TABLE t (id int)")]
    [InlineData("CREATE TABLE t PARTITION OF p DEFAULT")]
    [InlineData("CREATE TABLE IF NOT EXISTS t (id int)")]
    [InlineData("CREATE TABLE t AS SELECT 1 AS id")]
    [InlineData("CREATE MATERIALIZED VIEW v AS SELECT 1 AS id")]
    [InlineData("CREATE TABLE t (id int) INHERITS (p)")]
    [InlineData("CREATE TABLE t (id int); DROP TABLE t")]
    public async Task AnythingElse_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }
}
