namespace MigrationAnalyzers.Tests.Rules.Data;

public sealed class DBM4011TableTruncatedTests() : RuleTest("DBM4011")
{
    private const string Earlier = """
        CREATE TABLE users (id int PRIMARY KEY);
        CREATE TABLE orders (id int PRIMARY KEY, user_id int REFERENCES users (id));
        CREATE TABLE order_items (order_id int REFERENCES orders (id));
        """;

    [Fact]
    public Task Truncate_NamesTableAndLock() => UpSql("[|TRUNCATE|] orders").VerifyMessageAsync(
        "Truncating the existing table orders deletes all its rows, and holds an ACCESS EXCLUSIVE lock until the transaction ends: reads and writes wait");

    [Fact]
    public Task Cascade_NamesAllTablesThatAreEmptied() => UpSql("[|TRUNCATE TABLE|] users CASCADE").After(Earlier).VerifyMessageAsync(
        "Truncating the existing table users deletes all its rows, and by CASCADE those of orders and order_items, "
        + "and holds an ACCESS EXCLUSIVE lock until the transaction ends: reads and writes wait");

    [Fact]
    public Task CascadeWithoutHistory_SaysThatThereMayBeOthers() => File("[|TRUNCATE|] users CASCADE").VerifyMessageAsync(
        "Truncating the existing table users deletes all its rows, and by CASCADE those of every table that references it, "
        + "and holds an ACCESS EXCLUSIVE lock until the transaction ends: reads and writes wait");

    [Fact]
    public Task SmallTable_IsFoundForItsRows() => UpSql("[|TRUNCATE|] orders").With("small_tables", "orders").VerifyAsync();

    [Theory]
    [InlineData("CREATE TABLE orders (id int); TRUNCATE orders")]
    [InlineData("CREATE TEMP TABLE orders (id int); TRUNCATE orders")]
    public async Task NewTable_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }

    [Fact]
    public Task TruncateThatFails_IsSilent() => UpSql("TRUNCATE users").After(Earlier).VerifyAsync();
}
