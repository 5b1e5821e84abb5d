namespace MigrationAnalyzers.Tests.Rules.Data;

public sealed class DBM4008BatchLoopEndsWronglyTests() : RuleTest("DBM4008")
{
    private const string Orders = "CREATE TABLE orders (id int PRIMARY KEY, a int, b int);";

    [Fact]
    public Task NoWayOut_IsFound() => File("DO $$ BEGIN LOOP [|DELETE FROM|] orders WHERE id IN (SELECT id FROM orders WHERE spam LIMIT 5); COMMIT; END LOOP; END $$")
        .VerifyMessageAsync("The loop around this DELETE of orders never ends: there is no EXIT in it, and no RETURN");

    [Fact]
    public Task SameRowsAgain_AreFound() => File(Loop("[|UPDATE|] orders SET a = 1 WHERE id IN (SELECT id FROM orders LIMIT 5)", "EXIT WHEN NOT FOUND"))
        .VerifyMessageAsync(
            "The loop around this UPDATE of orders ends when no row is found, but the UPDATE changes nothing that its batch is chosen by: "
            + "each round finds rows again, and the loop never ends");

    [Fact]
    public Task SkipLocked_LeavesRowsOut() => File(Loop("[|DELETE FROM|] orders WHERE id IN (SELECT id FROM orders WHERE spam LIMIT 5 FOR UPDATE SKIP LOCKED)", "EXIT WHEN NOT FOUND"))
        .VerifyMessageAsync(
            "The loop around this DELETE of orders ends when no row is found, but SKIP LOCKED does not find rows that somebody else has locked just then: "
            + "they are never written, and nothing says so");

    [Theory]
    [InlineData("EXIT WHEN NOT FOUND")]
    [InlineData("IF NOT FOUND THEN EXIT; END IF")]
    [InlineData("IF NOT FOUND THEN RETURN; END IF")]
    [InlineData("GET DIAGNOSTICS n = ROW_COUNT; COMMIT; EXIT WHEN n = 0")]
    [InlineData("get current diagnostics n := row_count; exit when n < 5")]
    public Task EachWayToSayNoRow_IsUnderstood(string end) =>
        File(Loop("WITH b AS (SELECT id FROM orders WHERE a IS NULL LIMIT 5 FOR UPDATE SKIP LOCKED) [|UPDATE|] orders o SET a = 1 FROM b WHERE b.id = o.id", end)).VerifyAsync();

    [Fact]
    public Task While_IsUnderstood() => File("""
        DO $$
        DECLARE n int := 1;
        BEGIN
            WHILE n > 0 LOOP
                [|UPDATE|] orders SET a = 1 WHERE id IN (SELECT id FROM orders LIMIT 5);
                GET DIAGNOSTICS n = ROW_COUNT;
                COMMIT;
            END LOOP;
        END $$
        """).VerifyAsync();

