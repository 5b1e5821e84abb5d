namespace MigrationAnalyzers.Tests.Rules.Design;

public sealed class DBM8012UnnamedConstraintTests() : RuleTest("DBM8012")
{
    [Theory]
    [InlineData("[|CREATE TABLE|] t (id int PRIMARY KEY)")]
    [InlineData("ALTER TABLE t [|ADD CHECK|] (a > 0)")]
    [InlineData("ALTER TABLE t [|ADD COLUMN|] p int REFERENCES p")]
    public async Task EachForm_IsFoundInCodeAndFiles(string sql)
    {
        await UpSql(sql).VerifyInfoAsync();
        await File(sql).VerifyInfoAsync();
    }

    [Theory]
    [InlineData("CREATE TABLE t (id int CONSTRAINT pk PRIMARY KEY, a int NOT NULL)")]
    [InlineData("ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 0)")]
    public async Task AnythingElse_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }
}
