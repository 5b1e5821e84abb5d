namespace MigrationAnalyzers.Tests.Rules.Data;

public sealed class DBM4001UnboundedWriteTests() : RuleTest("DBM4001")
{
    private const string Orders = "CREATE TABLE orders (number int PRIMARY KEY, id int, status text);";

    private const string BatchLoop = """
        DO $$
        DECLARE
            last bigint := 0;
            upper_id bigint;
        BEGIN
            LOOP
                SELECT max(id) INTO upper_id FROM (SELECT id FROM orders WHERE id > last ORDER BY id LIMIT 5000) AS batch;
                EXIT WHEN upper_id IS NULL;
                UPDATE orders SET status = 'open' WHERE id > last AND id <= upper_id;
                last := upper_id;
                COMMIT;
            END LOOP;
        END $$
        """;

    [Fact]
    public Task Update_NamesTableAndWhoWaits() => UpSql("[|UPDATE|] orders SET status = 'open'").VerifyMessageAsync(
        "This UPDATE reaches any number of rows of the existing table orders in one transaction: other writers of these rows wait until it has ended, "
        + "and a failure undoes everything");

    [Fact]
    public Task InsertSelect_SaysThatTheTransactionStaysOpen() => UpSql("[|INSERT INTO|] archive SELECT * FROM orders").VerifyMessageAsync(
        "This INSERT ... SELECT reaches any number of rows of the existing table archive in one transaction: "
        + "the transaction stays open until all are written, and a failure undoes everything");

    [Fact]
    public Task TableLockedByTheSameTransaction_IsNamed() => UpSql("""
        ALTER TABLE orders ADD COLUMN total int;
        [|UPDATE|] orders SET total = 0
        """).VerifyMessageAsync(
            "This UPDATE reaches any number of rows of the existing table orders in one transaction: all reads and writes of the table wait until it has ended "
            + "(an ACCESS EXCLUSIVE lock is held already), and a failure undoes everything");

    [Theory]
    [InlineData("UPDATE orders SET status = 'open' WHERE number IS NULL")]
    [InlineData("DELETE FROM orders WHERE status = 'open' AND number IS NULL")]
    public Task SearchForNullsWhereThereAreNone_IsSilent(string sql) => UpSql(sql).After(Orders).VerifyAsync();

    [Theory]
    [InlineData("[|UPDATE|] orders SET status = 'open' WHERE status IS NULL")]
    [InlineData("[|UPDATE|] orders SET status = 'open' WHERE number IS NULL OR status = 'x'")]
    [InlineData("[|UPDATE|] orders SET status = 'open' FROM users u WHERE u.number IS NULL")]
    public Task SearchForNullsThatThereMayBe_IsFound(string sql) => UpSql(sql).After(Orders).VerifyAsync();

    [Theory]
    [MemberData(nameof(SqlSources))]
    public Task UpdateInSql_IsFound(string source) => Sql(source, "[|UPDATE|] orders SET é = 1 WHERE é IS NULL").VerifyAsync();

    [Theory]
    [InlineData("[|DELETE FROM|] orders")]
    [InlineData("[|DELETE FROM|] orders WHERE id IN (SELECT order_id FROM spam)")]
    [InlineData("[|UPDATE|] orders SET a = 1 WHERE id = 7 OR status = 'x'")]
    [InlineData("[|UPDATE|] orders SET a = 1 WHERE id <> 7")]
    [InlineData("[|UPDATE|] orders SET a = 1 WHERE id BETWEEN 1 AND 100000000")]
    [InlineData("[|INSERT INTO|] archive SELECT * FROM orders WHERE status = 'done' ON CONFLICT DO NOTHING")]
    [InlineData("[|DELETE FROM|] ONLY app.\"Orders\" AS o WHERE o.status = 'x'")]
    [InlineData("WITH x AS (SELECT 1) [|UPDATE|] orders SET a = 1")]
    [InlineData("WITH moved AS ([|DELETE FROM|] orders WHERE spam RETURNING id) INSERT INTO log SELECT count(*) FROM moved")]
    [InlineData("WITH done AS ([|UPDATE|] orders SET a = 1 RETURNING id) SELECT count(*) FROM done")]
    [InlineData("[|UPDATE|] orders SET a = 1 WHERE true")]
    [InlineData("[|DELETE FROM|] orders WHERE 1 = 1")]
    [InlineData("EXPLAIN ANALYZE [|DELETE FROM|] orders")]
    [InlineData("DO $$ BEGIN EXECUTE '[|DELETE FROM|] orders'; END $$")]
    [InlineData("[|UPDATE|] orders SET a = 1 WHERE id > 5")]
    [InlineData("[|UPDATE|] orders SET a = 1 WHERE customer_id = 5")]
    [InlineData("[|UPDATE|] orders SET a = 1 WHERE paid = true")]
    [InlineData("[|UPDATE|] orders o SET a = u.a FROM users u WHERE u.id = o.user_id")]
    [InlineData("[|MERGE INTO|] orders o USING users u ON u.id = o.user_id WHEN MATCHED THEN DELETE")]
    [InlineData("DO $$ BEGIN [|UPDATE|] orders SET a = 1; END $$")]
    public async Task WriteWithoutABound_IsFound(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }

