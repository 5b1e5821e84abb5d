namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Data;

internal static class DBM4001Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM4001", "update")
        {
            Up = """"
                migrationBuilder.Sql("UPDATE orders SET status = 'open' WHERE status IS NULL");
                """",
            After = """"
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
                            AND status IS NULL;
                            COMMIT;
                            SELECT t.id INTO batch_first FROM orders AS t WHERE t.id > batch_last AND t.id <= batch_end ORDER BY t.id LIMIT 1;
                        END LOOP;
                    END $$;
                    """, suppressTransaction: true);
                migrationBuilder.Sql("ANALYZE orders;");
                """",
            Down = "",
            BlocksBefore = true,
        },
        new("DBM4001", "update of the runtime")
        {
            Up = """"
                migrationBuilder.Sql("UPDATE orders SET status = 'open' WHERE status IS NULL");
                """",
            After = """"
                migrationBuilder.UpdateInBatches(
                    table: "orders",
                    set: "status = 'open'",
                    where: "status IS NULL");
                migrationBuilder.Sql("ANALYZE orders;");
                """",
            Down = "",
            Runtime = true,
            BlocksBefore = true,
        },
        new("DBM4001", "update with a join")
        {
            Up = """"
                migrationBuilder.Sql("UPDATE orders AS o SET status = u.email FROM users u WHERE u.id = o.user_id AND o.status IS NULL OR o.user_id = 7 AND u.id = 7");
                """",
            After = """"
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
                            UPDATE orders AS o SET status = u.email FROM users u
                            WHERE o.id >= batch_first AND o.id <= batch_last
                            AND (u.id = o.user_id AND o.status IS NULL OR o.user_id = 7 AND u.id = 7);
                            COMMIT;
                            SELECT t.id INTO batch_first FROM orders AS t WHERE t.id > batch_last AND t.id <= batch_end ORDER BY t.id LIMIT 1;
                        END LOOP;
                    END $$;
                    """, suppressTransaction: true);
                migrationBuilder.Sql("ANALYZE orders;");
                """",
            Down = "",
            BlocksBefore = true,
        },
        new("DBM4001", "update by a key of uuid")
        {
            Up = """"
                migrationBuilder.Sql("""UPDATE "Sales"."Order Lines" SET "Line" = 0 WHERE "Line" > 1000;""");
                """",
            After = """"
                migrationBuilder.Sql("""
                    DO $$
                    DECLARE
                        batch_first "Sales"."Order Lines"."Id"%TYPE;
                        batch_last "Sales"."Order Lines"."Id"%TYPE;
                        batch_end "Sales"."Order Lines"."Id"%TYPE;
                    BEGIN
                        SELECT t."Id" INTO batch_first FROM "Sales"."Order Lines" AS t ORDER BY t."Id" LIMIT 1;
                        SELECT t."Id" INTO batch_end FROM "Sales"."Order Lines" AS t ORDER BY t."Id" DESC LIMIT 1;
                        WHILE batch_first IS NOT NULL LOOP
                            SELECT b."Id" INTO batch_last
                            FROM (SELECT t."Id" FROM "Sales"."Order Lines" AS t WHERE t."Id" >= batch_first AND t."Id" <= batch_end ORDER BY t."Id" LIMIT 5000) AS b
                            ORDER BY b."Id" DESC LIMIT 1;
                            UPDATE "Sales"."Order Lines" SET "Line" = 0
                            WHERE "Order Lines"."Id" >= batch_first AND "Order Lines"."Id" <= batch_last
                            AND "Line" > 1000;
                            COMMIT;
                            SELECT t."Id" INTO batch_first FROM "Sales"."Order Lines" AS t WHERE t."Id" > batch_last AND t."Id" <= batch_end ORDER BY t."Id" LIMIT 1;
                        END LOOP;
                    END $$;
                    """, suppressTransaction: true);
                migrationBuilder.Sql("""ANALYZE "Sales"."Order Lines";""");
                """",
            Down = "",
        },
        new("DBM4001", "delete by a key of two columns")
        {
            Up = """"
                migrationBuilder.Sql("DELETE FROM pairs WHERE a > 50 OR b = 3");
                """",
            After = """"
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
                            DELETE FROM pairs
                            WHERE (pairs.a, pairs.b) >= (batch_first_1, batch_first_2) AND (pairs.a, pairs.b) <= (batch_last_1, batch_last_2)
                            AND (a > 50 OR b = 3);
                            COMMIT;
                            SELECT t.a, t.b INTO batch_first_1, batch_first_2 FROM pairs AS t WHERE (t.a, t.b) > (batch_last_1, batch_last_2) AND (t.a, t.b) <= (batch_end_1, batch_end_2) ORDER BY t.a, t.b LIMIT 1;
                        END LOOP;
                    END $$;
                    """, suppressTransaction: true);
                """",
            Down = "",
        },
        new("DBM4001", "delete of all rows")
        {
            Up = """"
                // all gone
                migrationBuilder.Sql("DELETE FROM orders");
                """",
            After = """"
                // all gone
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
                            DELETE FROM orders
                            WHERE orders.id >= batch_first AND orders.id <= batch_last;
                            COMMIT;
                            SELECT t.id INTO batch_first FROM orders AS t WHERE t.id > batch_last AND t.id <= batch_end ORDER BY t.id LIMIT 1;
                        END LOOP;
                    END $$;
                    """, suppressTransaction: true);
                """",
            Down = "",
            BlocksBefore = true,
        },
        new("DBM4001", "delete of the runtime")
        {
            Up = """"
                migrationBuilder.Sql("DELETE FROM \"Sales\".\"Order Lines\" WHERE \"Line\" > 5");
                """",
            After = """"
                migrationBuilder.DeleteInBatches(
                    table: "Order Lines",
                    where: "\"Line\" > 5",
                    schema: "Sales");
                """",
            Down = "",
            Runtime = true,
        },
        new("DBM4001", "copy")
        {
            Up = """"
                migrationBuilder.Sql("INSERT INTO users (id, email) SELECT id, status FROM orders WHERE id > 1000");
                """",
            After = """"
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
                            INSERT INTO users (id, email) SELECT id, status FROM orders
                            WHERE orders.id >= batch_first AND orders.id <= batch_last
                            AND id > 1000
                            AND NOT EXISTS (SELECT FROM users AS copied WHERE copied.id = orders.id);
                            COMMIT;
                            SELECT t.id INTO batch_first FROM orders AS t WHERE t.id > batch_last AND t.id <= batch_end ORDER BY t.id LIMIT 1;
                        END LOOP;
                    END $$;
                    """, suppressTransaction: true);
                migrationBuilder.Sql("ANALYZE users;");
                """",
            Down = "",
        },
        new("DBM4001", "copy of the runtime")
        {
            Up = """"
                migrationBuilder.Sql("INSERT INTO users (id, email) SELECT id, status FROM orders WHERE id > 1000");
                """",
            After = """"
                migrationBuilder.InsertInBatches(
                    target: "users",
                    columns: new[] { "id", "email" },
                    source: "orders",
                    values: new[] { "id", "status" },
                    where: "id > 1000 AND NOT EXISTS (SELECT FROM users AS copied WHERE copied.id = orders.id)");
                migrationBuilder.Sql("ANALYZE users;");
                """",
            Down = "",
            Runtime = true,
        },
        new("DBM4001", "copy of what is missing")
        {
            Up = """"
                migrationBuilder.Sql("INSERT INTO pairs (b, a) SELECT id, id FROM orders ON CONFLICT DO NOTHING");
                """",
            After = """"
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
                            INSERT INTO pairs (b, a) SELECT id, id FROM orders
                            WHERE orders.id >= batch_first AND orders.id <= batch_last
                            ON CONFLICT DO NOTHING;
                            COMMIT;
                            SELECT t.id INTO batch_first FROM orders AS t WHERE t.id > batch_last AND t.id <= batch_end ORDER BY t.id LIMIT 1;
                        END LOOP;
                    END $$;
                    """, suppressTransaction: true);
                migrationBuilder.Sql("ANALYZE pairs;");
                """",
            Down = "",
        },
        new("DBM4001", "file")
        {
            SqlFile = """"
                -- step one
                UPDATE orders
                SET status = 'paid'
                WHERE status = 'open';
                SELECT 1;
                """",
            SqlFileAfter = """"
                -- step one
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
                        UPDATE orders
                        SET status = 'paid'
                        WHERE orders.id >= batch_first AND orders.id <= batch_last
                        AND status = 'open';
                        COMMIT;
                        SELECT t.id INTO batch_first FROM orders AS t WHERE t.id > batch_last AND t.id <= batch_end ORDER BY t.id LIMIT 1;
                    END LOOP;
                END $$;
                ANALYZE orders;
                SELECT 1;
                """",
            OtherFiles = [("/0/001_base.sql", "CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint, total numeric NOT NULL, status text);")],
            SqlPath = "/0/002_change.sql",
        },
        new("DBM4001", "delete beside other operations")
        {
            InOwnMigration = true,
            Up = """
                migrationBuilder.AddColumn<string>(name: "code", table: "users", type: "text", nullable: true);

                migrationBuilder.Sql("DELETE FROM pairs WHERE a > 50 OR b = 3");
                """,
            Down = "",
            NoWayBack = "Down is empty, and the column stays",
            After = """migrationBuilder.AddColumn<string>(name: "code", table: "users", type: "text", nullable: true);""",
            NewFiles =
            [
                NewFile.Of(
                    1,
                    "DeleteFromPairs",
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
                                DELETE FROM pairs
                                WHERE (pairs.a, pairs.b) >= (batch_first_1, batch_first_2) AND (pairs.a, pairs.b) <= (batch_last_1, batch_last_2)
                                AND (a > 50 OR b = 3);
                                COMMIT;
                                SELECT t.a, t.b INTO batch_first_1, batch_first_2 FROM pairs AS t WHERE (t.a, t.b) > (batch_last_1, batch_last_2) AND (t.a, t.b) <= (batch_end_1, batch_end_2) ORDER BY t.a, t.b LIMIT 1;
                            END LOOP;
                        END $$;
                        """, suppressTransaction: true);
                    """",
                    ""),
            ],
        },
    ];
}
