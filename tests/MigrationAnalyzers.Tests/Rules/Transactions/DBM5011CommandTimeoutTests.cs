namespace MigrationAnalyzers.Tests.Rules.Transactions;

public sealed class DBM5011CommandTimeoutTests() : RuleTest("DBM5011")
{
    private static string Message(string what) => $"Npgsql cancels a command after 30 seconds by default, and {what} may take longer";

    [Fact]
    public Task ConcurrentIndexCall_IsFound() => Up("""migrationBuilder.[|CreateIndex|]("ix", "orders", "a").Annotation("Npgsql:CreatedConcurrently", true);""").VerifyInfoAsync(
        Message("the concurrent build of an index on orders") + ": a cancelled build leaves an INVALID index");

    [Theory]
    [InlineData("ALTER TABLE orders [|VALIDATE CONSTRAINT|] c", "the validation of c on orders")]
    [InlineData("[|UPDATE|] orders SET a = 1", "writing the rows of orders")]
    [InlineData("DO $$ BEGIN LOOP [|UPDATE|] orders SET a = 1 WHERE id IN (SELECT id FROM orders WHERE a IS NULL LIMIT 100); EXIT WHEN NOT FOUND; COMMIT; END LOOP; END $$",
        "the loop over the rows of orders, which is one command,")]
    public Task LongCommand_IsFound(string sql, string what) => Up($"""migrationBuilder.Sql("{sql}", suppressTransaction: true);""").VerifyInfoAsync(Message(what));

    [Fact]
    public Task SeveralCommands_AreOneFinding() => UpSql("[|UPDATE|] orders SET a = 1; UPDATE users SET a = 1").VerifyAsync();

    [Theory]
    [InlineData("UPDATE orders SET a = 1 WHERE id = 7")]
    [InlineData("CREATE TABLE t (a int); UPDATE t SET a = 1")]
    [InlineData("CREATE INDEX ix ON orders (a)")]
    [InlineData("ALTER TABLE orders ADD COLUMN a int")]
    public Task ShortCommand_IsSilent(string sql) => UpSql(sql).VerifyAsync();

    [Fact]
    public Task HiddenUpdateOfAColumnThatIsNotNullAlready_IsSilent() => Up("""
        migrationBuilder.AlterColumn<string>(name: "note", table: "orders", type: "text", nullable: false, defaultValue: "", oldClrType: typeof(string), oldType: "text", oldNullable: true);
        """).After("CREATE TABLE orders (id int PRIMARY KEY, note text NOT NULL)").VerifyAsync();

    [Fact]
    public Task HiddenUpdate_IsFound() => Up("""
        migrationBuilder.[|AlterColumn|]<string>(name: "note", table: "orders", type: "text", nullable: false, defaultValue: "", oldClrType: typeof(string), oldType: "text", oldNullable: true);
        """).After("CREATE TABLE orders (id int PRIMARY KEY, note text)").VerifyAsync();

    [Fact]
    public Task SmallTable_IsSilent() => UpSql("UPDATE orders SET a = 1").With("small_tables", "orders").VerifyAsync();

    [Fact]
    public Task File_IsSilent() => File("UPDATE orders SET a = 1").VerifyAsync();
}
