namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Transactions;

internal static class DBM5010Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM5010", "statement")
        {
            Up = """migrationBuilder.Sql("CREATE INDEX CONCURRENTLY IF NOT EXISTS \"IX_total\" ON orders (total) -- fast", suppressTransaction: true);""",
            After = """
                migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS \"IX_total\";", suppressTransaction: true);
                migrationBuilder.Sql("CREATE INDEX CONCURRENTLY \"IX_total\" ON orders (total) -- fast", suppressTransaction: true);
                """,
            Down = """migrationBuilder.DropIndex(name: "IX_total", table: "orders");""",
        },
        new("DBM5010", "with the runtime")
        {
            Up = """migrationBuilder.Sql("CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ix_orders_id_total ON orders (id, total DESC) WHERE total > 7", suppressTransaction: true);""",
            After = """
                migrationBuilder.CreateIndexConcurrently(
                    name: "ix_orders_id_total",
                    table: "orders",
                    columns: new[] { "id", "total" },
                    unique: true,
                    filter: "total > 7",
                    descending: new[] { false, true });
                """,
            Down = """migrationBuilder.DropIndex(name: "ix_orders_id_total", table: "orders");""",
            Runtime = true,
        },
        new("DBM5010", "file")
        {
            SqlFile = "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ix_orders_id ON orders (id);\n",
            SqlFileAfter = "DROP INDEX CONCURRENTLY IF EXISTS ix_orders_id;\nCREATE UNIQUE INDEX CONCURRENTLY ix_orders_id ON orders (id);\n",
        },
    ];
}
