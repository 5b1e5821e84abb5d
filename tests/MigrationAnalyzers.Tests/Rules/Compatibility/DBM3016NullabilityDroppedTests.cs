namespace MigrationAnalyzers.Tests.Rules.Compatibility;

public sealed class DBM3016NullabilityDroppedTests() : RuleTest("DBM3016")
{
    private const string Message =
        "Column orders.note may be NULL from now on: where the application version that is still running maps it as required, it fails when it reads a NULL that the new version has written";

    [Fact]
    public Task AlterColumnCall_IsAnInfo() => Up("""
        migrationBuilder.[|AlterColumn|]<string>(name: "note", table: "orders", type: "text", nullable: true, oldClrType: typeof(string), oldType: "text");
        """).VerifyInfoAsync(Message);

    [Fact]
    public Task DropNotNullInSql_IsAnInfo() => File("ALTER TABLE orders ALTER COLUMN note [|DROP NOT NULL|]").VerifyInfoAsync(Message);

    [Fact]
    public Task DroppedNotNullConstraint_IsAnInfo() =>
        UpSql("ALTER TABLE orders [|DROP CONSTRAINT|] nn").After("CREATE TABLE orders (note text); ALTER TABLE orders ADD CONSTRAINT nn NOT NULL note").With("postgres_version", "18").VerifyInfoAsync(Message);

    [Theory]
    [InlineData("CREATE TABLE t (note text NOT NULL); ALTER TABLE t ALTER COLUMN note DROP NOT NULL")]
    [InlineData("ALTER TABLE orders ADD COLUMN c text NOT NULL DEFAULT ''; ALTER TABLE orders ALTER COLUMN c DROP NOT NULL")]
    [InlineData("ALTER TABLE orders ALTER COLUMN note DROP NOT NULL")]
    [InlineData("ALTER TABLE orders ALTER COLUMN title DROP NOT NULL; ALTER TABLE orders DROP COLUMN title")]
    public Task NothingThatChangesForTheApplication_IsSilent(string sql) => UpSql(sql).After("CREATE TABLE orders (note text, title text NOT NULL)").VerifyAsync();

    [Fact]
    public Task Downtime_IsSilent() => UpSql("ALTER TABLE orders ALTER COLUMN note DROP NOT NULL").With("deployment", "downtime").VerifyAsync();
}
