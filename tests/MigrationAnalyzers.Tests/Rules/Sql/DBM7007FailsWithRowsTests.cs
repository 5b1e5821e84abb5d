namespace MigrationAnalyzers.Tests.Rules.Sql;

public sealed class DBM7007FailsWithRowsTests() : RuleTest("DBM7007")
{
    [Fact]
    public Task RequiredColumnWithoutADefault_IsFound() => UpSql("ALTER TABLE orders [|ADD COLUMN|] currency text NOT NULL").VerifyMessageAsync(
        "This fails as soon as orders has a row: column \"currency\" of relation \"orders\" contains null values");

    [Theory]
    [MemberData(nameof(SqlSources))]
    public Task StatementInSql_IsFound(string source) => Sql(source, "ALTER TABLE orders [|ADD COLUMN|] é text NOT NULL").VerifyAsync();

    [Fact]
    public Task AddColumnCall_IsFound() => Up("""migrationBuilder.[|AddColumn|]<string>(name: "currency", table: "orders", type: "text", nullable: false);""").VerifyAsync();

    [Theory]
    [InlineData("ALTER TABLE orders ADD COLUMN currency text NOT NULL DEFAULT 'EUR'")]
    [InlineData("ALTER TABLE orders ADD COLUMN currency text")]
    [InlineData("CREATE TABLE orders (id int); ALTER TABLE orders ADD COLUMN currency text NOT NULL")]
    [InlineData("ALTER TABLE orders ADD COLUMN n bigint GENERATED ALWAYS AS IDENTITY")]
    [InlineData("ALTER TABLE orders ALTER COLUMN currency SET NOT NULL")]
    public Task StatementThatMayWork_IsSilent(string sql) => UpSql(sql).VerifyAsync();
}
