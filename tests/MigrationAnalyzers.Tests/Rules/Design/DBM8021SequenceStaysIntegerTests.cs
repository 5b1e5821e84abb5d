namespace MigrationAnalyzers.Tests.Rules.Design;

public sealed class DBM8021SequenceStaysIntegerTests() : RuleTest("DBM8021")
{
    [Theory]
    [InlineData("CREATE TABLE t (id serial); ALTER TABLE t ALTER COLUMN id [|TYPE|] bigint")]
    public async Task EachForm_IsFoundInCodeAndFiles(string sql)
    {
        await UpSql(sql).VerifyInfoAsync();
        await File(sql).VerifyInfoAsync();
    }

    [Theory]
    [InlineData("CREATE TABLE t (id serial); ALTER TABLE t ALTER COLUMN id TYPE bigint; ALTER SEQUENCE t_id_seq AS bigint")]
    [InlineData("CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY); ALTER TABLE t ALTER COLUMN id TYPE bigint")]
    [InlineData("CREATE TABLE t (id int); ALTER TABLE t ALTER COLUMN id TYPE bigint")]
    [InlineData("ALTER TABLE t ALTER COLUMN id TYPE bigint")]
    public async Task AnythingElse_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }

    [Fact]
    public Task SerialColumnOfAnEarlierMigration_IsFound() => UpSql("ALTER TABLE t ALTER COLUMN id [|TYPE|] bigint").After("CREATE TABLE t (id serial)").VerifyInfoAsync();
}
