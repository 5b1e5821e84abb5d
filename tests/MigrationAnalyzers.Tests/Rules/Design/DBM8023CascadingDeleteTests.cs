namespace MigrationAnalyzers.Tests.Rules.Design;

public sealed class DBM8023CascadingDeleteTests() : RuleTest("DBM8023")
{
    [Theory]
    [InlineData("ALTER TABLE t [|ADD CONSTRAINT|] c FOREIGN KEY (a) REFERENCES p ON DELETE CASCADE")]
    [InlineData("[|CREATE TABLE|] t (p int REFERENCES p ON DELETE CASCADE)")]
    public async Task EachForm_IsFoundInCodeAndFiles(string sql)
    {
        await UpSql(sql).VerifyInfoAsync();
        await File(sql).VerifyInfoAsync();
    }

    [Theory]
    [InlineData("ALTER TABLE t ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES p ON DELETE SET NULL")]
    [InlineData("ALTER TABLE t ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES p ON UPDATE CASCADE")]
    public async Task AnythingElse_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }
}
