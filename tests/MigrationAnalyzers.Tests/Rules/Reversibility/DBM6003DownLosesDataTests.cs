namespace MigrationAnalyzers.Tests.Rules.Reversibility;

public sealed class DBM6003DownLosesDataTests() : RuleTest("DBM6003")
{
    private static string Message(string what) =>
        $"Down adds {what} again, but not the data that Up has dropped: whoever runs it may take the database for what it was before";

    [Fact]
    public Task ColumnThatComesBackEmpty_IsAnInfoInDown() => Up(
        """migrationBuilder.DropColumn(name: "note", table: "orders");""",
        RuleCase.Method("Down", """migrationBuilder.[|AddColumn|]<string>(name: "note", table: "orders", type: "text", nullable: true);""")).VerifyInfoAsync(Message("column orders.note"));

    [Fact]
    public Task TableThatComesBackEmpty_IsAnInfoInDown() => Up(
        """migrationBuilder.DropTable(name: "orders");""",
        RuleCase.Method("Down", """migrationBuilder.Sql("[|CREATE TABLE|] orders (id int)");""")).VerifyInfoAsync(Message("table orders"));

    [Theory]
    [InlineData("ALTER TABLE orders DROP COLUMN note", "ALTER TABLE orders ADD COLUMN note text; UPDATE orders SET note = b.note FROM notes b WHERE b.id = orders.id")]
    [InlineData("ALTER TABLE orders DROP COLUMN note", "ALTER TABLE orders ADD COLUMN note text; CALL restore()")]
    [InlineData("ALTER TABLE orders DROP COLUMN note", "ALTER TABLE orders ADD COLUMN note text GENERATED ALWAYS AS ('x') STORED")]
    [InlineData("ALTER TABLE orders ADD COLUMN note text", "ALTER TABLE orders DROP COLUMN note")]
    [InlineData("CREATE TABLE t (a int); DROP TABLE t", "CREATE TABLE t (a int)")]
    [InlineData("DROP TABLE orders", "CREATE TABLE orders (id int); INSERT INTO orders SELECT id FROM kept")]
    public Task NothingThatIsLost_IsSilent(string up, string down) =>
        UpSql(up, RuleCase.Method("Down", "migrationBuilder.Sql(\"\"\"\n" + down + "\n\"\"\");")).VerifyAsync();

    [Fact]
    public Task DownThatThrows_IsSilent() => UpSql(
        "ALTER TABLE orders DROP COLUMN note",
        """protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("The notes are gone.");""").VerifyAsync();
}