    [Theory]
    [InlineData("UPDATE orders SET a = 1 WHERE id = 7")]
    [InlineData("UPDATE orders SET a = 1 WHERE id IN (7, 8) AND b = 2")]
    [InlineData("UPDATE orders SET a = 1 WHERE id BETWEEN 1 AND 1000")]
    [InlineData("UPDATE \"Orders\" SET a = 1 WHERE \"Id\" = '6f0e8a1c-0000-0000-0000-000000000000'")]
    [InlineData("DELETE FROM orders WHERE id = ANY (ARRAY[1, 2])")]
    [InlineData("INSERT INTO orders (id) VALUES (1), (2)")]
    [InlineData("INSERT INTO orders (id) SELECT 1")]
    [InlineData("UPDATE orders o SET a = 1 WHERE 7 = o.id")]
    [InlineData("UPDATE orders SET a = 1 WHERE id = 7 OR id = 8")]
    [InlineData("UPDATE orders SET a = 1 WHERE id = (SELECT max(id) FROM orders)")]
    [InlineData("DELETE FROM orders WHERE id IN (SELECT id FROM orders ORDER BY id LIMIT 1000)")]
    [InlineData("INSERT INTO orders (id) SELECT n FROM generate_series(1, 10) n")]
    [InlineData("INSERT INTO orders (id) SELECT v.a FROM (VALUES (1), (2)) v(a)")]
    [InlineData("INSERT INTO orders DEFAULT VALUES")]
    [InlineData("UPDATE orders SET a = 1 WHERE order_id = 7")]
    [InlineData("DELETE FROM \"OrderEntries\" WHERE \"OrderEntryId\" = 7")]
    [InlineData("DELETE FROM tax WHERE tax_id = 7")]
    [InlineData("UPDATE orders SET a = 1 WHERE false")]
    [InlineData("EXPLAIN DELETE FROM orders")]
    [InlineData("WITH b AS (SELECT id FROM orders LIMIT 100) DELETE FROM orders USING b WHERE b.id = orders.id")]
    [InlineData("DELETE FROM orders WHERE ctid IN (SELECT ctid FROM orders LIMIT 1000)")]
    [InlineData("SELECT * FROM orders; TRUNCATE orders")]
    public async Task BoundedWrite_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }

    [Fact]
    public Task KnownKey_BoundsTheWrite() => UpSql("UPDATE orders SET status = 'x' WHERE number = 7").After(Orders).VerifyAsync();

    [Fact]
    public Task IdThatIsKnownNotToBeTheKey_IsFound() => UpSql("[|UPDATE|] orders SET status = 'x' WHERE id = 7").After(Orders).VerifyAsync();

    [Fact]
    public async Task LoopThatCommits_IsSilentOutsideOfATransaction()
    {
        await Up("migrationBuilder.Sql(\"\"\"\n" + BatchLoop + "\n\"\"\", suppressTransaction: true);").VerifyAsync();
        await File(BatchLoop).VerifyAsync();
    }

    [Fact]
    public Task LoopWithoutACommit_IsFound() => File("""
        DO $$
        BEGIN
            LOOP
                [|UPDATE|] orders SET status = 'open' WHERE status IS NULL;
                EXIT WHEN NOT FOUND;
            END LOOP;
        END $$
        """).VerifyAsync();

    [Fact]
    public Task LoopWithoutACommit_IsFoundOutsideOfTheMigrationsTransaction() => Up("""
        migrationBuilder.Sql("DO $$ BEGIN LOOP [|UPDATE|] orders SET a = 1 WHERE a IS NULL; EXIT WHEN NOT FOUND; END LOOP; END $$", suppressTransaction: true);
        """).VerifyAsync();

    [Theory]
    [InlineData("CREATE TABLE orders (a int); UPDATE orders SET a = 1; DELETE FROM orders")]
    [InlineData("CREATE TABLE ORDERS (a int); UPDATE public.\"orders\" SET a = 1")]
    [InlineData("CREATE TABLE \"App\".\"Orders\" (a int); DELETE FROM \"App\".\"Orders\"")]
    [InlineData("CREATE TEMP TABLE batch (a int); DELETE FROM batch")]
    public async Task TableOfTheSameMigration_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }

    [Theory]
    [InlineData("""migrationBuilder.InsertData(table: "orders", column: "id", values: new object[] { 1, 2, 3 });""")]
    [InlineData("""migrationBuilder.UpdateData(table: "orders", keyColumn: "id", keyValue: 1, column: "status", value: "open");""")]
    [InlineData("""migrationBuilder.DeleteData(table: "orders", keyColumn: "id", keyValue: 1);""")]
    public Task SeedData_IsSilent(string body) => Up(body).VerifyAsync();

    [Fact]
    public Task HiddenUpdateOfAlterColumn_IsLeftToDBM1005() => Up("""
        migrationBuilder.AlterColumn<string>(
            name: "status", table: "orders", type: "text", nullable: false, defaultValue: "", oldClrType: typeof(string), oldType: "text", oldNullable: true);
        """).VerifyAsync();

    [Fact]
    public async Task SmallTable_IsSilent()
    {
        await UpSql("UPDATE orders SET a = 1").With("small_tables", "orders").VerifyAsync();
        await UpSql("INSERT INTO orders SELECT * FROM countries").With("small_tables", "countries").VerifyAsync();
    }

    [Fact]
    public Task GuardOfAnotherProvider_IsSilent() =>
        Up("""if (!migrationBuilder.IsNpgsql()) { migrationBuilder.Sql("UPDATE orders SET a = 1"); }""").VerifyAsync();

    [Fact]
    public Task CopyIntoATableOfTheSameMigration_IsSilent() => UpSql("CREATE TABLE archive (id int); INSERT INTO archive SELECT id FROM orders").VerifyAsync();

    [Fact]
    public Task LoopInCode_IsSilentWhenEachRoundIsATransaction() => Up("""
        for (var i = 0; i < DateTime.Now.Year; i++)
        {
            migrationBuilder.Sql("UPDATE orders SET a = 1 WHERE a IS NULL AND region = 1", suppressTransaction: true);
        }
        """).VerifyAsync();
}
