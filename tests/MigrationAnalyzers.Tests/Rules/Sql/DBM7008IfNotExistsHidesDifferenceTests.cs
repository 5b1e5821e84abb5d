namespace MigrationAnalyzers.Tests.Rules.Sql;

public sealed class DBM7008IfNotExistsHidesDifferenceTests() : RuleTest("DBM7008")
{
    private const string Orders = "CREATE TABLE orders (id bigint PRIMARY KEY, note text); CREATE INDEX ix_note ON orders (note);";

    [Theory]
    [InlineData("[|CREATE TABLE|] IF NOT EXISTS orders (id bigint, currency text)", "table orders is there already, without the column currency")]
    [InlineData("[|CREATE TABLE|] IF NOT EXISTS orders (id int)", "table orders is there already, and its column id has the type bigint")]
    [InlineData("ALTER TABLE orders [|ADD COLUMN|] IF NOT EXISTS note varchar(100)", "column note of orders is there already, with the type text")]
    [InlineData("[|CREATE INDEX|] IF NOT EXISTS ix_note ON orders (id, note)", "index ix_note is there already, over note")]
    [InlineData("[|CREATE INDEX|] IF NOT EXISTS ix_note ON users (note)", "an index ix_note is there already, on orders")]
    public async Task SomethingElseOfThatName_IsFound(string sql, string difference)
    {
        await UpSql(sql).After(Orders).VerifyMessageAsync("This does nothing: " + difference);
        await File(Orders + sql).VerifyAsync();
    }

    [Theory]
    [InlineData("CREATE TABLE IF NOT EXISTS orders (id bigint PRIMARY KEY, note text)")]
    [InlineData("CREATE TABLE IF NOT EXISTS orders (id bigserial PRIMARY KEY)")]
    [InlineData("CREATE TABLE IF NOT EXISTS users (id int)")]
    [InlineData("ALTER TABLE orders ADD COLUMN IF NOT EXISTS note text")]
    [InlineData("ALTER TABLE orders ADD COLUMN IF NOT EXISTS currency text")]
    [InlineData("CREATE INDEX IF NOT EXISTS ix_note ON orders (note)")]
    [InlineData("CREATE INDEX IF NOT EXISTS ix_lower ON orders (lower(note))")]
    [InlineData("DROP TABLE orders; CREATE TABLE IF NOT EXISTS orders (id int)")]
    public Task NothingIsMissing_IsSilent(string sql) => UpSql(sql).After(Orders).VerifyAsync();

    [Fact]
    public Task TableThatIsNotKnown_IsSilent() => UpSql("CREATE TABLE IF NOT EXISTS orders (id int)").After("ALTER TABLE orders ADD COLUMN note text").VerifyAsync();

    [Fact]
    public Task TableThatMayNotHaveBeenMade_IsSilent() =>
        UpSql("CREATE TABLE IF NOT EXISTS orders (id int)").After("CREATE TABLE IF NOT EXISTS orders (id int, note text)").VerifyAsync();
}
