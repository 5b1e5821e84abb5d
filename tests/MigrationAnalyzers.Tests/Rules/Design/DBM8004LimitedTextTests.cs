namespace MigrationAnalyzers.Tests.Rules.Design;

public sealed class DBM8004LimitedTextTests() : RuleTest("DBM8004")
{
    [Theory]
    [InlineData("ALTER TABLE t [|ADD COLUMN|] c varchar(3)")]
    [InlineData("[|CREATE TABLE|] t (c character varying(10))")]
    public async Task EachForm_IsFoundInCodeAndFiles(string sql)
    {
        await UpSql(sql).VerifyInfoAsync();
        await File(sql).VerifyInfoAsync();
    }

    [Theory]
    [InlineData("ALTER TABLE t ADD COLUMN c varchar")]
    [InlineData("ALTER TABLE t ADD COLUMN c text")]
    [InlineData("ALTER TABLE t ADD COLUMN c char(3)")]
    public async Task AnythingElse_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }
}
