namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Transactions;

internal static class DBM5001Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM5001", "concurrent build")
        {
            Up = """migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix_orders_total ON orders (total)");""",
            After = """migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix_orders_total ON orders (total)", suppressTransaction: true);""",
            FailsBefore = "25001",
        },
        new("DBM5001", "statement among others")
        {
            Up = """
                migrationBuilder.Sql("ALTER TABLE users ADD COLUMN name text; VACUUM users; ALTER TABLE users ADD COLUMN age int;");
                """,
            InOwnMigration = true,
            Down = """
                migrationBuilder.DropColumn(name: "age", table: "users");
                migrationBuilder.DropColumn(name: "name", table: "users");
                """,
            After = """migrationBuilder.Sql("ALTER TABLE users ADD COLUMN name text;");""",
            DownAfter = """migrationBuilder.DropColumn(name: "name", table: "users");""",
            NewFiles =
            [
                NewFile.Of(1, "Alone", """migrationBuilder.Sql("VACUUM users;", suppressTransaction: true);""", ""),
                NewFile.Of(2, "Rest", """migrationBuilder.Sql("ALTER TABLE users ADD COLUMN age int;");""", """migrationBuilder.DropColumn(name: "age", table: "users");"""),
            ],
            FailsBefore = "25001",
        },
        new("DBM5001", "statement before one that can run again")
        {
            Up = """
                migrationBuilder.Sql("DROP INDEX CONCURRENTLY ix_orders_status; ALTER TABLE users ADD COLUMN IF NOT EXISTS age int;");
                """,
            After = """
                migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix_orders_status;", suppressTransaction: true);
                migrationBuilder.Sql("ALTER TABLE users ADD COLUMN IF NOT EXISTS age int;");
                """,
            Down = """migrationBuilder.Sql("ALTER TABLE users DROP COLUMN age; CREATE INDEX ix_orders_status ON orders (status)");""",
            FailsBefore = "25001",
        },
    ];
}
