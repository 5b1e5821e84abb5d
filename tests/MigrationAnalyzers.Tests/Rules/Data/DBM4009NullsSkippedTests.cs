namespace MigrationAnalyzers.Tests.Rules.Data;

public sealed class DBM4009NullsSkippedTests() : RuleTest("DBM4009")
{
    private const string Orders = "CREATE TABLE orders (id int PRIMARY KEY, status text, number int NOT NULL);";

    [Fact]
    public Task Inequality_NamesColumnAndValue() => UpSql("[|UPDATE|] orders SET status = 'open' WHERE status <> 'open'").After(Orders)
        .VerifyInfoAsync("This UPDATE sets orders.status where it is <> 'open', which is not true where it is NULL: these rows stay NULL");

    [Theory]
    [InlineData("status != 'open'")]
    [InlineData("status NOT IN ('open', 'paid')")]
    [InlineData("NOT (status = 'open')")]
    [InlineData("'open' <> status AND id > 7")]
    [InlineData("id IN (SELECT id FROM orders WHERE status <> 'open' LIMIT 100)")]
    public async Task ConditionThatSkipsNull_IsFound(string condition)
    {
        await UpSql($"[|UPDATE|] orders SET status = 'open' WHERE {condition}").After(Orders).VerifyAsync();
        await UpSql($"DO $$ BEGIN [|UPDATE|] orders SET status = 'open' WHERE {condition}; END $$").After(Orders).VerifyAsync();
    }

    [Theory]
    [InlineData("UPDATE orders SET status = 'open' WHERE status <> 'open' OR status IS NULL")]
    [InlineData("UPDATE orders SET status = 'open' WHERE status IS DISTINCT FROM 'open'")]
    [InlineData("UPDATE orders SET status = 'open' WHERE coalesce(status, '') <> 'open'")]
    [InlineData("UPDATE orders SET status = 'open' WHERE status = 'new'")]
    [InlineData("UPDATE orders SET number = 1 WHERE number <> 1")]
    [InlineData("UPDATE orders SET number = 1 WHERE status <> 'open'")]
    [InlineData("DELETE FROM orders WHERE status <> 'open'")]
    public Task NullDealtWithOrNotMeant_IsSilent(string sql) => UpSql(sql).After(Orders).VerifyAsync();

    [Fact]
    public Task UnknownColumn_IsSilent() => UpSql("UPDATE orders SET status = 'open' WHERE status <> 'open'").VerifyAsync();

    [Fact]
    public Task NewTable_IsSilent() => UpSql(Orders + "UPDATE orders SET status = 'open' WHERE status <> 'open'").VerifyAsync();
}
