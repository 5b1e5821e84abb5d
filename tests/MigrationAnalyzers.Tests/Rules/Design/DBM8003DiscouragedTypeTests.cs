namespace MigrationAnalyzers.Tests.Rules.Design;

public sealed class DBM8003DiscouragedTypeTests() : RuleTest("DBM8003")
{
    [Theory]
    [InlineData("ALTER TABLE t [|ADD COLUMN|] c char(3)")]
    [InlineData("ALTER TABLE t [|ADD COLUMN|] c money")]
    [InlineData("ALTER TABLE t [|ADD COLUMN|] c time with time zone")]
    [InlineData("[|CREATE TABLE|] t (c character(10))")]
    public async Task EachForm_IsFoundInCodeAndFiles(string sql)
    {
        await UpSql(sql).VerifyInfoAsync();
        await File(sql).VerifyInfoAsync();
    }

    [Theory]
    [InlineData("ALTER TABLE t ADD COLUMN c varchar(3)")]
    [InlineData("ALTER TABLE t ADD COLUMN c \"char\"")]
    [InlineData("ALTER TABLE t ADD COLUMN c time")]
    [InlineData("ALTER TABLE t ADD COLUMN c shop.money")]
    public async Task AnythingElse_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }
}
