namespace MigrationAnalyzers.Tests.Rules.Design;

public sealed class DBM8010ForeignKeyTypeMismatchTests() : RuleTest("DBM8010")
{
    [Theory]
    [InlineData("CREATE TABLE p (id bigint PRIMARY KEY); [|CREATE TABLE|] t (p int REFERENCES p)")]
    [InlineData("CREATE TABLE p (id bigint PRIMARY KEY); CREATE TABLE t (p int); ALTER TABLE t [|ADD FOREIGN KEY|] (p) REFERENCES p (id)")]
    public async Task EachForm_IsFoundInCodeAndFiles(string sql)
    {
        await UpSql(sql).VerifyInfoAsync();
        await File(sql).VerifyInfoAsync();
    }

    [Theory]
    [InlineData("CREATE TABLE p (id bigint PRIMARY KEY); CREATE TABLE t (p bigint REFERENCES p)")]
    [InlineData("CREATE TABLE t (p int REFERENCES p)")]
    [InlineData("CREATE TABLE p (id varchar(10) PRIMARY KEY); CREATE TABLE t (p text REFERENCES p)")]
    [InlineData("CREATE TABLE p (id bigserial PRIMARY KEY); CREATE TABLE t (p bigint REFERENCES p)")]
    public async Task AnythingElse_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }
}