    [Theory]
    [InlineData("UPDATE orders SET a = 1 WHERE id IN (SELECT id FROM orders WHERE a IS NULL LIMIT 5)", "EXIT WHEN NOT FOUND")]
    [InlineData("DELETE FROM orders WHERE id IN (SELECT id FROM orders LIMIT 5)", "EXIT WHEN NOT FOUND")]
    [InlineData("UPDATE orders SET a = 1 WHERE id IN (SELECT id FROM orders WHERE id > n ORDER BY id LIMIT 5)", "EXIT WHEN NOT FOUND")]
    [InlineData("UPDATE orders SET a = 1 WHERE id IN (SELECT id FROM orders LIMIT 5) AND a IS NULL", "EXIT WHEN NOT FOUND")]
    [InlineData("UPDATE orders SET a = 1 WHERE id IN (SELECT id FROM orders WHERE random() < 0.1 LIMIT 5)", "EXIT WHEN NOT FOUND")]
    [InlineData("UPDATE orders SET a = 1 WHERE id IN (SELECT id FROM todo LIMIT 5)", "EXIT WHEN NOT FOUND")]
    [InlineData("UPDATE orders SET a = 1 WHERE id IN (SELECT id FROM orders LIMIT 5)", "EXIT WHEN n > 5")]
    [InlineData("UPDATE orders SET a = 1 WHERE id IN (SELECT id FROM orders LIMIT 5)", "EXIT WHEN NOT FOUND; EXIT WHEN n > 5")]
    [InlineData("UPDATE orders SET a = 1 WHERE id IN (SELECT id FROM orders LIMIT 5)", "PERFORM 1 FROM orders; EXIT WHEN NOT FOUND")]
    [InlineData("UPDATE orders SET a = 1 WHERE id IN (SELECT id FROM orders LIMIT 5)", "EXIT WHEN FOUND")]
    [InlineData("UPDATE orders SET b = b WHERE id IN (SELECT id FROM orders WHERE a IS NULL LIMIT 5)", "EXIT WHEN NOT FOUND")]
    [InlineData("UPDATE orders SET a = 1 WHERE id IN (SELECT id FROM orders WHERE spam LIMIT 5 FOR UPDATE SKIP LOCKED)", "EXIT WHEN NOT EXISTS (SELECT FROM orders WHERE a IS NULL)")]
    [InlineData("UPDATE orders SET a = 1", "RAISE 'enough'")]
    public Task LoopThatEnds_IsSilent(string write, string end) => File(Loop(write, end)).VerifyAsync();

    [Fact]
    public async Task TriggerThatMayWriteTheCondition_MakesItInfo()
    {
        var loop = Loop("[|UPDATE|] orders SET b = 1 WHERE id IN (SELECT id FROM orders WHERE a IS NULL LIMIT 5)", "EXIT WHEN NOT FOUND");
        await File(loop).VerifyInfoAsync();
        await UpSql(loop).After(Orders).VerifyAsync(Microsoft.CodeAnalysis.DiagnosticSeverity.Warning);
        await UpSql(loop).After(Orders + "CREATE TRIGGER t BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION f()").VerifyInfoAsync();
    }

    [Theory]
    [InlineData("(SELECT sum(x) FROM lines WHERE lines.order_id = orders.id)")]
    [InlineData("b")]
    [InlineData("orders.b")]
    public Task ValueThatMayBeNull_IsInfo(string value) =>
        UpSql(Loop($"[|UPDATE|] orders SET a = {value} WHERE id IN (SELECT id FROM orders WHERE a IS NULL AND id > 0 LIMIT 5)", "EXIT WHEN NOT FOUND")).After(Orders).VerifyInfoAsync(
            "The loop around this UPDATE of orders ends when no row is found where a is NULL, but the value that it gets may be NULL as well: "
            + "such rows are found again in each round, and the loop never ends");

    [Theory]
    [InlineData("(SELECT count(*) FROM lines)", "a IS NULL")]
    [InlineData("(SELECT coalesce(sum(x), 0) FROM lines)", "a IS NULL")]
    [InlineData("coalesce((SELECT sum(x) FROM lines), 0)", "a IS NULL")]
    [InlineData("b", "a IS NULL AND b IS NOT NULL")]
    [InlineData("b", "a = 0")]
    [InlineData("id", "a IS NULL")]
    [InlineData("c", "a IS NULL")]
    public Task ValueThatIsNotNull_IsSilent(string value, string condition) =>
        UpSql(Loop($"UPDATE orders SET a = {value} WHERE id IN (SELECT id FROM orders WHERE {condition} LIMIT 5)", "EXIT WHEN NOT FOUND")).After("CREATE TABLE orders (id int PRIMARY KEY, a int, b int, c int NOT NULL);").VerifyAsync();

    private static string Loop(string write, string end) => $"DO $$ DECLARE n int; BEGIN LOOP {write}; {end}; COMMIT; END LOOP; END $$";
}
