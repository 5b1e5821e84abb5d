namespace MigrationAnalyzers.Tests.Rules.Design;

public sealed class DBM8001JsonColumnTests() : RuleTest("DBM8001")
{
    [Fact]
    public Task AddColumnCall_IsFound() => Up("""migrationBuilder.[|AddColumn|]<string>("c", "t", type: "json", nullable: true);""").VerifyInfoAsync();

    [Theory]
    [InlineData("ALTER TABLE t [|ADD COLUMN|] c json")]
    [InlineData("[|CREATE TABLE|] t (id int, c json, d json)")]
    [InlineData("ALTER TABLE t ALTER COLUMN c [|TYPE|] json USING c::json")]
    [InlineData("ALTER TABLE t [|ADD COLUMN|] c json[]")]
    public async Task EachForm_IsFoundInCodeAndFiles(string sql)
    {
        await UpSql(sql).VerifyInfoAsync();
        await File(sql).VerifyInfoAsync();
    }

    [Theory]
    [InlineData("ALTER TABLE t ADD COLUMN c jsonb")]
    [InlineData("ALTER TABLE t ADD COLUMN c my.json")]
    [InlineData("ALTER TABLE t ADD COLUMN json text")]
    public async Task AnythingElse_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }
}
