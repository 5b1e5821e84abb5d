namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Rewrite;

internal static class DBM2001Cases
{
    private const string Random = "Each row has another random value.";

    public static IEnumerable<FixCase> All =>
    [
        new("DBM2001", "required column")
        {
            Up = """
                migrationBuilder.AddColumn<Guid>(
                    name: "token",
                    table: "orders",
                    type: "uuid",
                    nullable: false,
                    defaultValueSql: "md5(random()::text)::uuid");
                """,
            After = """"
                migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN IF NOT EXISTS token uuid, ALTER COLUMN token SET DEFAULT md5(random()::text)::uuid;");
                migrationBuilder.Sql(
                    """
                    DO $$
                    DECLARE
                        batch_first orders.id%TYPE;
                        batch_last orders.id%TYPE;
                    BEGIN
                        SELECT t.id INTO batch_first FROM orders AS t ORDER BY t.id LIMIT 1;
                        WHILE batch_first IS NOT NULL LOOP
                            SELECT b.id INTO batch_last
                            FROM (SELECT t.id FROM orders AS t WHERE t.id >= batch_first ORDER BY t.id LIMIT 5001) AS b
                            ORDER BY b.id DESC LIMIT 1;
                            UPDATE orders AS t SET token = md5(random()::text)::uuid
                            WHERE t.id >= batch_first AND t.id <= batch_last AND t.token IS NULL;
                            COMMIT;
                            EXIT WHEN batch_last = batch_first;
                            batch_first := batch_last;
                        END LOOP;
                    END $$;
                    """,
                    suppressTransaction: true);
                migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT IF EXISTS ck_orders_token_not_null, ADD CONSTRAINT ck_orders_token_not_null CHECK (token IS NOT NULL) NOT VALID;");
                migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT ck_orders_token_not_null;", suppressTransaction: true);
                migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN token SET NOT NULL;");
                migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT ck_orders_token_not_null;");
                """",
            BlocksBefore = true,
            SameData = false,
            Difference = Random,
            Question = "SELECT count(token) FROM orders",
        },
        new("DBM2001", "column with a comment")
        {
            Up = """
                migrationBuilder.AddColumn<double>(
                    name: "Weight", schema: "Sales", table: "Order Lines", type: "double precision", nullable: true, defaultValueSql: "random()", comment: "in kg, it's \\");
                """,
            After = """"
                migrationBuilder.Sql("ALTER TABLE \"Sales\".\"Order Lines\" ADD COLUMN IF NOT EXISTS \"Weight\" double precision, ALTER COLUMN \"Weight\" SET DEFAULT random();");
                migrationBuilder.Sql("COMMENT ON COLUMN \"Sales\".\"Order Lines\".\"Weight\" IS E'in kg, it''s \\\\';");
                migrationBuilder.Sql(
                    """
                    DO $$
                    DECLARE
                        batch_first "Sales"."Order Lines"."Id"%TYPE;
                        batch_last "Sales"."Order Lines"."Id"%TYPE;
                    BEGIN
                        SELECT t."Id" INTO batch_first FROM "Sales"."Order Lines" AS t ORDER BY t."Id" LIMIT 1;
                        WHILE batch_first IS NOT NULL LOOP
                            SELECT b."Id" INTO batch_last
                            FROM (SELECT t."Id" FROM "Sales"."Order Lines" AS t WHERE t."Id" >= batch_first ORDER BY t."Id" LIMIT 5001) AS b
                            ORDER BY b."Id" DESC LIMIT 1;
                            UPDATE "Sales"."Order Lines" AS t SET "Weight" = random()
                            WHERE t."Id" >= batch_first AND t."Id" <= batch_last AND t."Weight" IS NULL;
                            COMMIT;
                            EXIT WHEN batch_last = batch_first;
                            batch_first := batch_last;
                        END LOOP;
                    END $$;
                    """,
                    suppressTransaction: true);
                """",
            Down = """migrationBuilder.DropColumn(name: "Weight", schema: "Sales", table: "Order Lines");""",
            BlocksBefore = true,
            SameData = false,
            Difference = Random,
            Question = """SELECT count("Weight") FROM "Sales"."Order Lines" """,
        },
        new("DBM2001", "required column, runtime")
        {
            Runtime = true,
            Up = """
                migrationBuilder.AddColumn<Guid>(
                    name: "token",
                    table: "orders",
                    type: "uuid",
                    nullable: false,
                    defaultValueSql: "md5(random()::text)::uuid");
                """,
            After = """
                migrationBuilder.AddColumnSafely<Guid>(
                    name: "token",
                    table: "orders",
                    type: "uuid",
                    nullable: false,
                    defaultValueSql: "md5(random()::text)::uuid");
                """,
            SameData = false,
            Difference = "the default gives each row another value",
            Question = "SELECT count(DISTINCT token)::text FROM orders",
            BlocksBefore = true,
        },
    ];
}
