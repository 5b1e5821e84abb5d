namespace MigrationAnalyzers.Tests.Rules.Design;

public sealed class DBM8019ConstraintNotEnforcedTests() : RuleTest("DBM8019")
{
    [Theory]
    [InlineData("ALTER TABLE t [|ADD CONSTRAINT|] c CHECK (a > 0) NOT ENFORCED")]
    [InlineData("ALTER TABLE t [|ADD CONSTRAINT|] c FOREIGN KEY (a) REFERENCES p NOT ENFORCED")]
    public async Task EachForm_IsFoundInCodeAndFiles(string sql)
    {
        await UpSql(sql).With("postgres_version", "18").VerifyInfoAsync();
        await File(sql).With("postgres_version", "18").VerifyInfoAsync();
    }

    [Theory]
    [InlineData("ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID")]
    [InlineData("ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) ENFORCED")]
    public async Task AnythingElse_IsSilent(string sql)
    {
        await UpSql(sql).With("postgres_version", "18").VerifyAsync();
        await File(sql).With("postgres_version", "18").VerifyAsync();
    }
}
