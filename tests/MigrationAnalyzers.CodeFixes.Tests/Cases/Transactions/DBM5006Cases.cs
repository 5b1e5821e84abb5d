namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Transactions;

internal static class DBM5006Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM5006", "search_path")
        {
            Up = """
                migrationBuilder.Sql("SET search_path = \"Sales\"");
                migrationBuilder.Sql("COMMENT ON TABLE \"Order Lines\" IS 'what is sold'");
                """,
            After = """
                migrationBuilder.Sql("SET search_path = \"Sales\"");
                migrationBuilder.Sql("COMMENT ON TABLE \"Order Lines\" IS 'what is sold'");
                migrationBuilder.Sql("RESET search_path;");
                """,
            Down = """migrationBuilder.Sql("COMMENT ON TABLE \"Sales\".\"Order Lines\" IS NULL");""",
        },
        new("DBM5006", "setting outside of the transaction")
        {
            Up = """
                migrationBuilder.Sql("SET maintenance_work_mem = '32MB'", suppressTransaction: true);
                migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix_orders_total ON orders (total)", suppressTransaction: true);
                """,
            After = """
                migrationBuilder.Sql("SET maintenance_work_mem = '32MB'", suppressTransaction: true);
                migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix_orders_total ON orders (total)", suppressTransaction: true);
                migrationBuilder.Sql("RESET maintenance_work_mem;", suppressTransaction: true);
                """,
            Down = """migrationBuilder.DropIndex(name: "ix_orders_total", table: "orders");""",
        },
        new("DBM5006", "transaction of one migration")
        {
            Up = """
                migrationBuilder.Sql("set work_mem = '32MB'; SET SESSION statement_timeout TO '1min'; SELECT set_config('app.tenant', '7', false)");
                migrationBuilder.Sql("COMMENT ON TABLE orders IS 'one row for each order'");
                """,
            After = """
                migrationBuilder.Sql("set local work_mem = '32MB'; SET LOCAL statement_timeout TO '1min'; SELECT set_config('app.tenant', '7', true)");
                migrationBuilder.Sql("COMMENT ON TABLE orders IS 'one row for each order'");
                """,
            Down = """migrationBuilder.Sql("COMMENT ON TABLE orders IS NULL");""",
        },
        new("DBM5006", "transaction of all pending migrations")
        {
            Up = """
                migrationBuilder.Sql("SET work_mem = '32MB'");
                migrationBuilder.Sql("COMMENT ON TABLE orders IS 'one row for each order'");
                """,
            After = """
                migrationBuilder.Sql("SET work_mem = '32MB'");
                migrationBuilder.Sql("COMMENT ON TABLE orders IS 'one row for each order'");
                migrationBuilder.Sql("RESET work_mem;");
                """,
            Down = """migrationBuilder.Sql("COMMENT ON TABLE orders IS NULL");""",
            EfCore = 9,
        },
    ];
}
