namespace MigrationAnalyzers.Tests.Rules.Design;

public sealed class DBM8005TimestampWithoutTimeZoneTests() : RuleTest("DBM8005")
{
    [Theory]
    [InlineData("ALTER TABLE t [|ADD COLUMN|] c timestamp")]
    [InlineData("ALTER TABLE t [|ADD COLUMN|] c timestamp(3) without time zone")]
    public async Task EachForm_IsFoundInCodeAndFiles(string sql)
    {
        await UpSql(sql).VerifyInfoAsync();
        await File(sql).VerifyInfoAsync();
    }

    [Theory]
    [InlineData("ALTER TABLE t ADD COLUMN c timestamptz")]
    [InlineData("ALTER TABLE t ADD COLUMN c date")]
    [InlineData("ALTER TABLE t ADD COLUMN c time")]
    public async Task AnythingElse_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }
}
