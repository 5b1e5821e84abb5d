namespace MigrationAnalyzers.Tests.Rules.Design;

public sealed class DBM8015AutovacuumDisabledTests() : RuleTest("DBM8015")
{
    [Theory]
    [InlineData("ALTER TABLE t [|SET|] (autovacuum_enabled = off)")]
    [InlineData("ALTER TABLE t [|SET|] (fillfactor = 90, autovacuum_enabled = false)")]
    public async Task EachForm_IsFoundInCodeAndFiles(string sql)
    {
        await UpSql(sql).VerifyInfoAsync();
        await File(sql).VerifyInfoAsync();
    }

    [Theory]
    [InlineData("ALTER TABLE t SET (autovacuum_enabled = on)")]
    [InlineData("ALTER TABLE t RESET (autovacuum_enabled)")]
    [InlineData("ALTER TABLE t SET (fillfactor = 90)")]
    public async Task AnythingElse_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }
}
