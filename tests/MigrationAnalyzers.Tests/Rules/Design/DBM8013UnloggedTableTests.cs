namespace MigrationAnalyzers.Tests.Rules.Design;

public sealed class DBM8013UnloggedTableTests() : RuleTest("DBM8013")
{
    [Theory]
    [InlineData("[|CREATE UNLOGGED TABLE|] t (id int)")]
    public async Task EachForm_IsFoundInCodeAndFiles(string sql)
    {
        await UpSql(sql).VerifyInfoAsync();
        await File(sql).VerifyInfoAsync();
    }

    [Theory]
    [InlineData("CREATE TABLE t (id int)")]
    [InlineData("CREATE TEMP TABLE t (id int)")]
    public async Task AnythingElse_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }
}
