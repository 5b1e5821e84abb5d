namespace MigrationAnalyzers.Tests.Rules.Design;

public sealed class DBM8002IntegerPrimaryKeyTests() : RuleTest("DBM8002")
{
    [Theory]
    [InlineData("[|CREATE TABLE|] t (id int PRIMARY KEY)")]
    [InlineData("[|CREATE TABLE|] t (id smallint, PRIMARY KEY (id))")]
    [InlineData("[|CREATE TABLE|] t (id serial PRIMARY KEY)")]
    [InlineData("[|CREATE TABLE|] t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY)")]
    public async Task EachForm_IsFoundInCodeAndFiles(string sql)
    {
        await UpSql(sql).VerifyInfoAsync();
        await File(sql).VerifyInfoAsync();
    }

    [Theory]
    [InlineData("CREATE TABLE t (id bigint PRIMARY KEY)")]
    [InlineData("CREATE TABLE t (a int, b int, PRIMARY KEY (a, b))")]
    [InlineData("CREATE TABLE t (id int)")]
    [InlineData("CREATE TABLE t (id uuid PRIMARY KEY)")]
    public async Task AnythingElse_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }
}
