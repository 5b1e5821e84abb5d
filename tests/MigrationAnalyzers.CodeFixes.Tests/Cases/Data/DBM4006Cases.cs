namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Data;

internal static class DBM4006Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM4006", "loop")
        {
            Up = """"
                migrationBuilder.Sql("""
                    DO $$
                    DECLARE
                        last bigint := 0;
                        upper_id bigint;
                    BEGIN
                        LOOP
                            SELECT max(id) INTO upper_id FROM (SELECT id FROM orders WHERE id > last ORDER BY id LIMIT 5000) AS batch;
                            EXIT WHEN upper_id IS NULL;
                            UPDATE orders SET status = 'open' WHERE id > last AND id <= upper_id AND status IS NULL;
                            last := upper_id;
                            COMMIT;
                        END LOOP;
                    END $$
                    """, suppressTransaction: true);
                """",
            After = """"
                migrationBuilder.Sql("""
                    DO $$
                    DECLARE
                        last bigint := 0;
                        upper_id bigint;
                    BEGIN
                        LOOP
                            SELECT max(id) INTO upper_id FROM (SELECT id FROM orders WHERE id > last ORDER BY id LIMIT 5000) AS batch;
                            EXIT WHEN upper_id IS NULL;
                            UPDATE orders SET status = 'open' WHERE id > last AND id <= upper_id AND status IS NULL;
                            last := upper_id;
                            COMMIT;
                        END LOOP;
                    END $$
                    """, suppressTransaction: true);
                migrationBuilder.Sql("ANALYZE orders;");
                """",
            Down = "",
        },
        new("DBM4006", "new table")
        {
            Up = """"
                migrationBuilder.Sql("CREATE TABLE archive (id bigint PRIMARY KEY, status text)");
                migrationBuilder.Sql("INSERT INTO archive SELECT id, status FROM orders");
                """",
            After = """"
                migrationBuilder.Sql("CREATE TABLE archive (id bigint PRIMARY KEY, status text)");
                migrationBuilder.Sql("INSERT INTO archive SELECT id, status FROM orders");
                migrationBuilder.Sql("ANALYZE archive;");
                """",
        },
        new("DBM4006", "loop in a file")
        {
            SqlFile = """"
                DO $$
                DECLARE
                    last bigint := 0;
                    upper_id bigint;
                BEGIN
                    LOOP
                        SELECT max(id) INTO upper_id FROM (SELECT id FROM orders WHERE id > last ORDER BY id LIMIT 5000) AS batch;
                        EXIT WHEN upper_id IS NULL;
                        UPDATE orders SET status = 'open' WHERE id > last AND id <= upper_id AND status IS NULL;
                        last := upper_id;
                        COMMIT;
                    END LOOP;
                END $$;
                SELECT 1;
                """",
            SqlFileAfter = """"
                DO $$
                DECLARE
                    last bigint := 0;
                    upper_id bigint;
                BEGIN
                    LOOP
                        SELECT max(id) INTO upper_id FROM (SELECT id FROM orders WHERE id > last ORDER BY id LIMIT 5000) AS batch;
                        EXIT WHEN upper_id IS NULL;
                        UPDATE orders SET status = 'open' WHERE id > last AND id <= upper_id AND status IS NULL;
                        last := upper_id;
                        COMMIT;
                    END LOOP;
                END $$;
                ANALYZE orders;
                SELECT 1;
                """",
            OtherFiles = [("/0/001_base.sql", "CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint, total numeric NOT NULL, status text);")],
            SqlPath = "/0/002_change.sql",
        },
    ];
}
