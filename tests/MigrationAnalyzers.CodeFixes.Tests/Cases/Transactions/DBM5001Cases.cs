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
            After = """
                migrationBuilder.Sql("ALTER TABLE users ADD COLUMN name text;");
                migrationBuilder.Sql("VACUUM users;", suppressTransaction: true);
                migrationBuilder.Sql("ALTER TABLE users ADD COLUMN age int;");
                """,
            Down = """migrationBuilder.Sql("ALTER TABLE users DROP COLUMN age, DROP COLUMN name");""",
            NextSteps = ["DBM5002"],
            FailsBefore = "25001",
        },
    ];
}
