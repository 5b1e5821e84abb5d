namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Transactions;

internal static class DBM5003Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM5003", "column of a call")
        {
            LimitsWaiting = true,
            Up = """
                migrationBuilder.AddColumn<string>(
                    name: "note",
                    table: "orders",
                    type: "text",
                    nullable: true);
                """,
            After = """
                migrationBuilder.Sql("SET LOCAL lock_timeout = '5s';");
                migrationBuilder.AddColumn<string>(
                    name: "note",
                    table: "orders",
                    type: "text",
                    nullable: true);
                """,
        },
        new("DBM5003", "with the runtime")
        {
            LimitsWaiting = true,
            Up = """
                migrationBuilder.AddColumn<string>(
                    name: "note",
                    table: "orders",
                    type: "text",
                    nullable: true);
                """,
            After = """
                migrationBuilder.SetLockTimeout(TimeSpan.FromSeconds(5));
                migrationBuilder.AddColumn<string>(
                    name: "note",
                    table: "orders",
                    type: "text",
                    nullable: true);
                """,
            Runtime = true,
        },
        new("DBM5003", "statement outside of the transaction")
        {
            LimitsWaiting = true,
            Up = """migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN IF NOT EXISTS x int", suppressTransaction: true);""",
            After = """
                migrationBuilder.Sql("SET lock_timeout = '5s';", suppressTransaction: true);
                migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN IF NOT EXISTS x int", suppressTransaction: true);
                migrationBuilder.Sql("RESET lock_timeout;", suppressTransaction: true);
                """,
            Down = """migrationBuilder.DropColumn(name: "x", table: "orders");""",
        },
        new("DBM5003", "file with a transaction")
        {
            LimitsWaiting = true,
            SqlFile = "-- a note\nBEGIN;\nALTER TABLE orders ADD COLUMN note text;\nCOMMIT;\n",
            SqlFileAfter = "-- a note\nBEGIN;\nSET LOCAL lock_timeout = '5s';\nALTER TABLE orders ADD COLUMN note text;\nCOMMIT;\n",
        },
        new("DBM5003", "file with a concurrent build")
        {
            LimitsWaiting = true,
            SqlFile = "ALTER TABLE orders ADD COLUMN x int;\nCREATE INDEX CONCURRENTLY ix_orders_x ON orders (x);\n",
            SqlFileAfter = "SET lock_timeout = '5s';\nALTER TABLE orders ADD COLUMN x int;\nRESET lock_timeout;\nCREATE INDEX CONCURRENTLY ix_orders_x ON orders (x);\n",
        },
    ];
}
