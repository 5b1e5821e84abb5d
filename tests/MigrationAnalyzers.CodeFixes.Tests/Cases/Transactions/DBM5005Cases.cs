namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Transactions;

internal static class DBM5005Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM5005", "build between others")
        {
            Up = """
                migrationBuilder.Sql("SET lock_timeout = '5s'");
                migrationBuilder.CreateIndex(name: "ix_orders_total", table: "orders", column: "total")
                    .Annotation("Npgsql:CreatedConcurrently", true);
                migrationBuilder.Sql("ALTER TABLE users ADD COLUMN IF NOT EXISTS note text");
                migrationBuilder.Sql("RESET lock_timeout");
                """,
            After = """
                migrationBuilder.Sql("SET lock_timeout = '5s'");
                migrationBuilder.Sql("SET lock_timeout = 0;", suppressTransaction: true);
                migrationBuilder.CreateIndex(name: "ix_orders_total", table: "orders", column: "total")
                    .Annotation("Npgsql:CreatedConcurrently", true);
                migrationBuilder.Sql("SET lock_timeout = '5s';", suppressTransaction: true);
                migrationBuilder.Sql("ALTER TABLE users ADD COLUMN IF NOT EXISTS note text");
                migrationBuilder.Sql("RESET lock_timeout");
                """,
            Down = """
                migrationBuilder.DropColumn(name: "note", table: "users");
                migrationBuilder.DropIndex(name: "ix_orders_total", table: "orders");
                """,
        },
        new("DBM5005", "file")
        {
            SqlFile = "SET lock_timeout = 3000;\nREINDEX INDEX CONCURRENTLY ix_orders_status;\nALTER TABLE orders ADD COLUMN x int;\n",
            SqlFileAfter = "SET lock_timeout = 3000;\nSET lock_timeout = 0;\nREINDEX INDEX CONCURRENTLY ix_orders_status;\nSET lock_timeout = '3000';\nALTER TABLE orders ADD COLUMN x int;\n",
        },
    ];
}
