namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Locking;

internal static class DBM1006Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM1006", "index")
        {
            Up = """migrationBuilder.Sql("REINDEX INDEX ix_orders_status");""",
            After = """migrationBuilder.Sql("REINDEX INDEX CONCURRENTLY ix_orders_status", suppressTransaction: true);""",
            Down = "",
            BlocksBefore = true,
        },
        new("DBM1006", "index, runtime")
        {
            Runtime = true,
            Up = """migrationBuilder.Sql("REINDEX INDEX \"Sales\".\"IX_Lines_Line\";");""",
            After = """
                migrationBuilder.ReindexConcurrently(
                    name: "IX_Lines_Line",
                    schema: "Sales");
                """,
            Down = "",
            BlocksBefore = true,
        },
        new("DBM1006", "table")
        {
            Up = """migrationBuilder.Sql("reindex (verbose) table orders; ANALYZE orders");""",
            After = """
                migrationBuilder.Sql("reindex (verbose) table concurrently orders;", suppressTransaction: true);
                migrationBuilder.Sql("ANALYZE orders");
                """,
            Down = "",
            BlocksBefore = true,
        },
        new("DBM1006", "file")
        {
            SqlFile = "REINDEX TABLE users;",
            SqlFileAfter = "REINDEX TABLE CONCURRENTLY users;",
            BlocksBefore = true,
        },
    ];
}
