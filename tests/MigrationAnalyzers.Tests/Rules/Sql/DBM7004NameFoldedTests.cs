namespace MigrationAnalyzers.Tests.Rules.Sql;

public sealed class DBM7004NameFoldedTests() : RuleTest("DBM7004")
{
    private const string Orders = "CREATE TABLE \"Orders\" (\"Id\" int PRIMARY KEY, \"Note\" text); CREATE INDEX \"IX_Note\" ON \"Orders\" (\"Note\");";

    [Fact]
    public Task Table_IsFound() => UpSql("[|UPDATE|] Orders SET x = 1").After(Orders).VerifyMessageAsync(
        "This fails: relation \"orders\" does not exist, the migrations made \"Orders\": without quotes PostgreSQL folds a name to lower case");

    [Fact]
    public Task Column_IsFound() => UpSql("[|UPDATE|] \"Orders\" SET Note = 1").After(Orders).VerifyMessageAsync(
        "This fails: column \"note\" does not exist, the migrations made \"Note\": without quotes PostgreSQL folds a name to lower case");

    [Theory]
    [InlineData("[|DROP INDEX|] IX_Note")]
    [InlineData("[|CREATE INDEX|] ix ON Orders (x)")]
    [InlineData("[|CREATE INDEX|] ix ON \"Orders\" (Note)")]
    [InlineData("ALTER TABLE Orders [|ADD COLUMN|] x int")]
    [InlineData("ALTER TABLE \"Orders\" [|DROP COLUMN|] Note")]
    [InlineData("ALTER TABLE \"Orders\" ALTER COLUMN Note [|SET NOT NULL|]")]
    [InlineData("ALTER TABLE items [|ADD CONSTRAINT|] fk FOREIGN KEY (order_id) REFERENCES Orders (\"Id\")")]
    [InlineData("[|INSERT INTO|] items SELECT * FROM Orders")]
    [InlineData("[|CREATE TABLE|] items (order_id int REFERENCES Orders)")]
    public async Task EachStatement_IsFound(string sql)
    {
        await UpSql(sql).After(Orders).VerifyAsync();
        await File(Orders + sql).VerifyAsync();
    }

    [Theory]
    [InlineData("UPDATE \"Orders\" SET \"Note\" = 1")]
    [InlineData("UPDATE others SET x = 1")]
    [InlineData("CREATE TABLE orders (id int); UPDATE Orders SET id = 1")]
    [InlineData("CREATE TABLE orders (id int)")]
    [InlineData("ALTER TABLE \"Orders\" ADD COLUMN note text; UPDATE \"Orders\" SET note = \"Note\"")]
    [InlineData("ALTER TABLE IF EXISTS orders ADD COLUMN x int")]
    [InlineData("DROP TABLE IF EXISTS orders")]
    [InlineData("DROP INDEX IF EXISTS ix_note")]
    [InlineData("UPDATE other.Orders SET x = 1")]
    [InlineData("WITH orders AS (SELECT 1) SELECT * FROM Orders")]
    public Task NameThatIsMeant_IsSilent(string sql) => UpSql(sql).After(Orders).VerifyAsync();

    [Fact]
    public Task TableThatWasOnlyAltered_IsSilent() => UpSql("UPDATE Orders SET x = 1").After("ALTER TABLE \"Orders\" ADD COLUMN y int").VerifyAsync();

    [Fact]
    public Task EfCall_IsSilent() => Up("""migrationBuilder.DropTable(name: "orders");""").After(Orders).VerifyAsync();

    [Fact]
    public Task Down_IsCheckedToo() => Down("""migrationBuilder.Sql("[|UPDATE|] Orders SET x = 1");""").After(Orders).VerifyAsync();
}
