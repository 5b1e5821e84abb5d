namespace MigrationAnalyzers.Tests.Rules.Design;

public sealed class DBM8016GrantedToPublicTests() : RuleTest("DBM8016")
{
    [Theory]
    [InlineData("[|GRANT|] SELECT ON t TO PUBLIC")]
    [InlineData("[|GRANT|] ALL ON ALL TABLES IN SCHEMA shop TO reader, public")]
    [InlineData("[|GRANT|] USAGE ON SCHEMA shop TO PUBLIC")]
    public async Task EachForm_IsFoundInCodeAndFiles(string sql)
    {
        await UpSql(sql).VerifyInfoAsync();
        await File(sql).VerifyInfoAsync();
    }

    [Theory]
    [InlineData("GRANT SELECT ON t TO reader")]
    [InlineData("REVOKE ALL ON t FROM PUBLIC")]
    [InlineData("GRANT SELECT ON t TO \"public_api\"")]
    public async Task AnythingElse_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }
}
