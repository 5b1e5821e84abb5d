namespace MigrationAnalyzers.Tests.Rules.Design;

public sealed class DBM8014TriggersDisabledTests() : RuleTest("DBM8014")
{
    [Theory]
    [InlineData("ALTER TABLE t [|DISABLE TRIGGER|] ALL")]
    [InlineData("ALTER TABLE t [|DISABLE TRIGGER|] USER")]
    public async Task EachForm_IsFoundInCodeAndFiles(string sql)
    {
        await UpSql(sql).VerifyInfoAsync();
        await File(sql).VerifyInfoAsync();
    }

    [Theory]
    [InlineData("ALTER TABLE t DISABLE TRIGGER audit")]
    [InlineData("ALTER TABLE t ENABLE TRIGGER ALL")]
    [InlineData("CREATE TABLE t (id int); ALTER TABLE t DISABLE TRIGGER ALL")]
    public async Task AnythingElse_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }
}
