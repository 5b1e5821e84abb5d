using System.Collections.Immutable;

namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Compatibility;

internal static class DBM3005Cases
{
    private const string IsInvoker =
        "EXISTS (SELECT FROM pg_options_to_table(renamed.reloptions) AS o WHERE o.option_name = 'security_invoker' AND o.option_value::boolean)";

    public static ImmutableArray<FixCase> All { get; } =
    [
        new("DBM3005", "view")
        {
            Earlier = """migrationBuilder.Sql("CREATE VIEW open_orders AS SELECT id, user_id, total FROM orders WHERE status IS NULL");""",
            Up = """migrationBuilder.Sql("ALTER VIEW open_orders RENAME TO waiting_orders");""",
            Down = """migrationBuilder.Sql("ALTER VIEW waiting_orders RENAME TO open_orders");""",
            After = $"""
                migrationBuilder.Sql("ALTER VIEW open_orders RENAME TO waiting_orders");

                {DBM3002Cases.View("open_orders", "waiting_orders", "", IsInvoker)}
                """,
            DownAfter = """
                migrationBuilder.Sql("DROP VIEW open_orders;");

                migrationBuilder.Sql("ALTER VIEW waiting_orders RENAME TO open_orders");
                """,
            NewFiles =
            [
                NewFile.Of(1, "Contract", """migrationBuilder.Sql("DROP VIEW open_orders;");""", DBM3002Cases.View("open_orders", "waiting_orders", "", IsInvoker)),
            ],
            Rows =
            [
                "ALTER VIEW open_orders ALTER COLUMN total SET DEFAULT 7",
                DBM3002Cases.Role("application"),
                "GRANT USAGE ON SCHEMA public TO application",
                "GRANT SELECT, INSERT, DELETE ON open_orders TO application",
            ],
            WhileBothRun =
            [
                ("SET ROLE application", null),
                ("INSERT INTO open_orders (id) VALUES (90001) RETURNING total", "7"),
                ("INSERT INTO waiting_orders (id) VALUES (90002) RETURNING total", "7"),
                ("SELECT count(*) FROM open_orders", "8002"),
                ("SELECT count(*) FROM waiting_orders", "8002"),
                ("DELETE FROM open_orders WHERE id > 90000", null),
                ("RESET ROLE", null),
                ("SELECT has_table_privilege('application', 'open_orders', 'UPDATE')::text", "false"),
            ],
        },
        new("DBM3005", "view with the rights of its user")
        {
            Earlier = """migrationBuilder.Sql("CREATE VIEW small_pairs AS SELECT a, b FROM pairs WHERE a < 50");""",
            Up = """migrationBuilder.Sql("ALTER VIEW small_pairs SET SCHEMA \"Sales\"");""",
            Down = """migrationBuilder.Sql("ALTER VIEW \"Sales\".small_pairs SET SCHEMA public");""",
            After = $"""
                migrationBuilder.Sql("ALTER VIEW small_pairs SET SCHEMA \"Sales\"");

                {DBM3002Cases.View("small_pairs", "\"Sales\".small_pairs", "", IsInvoker)}
                """,
            DownAfter = """
                migrationBuilder.Sql("DROP VIEW small_pairs;");

                migrationBuilder.Sql("ALTER VIEW \"Sales\".small_pairs SET SCHEMA public");
                """,
            NewFiles =
            [
                NewFile.Of(1, "Contract", """migrationBuilder.Sql("DROP VIEW small_pairs;");""", DBM3002Cases.View("small_pairs", "\"Sales\".small_pairs", "", IsInvoker)),
            ],
            OldestMajor = 15,
            Rows =
            [
                "ALTER VIEW small_pairs SET (security_invoker = on)",
                "ALTER TABLE pairs ENABLE ROW LEVEL SECURITY",
                DBM3002Cases.Role("clerk"),
                "GRANT USAGE ON SCHEMA public, \"Sales\" TO clerk",
                "GRANT SELECT ON pairs, small_pairs TO clerk",
                "CREATE POLICY own ON pairs TO clerk USING (a > 40)",
            ],
            WhileBothRun =
            [
                ("SET ROLE clerk", null),
                ("SELECT count(*) FROM small_pairs", "9"),
                ("SELECT count(*) FROM \"Sales\".small_pairs", "9"),
            ],
        },
    ];
}
