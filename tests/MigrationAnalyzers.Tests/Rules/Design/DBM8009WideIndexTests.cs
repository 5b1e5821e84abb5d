namespace MigrationAnalyzers.Tests.Rules.Design;

public sealed class DBM8009WideIndexTests() : RuleTest("DBM8009")
{
    [Theory]
    [InlineData("[|CREATE INDEX|] i ON t (a, b, c, d)")]
    public async Task EachForm_IsFoundInCodeAndFiles(string sql)
    {
        await UpSql(sql).VerifyInfoAsync();
        await File(sql).VerifyInfoAsync();
    }

    [Theory]
    [InlineData("CREATE INDEX i ON t (a, b, c)")]
    [InlineData("CREATE UNIQUE INDEX i ON t (a, b, c, d)")]
    [InlineData("CREATE INDEX i ON t (a) INCLUDE (b, c, d)")]
    public async Task AnythingElse_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }
}
