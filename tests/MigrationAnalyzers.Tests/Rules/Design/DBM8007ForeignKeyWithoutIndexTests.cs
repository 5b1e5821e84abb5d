namespace MigrationAnalyzers.Tests.Rules.Design;

public sealed class DBM8007ForeignKeyWithoutIndexTests() : RuleTest("DBM8007")
{
    [Theory]
    [InlineData("[|CREATE TABLE|] t (id int PRIMARY KEY, p int REFERENCES parents)")]
    [InlineData("CREATE TABLE t (id int, p int); ALTER TABLE t [|ADD FOREIGN KEY|] (p) REFERENCES parents (id)")]
    [InlineData("[|CREATE TABLE|] t (a int, p int REFERENCES parents); CREATE INDEX ON t (a, p)")]
    [InlineData("[|CREATE TABLE|] t (p int REFERENCES parents, q int); CREATE INDEX i ON t (p); DROP INDEX i")]
    public async Task EachForm_IsFoundInCodeAndFiles(string sql)
    {
        await UpSql(sql).VerifyInfoAsync();
        await File(sql).VerifyInfoAsync();
    }

    [Theory]
    [InlineData("CREATE TABLE t (p int REFERENCES parents); CREATE INDEX ON t (p)")]
    [InlineData("CREATE TABLE t (a int, b int, FOREIGN KEY (a, b) REFERENCES parents (a, b)); CREATE INDEX ON t (b, a, a)")]
    [InlineData("CREATE TABLE t (p int PRIMARY KEY REFERENCES parents)")]
    [InlineData("CREATE TABLE t (p int REFERENCES parents, n int, UNIQUE (p, n))")]
    [InlineData("ALTER TABLE t ADD FOREIGN KEY (p) REFERENCES parents (id)")]
    [InlineData("CREATE TABLE IF NOT EXISTS t (id int)")]
    public async Task AnythingElse_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }
}
