namespace MigrationAnalyzers.Tests.Rules.Data;

public sealed class DBM4006AnalyzeMissingTests() : RuleTest("DBM4006")
{
    private const string Loop = """
        DO $$
        DECLARE
            last bigint := 0;
            upper_id bigint;
        BEGIN
            LOOP
                SELECT max(id) INTO upper_id FROM (SELECT id FROM orders WHERE id > last ORDER BY id LIMIT 5000) AS batch;
                EXIT WHEN upper_id IS NULL;
                [|UPDATE|] orders SET status = 'open' WHERE id > last AND id <= upper_id;
                last := upper_id;
                COMMIT;
            END LOOP;
        END $$;
        """;

    [Fact]
    public Task BatchLoop_NamesTheTable() => File(Loop).VerifyInfoAsync(
        "After this UPDATE the planner still has the old statistics of orders until autovacuum comes to the table: queries may get bad plans till then");

    [Fact]
    public Task LoadedTable_HasNoStatistics() => UpSql("CREATE TABLE archive (id int); [|INSERT INTO|] archive SELECT id FROM orders").VerifyInfoAsync(
        "After this INSERT ... SELECT the planner has no statistics of archive until autovacuum comes to the table: queries may get bad plans till then");

    [Theory]
    [InlineData("ANALYZE orders")]
    [InlineData("ANALYZE")]
    [InlineData("VACUUM (ANALYZE) orders")]
    [InlineData("CALL finish()")]
    [InlineData("DROP TABLE orders")]
    public Task AnalyzeAfterwards_IsSilent(string sql) => File(Loop.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal) + sql).VerifyAsync();

    [Theory]
    [InlineData("ANALYZE users")]
    [InlineData("VACUUM users")]
    public Task AnalyzeOfAnotherTable_DoesNotCount(string sql) => File(Loop + sql).VerifyAsync();

    [Theory]
    [InlineData("UPDATE orders SET status = 'open'")]
    [InlineData("UPDATE orders SET status = 'open' WHERE id = 7")]
    [InlineData("INSERT INTO orders (id) VALUES (1)")]
    [InlineData("CREATE TABLE archive (id int); INSERT INTO archive VALUES (1)")]
    [InlineData("CREATE TEMP TABLE batch (id int); INSERT INTO batch SELECT id FROM orders")]
    [InlineData("DO $$ BEGIN LOOP DELETE FROM orders WHERE id IN (SELECT id FROM orders WHERE spam LIMIT 5000); EXIT WHEN NOT FOUND; COMMIT; END LOOP; END $$")]
    [InlineData("DO $$ BEGIN LOOP UPDATE orders SET a = 1 WHERE id IN (SELECT id FROM orders WHERE a IS NULL LIMIT 5000); EXIT WHEN NOT FOUND; END LOOP; END $$")]
    public Task OtherWrite_IsSilent(string sql) => File(sql).VerifyAsync();

    [Fact]
    public Task SmallTable_IsSilent() =>
        File(Loop.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal)).With("small_tables", "orders").VerifyAsync();
}
