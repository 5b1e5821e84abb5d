namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Configuration;

internal static class DBM9003Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM9003", "directives")
        {
            Up = """
                #pragma warning disable DBM1001, DBM1002 // runs in the maintenance window
                migrationBuilder.DropIndex(name: "ix_orders_status", table: "orders");
                #pragma warning restore DBM1001, DBM1002
                // kept
                #pragma warning disable DBM1003, DBM1004 // empty
                migrationBuilder.Sql("SELECT 1");
                #pragma warning restore DBM1003
                """,
            After = """
                #pragma warning disable DBM1002 // runs in the maintenance window
                migrationBuilder.DropIndex(name: "ix_orders_status", table: "orders");
                #pragma warning restore DBM1002
                // kept
                migrationBuilder.Sql("SELECT 1");
                """,
            Down = """migrationBuilder.CreateIndex(name: "ix_orders_status", table: "orders", column: "status");""",
        },
        new("DBM9003", "comments in SQL")
        {
            Up = """"
                migrationBuilder.Sql("""
                    -- migration-analyzers: allow DBM1001, DBM1003, DBM1004 empty
                    CREATE INDEX ix_orders_total ON orders (total); -- migration-analyzers: allow DBM1003 empty
                    """);
                migrationBuilder.Sql("-- migration-analyzers: allow DBM4001 empty\nSELECT 1");
                """",
            After = """"
                migrationBuilder.Sql("""
                    -- migration-analyzers: allow DBM1001 empty
                    CREATE INDEX ix_orders_total ON orders (total);
                    """);
                migrationBuilder.Sql("SELECT 1");
                """",
            Down = """migrationBuilder.DropIndex(name: "ix_orders_total", table: "orders");""",
            BlocksBefore = true,
            BlocksAfter = true,
        },
        new("DBM9003", "comments in a file")
        {
            SqlFile = "-- migration-analyzers: allow-file DBM1001 empty\nSELECT 1; /* migration-analyzers: allow DBM4001, DBM7777 x */ SELECT 2;\n",
            SqlFileAfter = "SELECT 1; SELECT 2;\n",
        },
    ];
}
