namespace MigrationAnalyzers.Tests.Rules.Design;

public sealed class DBM8018RowSecurityWithoutPolicyTests() : RuleTest("DBM8018")
{
    [Theory]
    [InlineData("CREATE TABLE t (id int); ALTER TABLE t [|ENABLE ROW LEVEL SECURITY|]")]
    public async Task EachForm_IsFoundInCodeAndFiles(string sql)
    {
        await UpSql(sql).VerifyInfoAsync();
        await File(sql).VerifyInfoAsync();
    }

    [Theory]
    [InlineData("CREATE TABLE t (id int); ALTER TABLE t ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON t USING (true)")]
    [InlineData("ALTER TABLE t ENABLE ROW LEVEL SECURITY")]
    [InlineData("CREATE TABLE t (id int); ALTER TABLE t DISABLE ROW LEVEL SECURITY")]
    public async Task AnythingElse_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }
}
