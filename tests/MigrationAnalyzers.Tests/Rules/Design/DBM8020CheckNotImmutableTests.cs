namespace MigrationAnalyzers.Tests.Rules.Design;

public sealed class DBM8020CheckNotImmutableTests() : RuleTest("DBM8020")
{
    [Theory]
    [InlineData("[|CREATE TABLE|] t (a date CHECK (a > now()))")]
    [InlineData("ALTER TABLE t [|ADD CONSTRAINT|] c CHECK (a > random()) NOT VALID")]
    [InlineData("CREATE FUNCTION f(int) RETURNS bool STABLE LANGUAGE plpgsql AS $$ BEGIN RETURN true; END $$; ALTER TABLE t [|ADD CONSTRAINT|] c CHECK (f(a)) NOT VALID")]
    public async Task EachForm_IsFoundInCodeAndFiles(string sql)
    {
        await UpSql(sql).VerifyInfoAsync();
        await File(sql).VerifyInfoAsync();
    }

    [Theory]
    [InlineData("CREATE TABLE t (a int CHECK (a > 0))")]
    [InlineData("ALTER TABLE t ADD CONSTRAINT c CHECK (f(a)) NOT VALID")]
    [InlineData("ALTER TABLE t ADD CONSTRAINT c CHECK (lower(a) = a) NOT VALID")]
    public async Task AnythingElse_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }
}
