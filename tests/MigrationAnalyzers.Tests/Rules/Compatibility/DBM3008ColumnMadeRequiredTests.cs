namespace MigrationAnalyzers.Tests.Rules.Compatibility;

public sealed class DBM3008ColumnMadeRequiredTests() : RuleTest("DBM3008")
{
    private const string Message =
        "Column orders.note takes no NULL from now on: where the application version that is still running writes one, or leaves the column out, its statement fails";

    [Fact]
    public Task AlterColumnCall_IsAnInfo() => Up("""
        migrationBuilder.[|AlterColumn|]<string>(name: "note", table: "orders", type: "text", nullable: false, oldClrType: typeof(string), oldType: "text", oldNullable: true);
        """).VerifyInfoAsync(Message);

    [Theory]
    [InlineData("ALTER TABLE orders ALTER COLUMN note [|SET NOT NULL|]")]
    [InlineData("ALTER TABLE orders [|ADD CONSTRAINT|] ck CHECK (note IS NOT NULL) NOT VALID")]
    [InlineData("ALTER TABLE orders [|ADD CONSTRAINT|] ck CHECK (note IS NOT NULL AND id > 0)")]
    public async Task EachWayInSql_IsAnInfo(string sql)
    {
        await UpSql(sql).VerifyInfoAsync(Message);
        await File(sql).VerifyInfoAsync(Message);
    }

    [Theory]
    [InlineData("ALTER TABLE orders ADD COLUMN note text DEFAULT ''; ALTER TABLE orders ALTER COLUMN note SET NOT NULL")]
    [InlineData("CREATE TABLE orders (note text); ALTER TABLE orders ALTER COLUMN note SET NOT NULL")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT ck CHECK (note <> '') NOT VALID")]
    [InlineData("ALTER TABLE orders VALIDATE CONSTRAINT ck")]
    public Task NothingThatForbidsNull_IsSilent(string sql) => UpSql(sql).VerifyAsync();

    [Theory]
    [InlineData("CREATE TABLE orders (note text NOT NULL)")]
    [InlineData("CREATE TABLE orders (note text PRIMARY KEY)")]
    [InlineData("CREATE TABLE orders (note text); ALTER TABLE orders ADD CONSTRAINT ck CHECK (note IS NOT NULL) NOT VALID")]
    public Task RequiredBefore_IsSilent(string earlier) => UpSql("ALTER TABLE orders ALTER COLUMN note SET NOT NULL").After(earlier).VerifyAsync();

    [Fact]
    public Task AlterColumnOfARequiredColumn_IsSilent() => Up("""
        migrationBuilder.AlterColumn<string>(name: "note", table: "orders", type: "text", nullable: false, oldClrType: typeof(string), oldType: "varchar(5)");
        """).VerifyAsync();

    [Fact]
    public Task Downtime_IsSilent() => UpSql("ALTER TABLE orders ALTER COLUMN note SET NOT NULL").With("deployment", "downtime").VerifyAsync();
}
