namespace MigrationAnalyzers.Tests.Rules.Data;

public sealed class DBM4007BatchLoopDoesNotCommitTests() : RuleTest("DBM4007")
{
    [Fact]
    public Task LimitedBatches_SayWhatTheyCost() => File("""
        DO $$
        BEGIN
            LOOP
                [|UPDATE|] orders SET status = 'open' WHERE id IN (SELECT id FROM orders WHERE status IS NULL LIMIT 5000);
                EXIT WHEN NOT FOUND;
            END LOOP;
        END $$
        """).VerifyMessageAsync(
            "This UPDATE of the existing table orders runs in batches, but its loop does not commit: all rounds are one transaction, "
            + "the rows of the first stay locked until the last is done, and a failure undoes everything");

    [Theory]
    [InlineData("WHILE found LOOP [|DELETE FROM|] orders WHERE ctid IN (SELECT ctid FROM orders WHERE spam LIMIT 100); END LOOP;")]
    [InlineData("FOR i IN 0..1000 LOOP [|UPDATE|] orders SET a = 1 WHERE id BETWEEN i * 1000 AND i * 1000 + 999; END LOOP;")]
    [InlineData("FOR i IN 1..9 LOOP FOR j IN 1..9 LOOP [|DELETE FROM|] orders WHERE id IN (SELECT id FROM orders WHERE spam LIMIT 100); END LOOP; END LOOP;")]
    [InlineData("LOOP WITH b AS (SELECT id FROM orders WHERE a IS NULL LIMIT 5) [|UPDATE|] orders o SET a = 1 FROM b WHERE b.id = o.id; EXIT WHEN NOT FOUND; END LOOP;")]
    [InlineData("LOOP [|INSERT INTO|] archive SELECT * FROM orders WHERE id > last ORDER BY id LIMIT 5; EXIT WHEN NOT FOUND; END LOOP;")]
    public async Task BatchesInOneTransaction_AreFound(string body)
    {
        var sql = $"DO $$ DECLARE last bigint; BEGIN {body} END $$";
        await File(sql).VerifyAsync(Microsoft.CodeAnalysis.DiagnosticSeverity.Warning);
        await Up($"migrationBuilder.Sql(\"{sql}\", suppressTransaction: true);").VerifyAsync();
    }

    [Fact]
    public Task RowByRow_IsInfo() => File("DO $$ DECLARE r record; BEGIN FOR r IN SELECT id FROM spam LOOP [|DELETE FROM|] orders WHERE id = r.id; END LOOP; END $$").VerifyInfoAsync();

    [Theory]
    [InlineData("LOOP DELETE FROM orders WHERE id IN (SELECT id FROM orders WHERE spam LIMIT 100); EXIT WHEN NOT FOUND; COMMIT; END LOOP;")]
    [InlineData("FOR i IN 1..10 LOOP DELETE FROM orders WHERE id IN (SELECT id FROM orders WHERE spam LIMIT 100); END LOOP;")]
    [InlineData("FOREACH i IN ARRAY ARRAY[1, 2] LOOP DELETE FROM orders WHERE id = i; END LOOP;")]
    [InlineData("FOR r IN SELECT * FROM (VALUES (1), (2)) v(id) LOOP DELETE FROM orders WHERE id = r.id; END LOOP;")]
    [InlineData("FOR i IN REVERSE 10..1 LOOP DELETE FROM orders WHERE id = i; END LOOP;")]
    [InlineData("DELETE FROM orders WHERE id IN (SELECT id FROM orders LIMIT 100);")]
    [InlineData("LOOP UPDATE orders SET a = 1 WHERE a IS NULL; EXIT WHEN NOT FOUND; END LOOP;")]
    [InlineData("LOOP INSERT INTO orders VALUES (1); EXIT WHEN true; END LOOP;")]
    public Task CommitFewRoundsOrNoBatches_AreSilent(string body) => File($"DO $$ DECLARE i int; r record; BEGIN {body} END $$").VerifyAsync();

    [Fact]
    public Task LoopInCode_IsFoundInTheMigrationsTransaction() => Up("""
        for (var i = 0; i < DateTime.Now.Year; i++)
        {
            migrationBuilder.Sql("[|DELETE FROM|] orders WHERE id IN (SELECT id FROM orders WHERE spam LIMIT 100)");
        }
        """).VerifyAsync();

    [Fact]
    public Task LoopInCode_IsSilentWhenEachRoundIsATransaction() => Up("""
        for (var i = 0; i < DateTime.Now.Year; i++)
        {
            migrationBuilder.Sql("DELETE FROM orders WHERE id IN (SELECT id FROM orders WHERE spam LIMIT 100)", suppressTransaction: true);
        }
        """).VerifyAsync();

    [Fact]
    public async Task NewOrSmallTable_IsSilent()
    {
        const string Sql = "DO $$ BEGIN LOOP DELETE FROM orders WHERE id IN (SELECT id FROM orders LIMIT 100); EXIT WHEN NOT FOUND; END LOOP; END $$";
        await File("CREATE TABLE orders (id int); " + Sql).VerifyAsync();
        await File(Sql).With("small_tables", "orders").VerifyAsync();
    }
}
