using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
using MigrationAnalyzers.Engine.Sql;
using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Data.DBM4001UnboundedWriteFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Data;

public class DBM4001FixTests
{
    [Fact]
    public Task Update_WalksAlongThePrimaryKey() => Fix.UpAsync(
        """
        // backfill
        migrationBuilder.Sql("[|UPDATE|] orders SET status = 'open' WHERE status IS NULL OR status = '';");
        """,
        """"
        // backfill
        migrationBuilder.Sql("""
            DO $$
            DECLARE
                batch_first orders.id%TYPE;
                batch_last orders.id%TYPE;
                batch_end orders.id%TYPE;
            BEGIN
                SELECT t.id INTO batch_first FROM orders AS t ORDER BY t.id LIMIT 1;
                SELECT t.id INTO batch_end FROM orders AS t ORDER BY t.id DESC LIMIT 1;
                WHILE batch_first IS NOT NULL LOOP
                    SELECT b.id INTO batch_last
                    FROM (SELECT t.id FROM orders AS t WHERE t.id >= batch_first AND t.id <= batch_end ORDER BY t.id LIMIT 5000) AS b
                    ORDER BY b.id DESC LIMIT 1;
                    UPDATE orders SET status = 'open'
                    WHERE orders.id >= batch_first AND orders.id <= batch_last
                    AND (status IS NULL OR status = '');
                    COMMIT;
                    SELECT t.id INTO batch_first FROM orders AS t WHERE t.id > batch_last AND t.id <= batch_end ORDER BY t.id LIMIT 1;
                END LOOP;
            END $$;
            """, suppressTransaction: true);
        migrationBuilder.Sql("ANALYZE orders;");
        """");

    [Fact]
    public Task Delete_KeepsItsAliasAndJoin() => Fix.UpAsync(
        """migrationBuilder.Sql("[|DELETE FROM|] pairs p USING users u WHERE u.id = p.a AND u.email IS NULL");""",
        """"
        migrationBuilder.Sql("""
            DO $$
            DECLARE
                batch_first_1 pairs.a%TYPE;
                batch_first_2 pairs.b%TYPE;
                batch_last_1 pairs.a%TYPE;
                batch_last_2 pairs.b%TYPE;
                batch_end_1 pairs.a%TYPE;
                batch_end_2 pairs.b%TYPE;
            BEGIN
                SELECT t.a, t.b INTO batch_first_1, batch_first_2 FROM pairs AS t ORDER BY t.a, t.b LIMIT 1;
                SELECT t.a, t.b INTO batch_end_1, batch_end_2 FROM pairs AS t ORDER BY t.a DESC, t.b DESC LIMIT 1;
                WHILE batch_first_1 IS NOT NULL LOOP
                    SELECT b.a, b.b INTO batch_last_1, batch_last_2
                    FROM (SELECT t.a, t.b FROM pairs AS t WHERE (t.a, t.b) >= (batch_first_1, batch_first_2) AND (t.a, t.b) <= (batch_end_1, batch_end_2) ORDER BY t.a, t.b LIMIT 5000) AS b
                    ORDER BY b.a DESC, b.b DESC LIMIT 1;
                    DELETE FROM pairs p USING users u
                    WHERE (p.a, p.b) >= (batch_first_1, batch_first_2) AND (p.a, p.b) <= (batch_last_1, batch_last_2)
                    AND u.id = p.a AND u.email IS NULL;
                    COMMIT;
                    SELECT t.a, t.b INTO batch_first_1, batch_first_2 FROM pairs AS t WHERE (t.a, t.b) > (batch_last_1, batch_last_2) AND (t.a, t.b) <= (batch_end_1, batch_end_2) ORDER BY t.a, t.b LIMIT 1;
                END LOOP;
            END $$;
            """, suppressTransaction: true);
        """");

    [Fact]
    public Task Insert_LeavesOutWhatIsThere() => Fix.UpAsync(
        """
        migrationBuilder.Sql("[|INSERT INTO|] users (id, email)\n  SELECT id, 'x'\n  FROM orders");
        migrationBuilder.Sql("ANALYZE users");
        """,
        """"
        migrationBuilder.Sql("""
            DO $$
            DECLARE
                batch_first orders.id%TYPE;
                batch_last orders.id%TYPE;
                batch_end orders.id%TYPE;
            BEGIN
                SELECT t.id INTO batch_first FROM orders AS t ORDER BY t.id LIMIT 1;
                SELECT t.id INTO batch_end FROM orders AS t ORDER BY t.id DESC LIMIT 1;
                WHILE batch_first IS NOT NULL LOOP
                    SELECT b.id INTO batch_last
                    FROM (SELECT t.id FROM orders AS t WHERE t.id >= batch_first AND t.id <= batch_end ORDER BY t.id LIMIT 5000) AS b
                    ORDER BY b.id DESC LIMIT 1;
                    INSERT INTO users (id, email)
                    SELECT id, 'x'
                    FROM orders
                    WHERE orders.id >= batch_first AND orders.id <= batch_last
                    AND NOT EXISTS (SELECT FROM users AS copied WHERE copied.id = orders.id);
                    COMMIT;
                    SELECT t.id INTO batch_first FROM orders AS t WHERE t.id > batch_last AND t.id <= batch_end ORDER BY t.id LIMIT 1;
                END LOOP;
            END $$;
            """, suppressTransaction: true);
        migrationBuilder.Sql("ANALYZE users");
        """");

    [Theory]
    [InlineData("[|UPDATE|] elsewhere SET status = 'open' WHERE status IS NULL")]
    [InlineData("[|UPDATE|] events SET a = 0 WHERE a IS NULL")]
    [InlineData("[|UPDATE|] orders SET id = id + 1000000 WHERE status IS NULL")]
    [InlineData("[|UPDATE|] orders SET total = total * 1.1")]
    [InlineData("[|UPDATE|] orders SET user_id = total, total = 0")]
    [InlineData("[|UPDATE|] orders SET status = 'x' WHERE total < (SELECT avg(total) FROM orders)")]
    [InlineData("[|UPDATE|] orders SET status = 'x' WHERE status IS NULL RETURNING id")]
    [InlineData("WITH old AS (SELECT 1) [|UPDATE|] orders SET status = 'x' WHERE status IS NULL")]
    [InlineData("[|UPDATE|] orders SET status = 'x' /* all */ WHERE status IS NULL")]
    [InlineData("[|UPDATE|] orders SET status = batch_first FROM elsewhere WHERE status IS NULL")]
    [InlineData("[|INSERT INTO|] users (email) SELECT status FROM orders")]
    [InlineData("[|INSERT INTO|] users (id) SELECT DISTINCT user_id FROM orders")]
    [InlineData("[|INSERT INTO|] pairs SELECT id, user_id FROM orders ON CONFLICT (a, b) DO UPDATE SET b = pairs.b + 1")]
    [InlineData("[|MERGE INTO|] users u USING orders o ON o.user_id = u.id WHEN MATCHED THEN UPDATE SET email = o.status")]
    public Task StatementThatBatchesWouldChange_IsNotOffered(string sql) => Fix.UpNotOfferedAsync($"migrationBuilder.Sql(\"{sql}\");");

    [Theory]
    [InlineData("UPDATE orders SET total = total * 1.1, status = 'new' WHERE status = 'old'")]
    [InlineData("UPDATE orders SET total = total * 1.1, status = 'new' WHERE status IS DISTINCT FROM 'new'")]
    [InlineData("UPDATE orders SET status = lower(trim(status))")]
    [InlineData("UPDATE orders SET status = coalesce(status, 'new')")]
    [InlineData("UPDATE orders SET status = nullif(status, '')")]
    [InlineData("UPDATE ONLY orders o SET status = u.email FROM users u WHERE u.id = o.user_id")]
    [InlineData("UPDATE orders SET total = (SELECT sum(l.total) FROM lines l WHERE l.order_id = orders.id)")]
    public void UpdateThatCanRunAgain_IsBatched(string sql) => Assert.NotNull(Form(sql));

    [Theory]
    [InlineData("UPDATE orders SET total = total * 1.1, status = 'new' WHERE status = 'new'")]
    [InlineData("UPDATE orders SET total = total * 1.1, status = 'new' WHERE status = 'old' OR total IS NULL")]
    [InlineData("UPDATE orders SET status = lower(status || 'x')")]
    [InlineData("UPDATE orders SET status = 'x' WHERE CURRENT OF c")]
    [InlineData("DELETE FROM orders WHERE total IN (SELECT total FROM big_orders)")]
    [InlineData("DELETE FROM tree WHERE total > 1")]
    [InlineData("UPDATE tree SET code = 'x'")]
    [InlineData("UPDATE parent SET code = 'x'")]
    [InlineData("UPDATE orders SET total = orders.total + l.total FROM lines l WHERE l.order_id = orders.id")]
    [InlineData("UPDATE orders SET total = orders.total + l.count FROM lines l WHERE l.order_id = orders.id AND l.total IS NULL")]
    public void UpdateThatIsDoneTwice_IsNotBatched(string sql) => Assert.Null(Form(sql));

    [Theory]
    [InlineData("INSERT INTO archive SELECT * FROM orders", "copied.id = orders.id")]
    [InlineData("INSERT INTO archive (status, id) SELECT lower(o.status), o.id FROM orders AS o JOIN users u ON u.id = o.user_id", "copied.id = o.id")]
    public void CopyOfTheKey_LeavesOutWhatIsThere(string sql, string condition) => Assert.Contains(condition, Form(sql)?.NotCopied, StringComparison.Ordinal);

    [Theory]
    [InlineData("INSERT INTO archive SELECT *, 1 FROM elsewhere")]
    [InlineData("INSERT INTO archive SELECT o.* FROM orders o")]
    [InlineData("INSERT INTO archive (status, id) SELECT o.id, o.status FROM orders o")]
    [InlineData("INSERT INTO archive (id) SELECT u.id FROM orders o JOIN users u ON u.id = o.user_id")]
    [InlineData("INSERT INTO archive (id) SELECT id FROM orders UNION SELECT id FROM users")]
    [InlineData("INSERT INTO archive (id) SELECT id FROM orders ORDER BY id")]
    [InlineData("INSERT INTO archive (id) SELECT u.id FROM orders o RIGHT JOIN users u ON u.id = o.user_id")]
    public void CopyWithoutTheKey_IsNotBatched(string sql) => Assert.Null(Form(sql));

    private static BatchedWriteForm? Form(string sql) => BatchedWriteForm.TryCreate(
        sql, SchemaCatalog.Empty.Apply(new MigrationUnit(MigrationDirection.Up, SqlFrontEnd.Read(SqlText.OfFile("a.sql", """
            CREATE TABLE users (id bigint PRIMARY KEY, email text);
            CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint, total numeric, status text);
            CREATE TABLE archive (id bigint PRIMARY KEY, user_id bigint, total numeric, status text);
            CREATE VIEW big_orders AS SELECT * FROM orders;
            CREATE TABLE tree (id bigint PRIMARY KEY, code text UNIQUE, total numeric, parent bigint REFERENCES tree, twin text REFERENCES tree (code));
            CREATE TABLE parent (id bigint PRIMARY KEY, code text);
            CREATE TABLE child () INHERITS (parent);
            """)))));
}
