namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Locking;

/// <summary>The lock of a drop is as strong as can be, but short: nothing is built or read.</summary>
internal static class DBM1002Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM1002", "index of a call")
        {
            Up = """migrationBuilder.DropIndex(name: "ix_orders_status", table: "orders");""",
            After = """migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix_orders_status;", suppressTransaction: true);""",
        },
        new("DBM1002", "statement")
        {
            Up = """migrationBuilder.Sql("DROP INDEX \"Sales\".\"IX_Lines_Line\"");""",
            After = """migrationBuilder.Sql("DROP INDEX CONCURRENTLY \"Sales\".\"IX_Lines_Line\"", suppressTransaction: true);""",
        },
        new("DBM1002", "index of a call, runtime")
        {
            Runtime = true,
            Up = """migrationBuilder.DropIndex("IX_Lines_Line", "Order Lines", "Sales");""",
            After = """migrationBuilder.DropIndexConcurrently(name: "IX_Lines_Line", table: "Order Lines", schema: "Sales");""",
        },
    ];
}
