namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Locking;

internal static class DBM1016Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM1016", "view with a unique index")
        {
            Earlier = """
                migrationBuilder.Sql("CREATE MATERIALIZED VIEW totals AS SELECT user_id, sum(total) AS total FROM orders GROUP BY user_id");
                migrationBuilder.Sql("CREATE UNIQUE INDEX ix_totals ON totals (user_id)");
                """,
            Rows = ["UPDATE orders SET total = total + 1 WHERE id % 2 = 0"],
            Up = """migrationBuilder.Sql("REFRESH MATERIALIZED VIEW totals");""",
            After = """migrationBuilder.Sql("REFRESH MATERIALIZED VIEW CONCURRENTLY totals");""",
            Down = "",
            Question = "SELECT sum(total)::text FROM totals",
            BlocksBefore = true,
        },
    ];
}
