namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Data;

internal static class DBM4007Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM4007", "loop")
        {
            Up = """"
                migrationBuilder.Sql("""
                    DO $$
                    BEGIN
                        LOOP
                            UPDATE orders SET status = 'open' WHERE id IN (SELECT id FROM orders WHERE status IS NULL LIMIT 5000);
                            EXIT WHEN NOT FOUND;
                        END LOOP;
                    END $$
                    """);
                """",
            After = """"
                migrationBuilder.Sql("""
                    DO $$
                    BEGIN
                        LOOP
                            UPDATE orders SET status = 'open' WHERE id IN (SELECT id FROM orders WHERE status IS NULL LIMIT 5000);
                            EXIT WHEN NOT FOUND;
                            COMMIT;
                        END LOOP;
                    END $$
                    """, suppressTransaction: true);
                migrationBuilder.Sql("ANALYZE orders;");
                """",
            Down = "",
            BlocksBefore = true,
        },
        new("DBM4007", "loop in a file")
        {
            SqlFile = """"
                DO $body$
                BEGIN
                    FOR first_id IN 0..12000 BY 4000 LOOP
                        DELETE FROM orders WHERE id BETWEEN first_id AND first_id + 3999;
                    END LOOP;
                END $body$;
                """",
            SqlFileAfter = """"
                DO $body$
                BEGIN
                    FOR first_id IN 0..12000 BY 4000 LOOP
                        DELETE FROM orders WHERE id BETWEEN first_id AND first_id + 3999;
                        COMMIT;
                    END LOOP;
                END $body$;
                """",
            BlocksBefore = true,
            OtherFiles = [("/0/001_base.sql", "CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint, total numeric NOT NULL, status text);")],
            SqlPath = "/0/002_change.sql",
        },
    ];
}
