namespace MigrationAnalyzers.Tests.Rules.Design;

public sealed class DBM8017SecurityDefinerSearchPathTests() : RuleTest("DBM8017")
{
    [Theory]
    [InlineData("[|CREATE FUNCTION|] f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'")]
    public async Task EachForm_IsFoundInCodeAndFiles(string sql)
    {
        await UpSql(sql).VerifyInfoAsync();
        await File(sql).VerifyInfoAsync();
    }

    [Theory]
    [InlineData("CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = '' AS 'SELECT 1'")]
    [InlineData("CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY INVOKER AS 'SELECT 1'")]
    [InlineData("CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER RETURN 1")]
    [InlineData("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'")]
    public async Task AnythingElse_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }
}
