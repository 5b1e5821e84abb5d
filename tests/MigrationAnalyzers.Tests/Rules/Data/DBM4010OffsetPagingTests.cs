using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.Tests.Rules.Data;

public sealed class DBM4010OffsetPagingTests() : RuleTest("DBM4010")
{
    [Fact]
    public Task PagesInALoop_AreFound() =>
        File(Loop("[|UPDATE|] orders SET a = 1 WHERE id IN (SELECT id FROM orders ORDER BY id LIMIT 5 OFFSET page); EXIT WHEN NOT FOUND; page := page + 5;")).VerifyMessageAsync(
            "Each round reads all rows of orders again that OFFSET then leaves out, so that the last batch reads the whole table; "
            + "rows that come or go meanwhile move the pages, and others are left out or written twice");

    [Theory]
    [InlineData("[|INSERT INTO|] archive SELECT * FROM orders ORDER BY id LIMIT 5 OFFSET page; EXIT WHEN NOT FOUND;")]
    [InlineData("[|SELECT|] array_agg(id) INTO ids FROM (SELECT id FROM orders ORDER BY id LIMIT 5 OFFSET page) b; EXIT WHEN ids IS NULL;")]
    [InlineData("FOR r IN [|SELECT|] id FROM orders ORDER BY id LIMIT 5 OFFSET page LOOP NULL; END LOOP; EXIT WHEN NOT FOUND;")]
    public Task EachKindOfPage_IsFound(string body) => File(Loop(body)).VerifyAsync(DiagnosticSeverity.Warning);

    [Theory]
    [InlineData("DELETE FROM orders WHERE id IN (SELECT id FROM orders WHERE spam OFFSET 0 LIMIT 5); EXIT WHEN NOT FOUND;")]
    [InlineData("DELETE FROM orders WHERE id IN (SELECT id FROM orders WHERE id > page ORDER BY id LIMIT 5); EXIT WHEN NOT FOUND;")]
    public Task LoopWithoutOffset_IsSilent(string body) => File(Loop(body)).VerifyAsync();

    [Fact]
    public async Task StatementAlone_IsSilentAndSeveralAreInfo()
    {
        await File("DELETE FROM orders WHERE id IN (SELECT id FROM orders ORDER BY id DESC LIMIT 100 OFFSET 10)").VerifyAsync();
        await UpSql("""
            UPDATE orders SET a = 1 WHERE id IN (SELECT id FROM orders ORDER BY id LIMIT 5 OFFSET 5);
            [|UPDATE|] orders SET a = 1 WHERE id IN (SELECT id FROM orders ORDER BY id LIMIT 5 OFFSET 10);
            UPDATE orders SET a = 1 WHERE id IN (SELECT id FROM orders ORDER BY id LIMIT 5 OFFSET 15);
            """).VerifyInfoAsync();
    }

    [Fact]
    public async Task NewOrSmallTable_IsSilent()
    {
        var sql = Loop("UPDATE orders SET a = 1 WHERE id IN (SELECT id FROM orders LIMIT 5 OFFSET page); EXIT WHEN NOT FOUND;");
        await File("CREATE TABLE orders (id int, a int); " + sql).VerifyAsync();
        await File(sql).With("small_tables", "orders").VerifyAsync();
    }

    private static string Loop(string body) => $"DO $$ DECLARE page int := 0; ids int[]; r record; BEGIN LOOP {body} COMMIT; END LOOP; END $$";
}
