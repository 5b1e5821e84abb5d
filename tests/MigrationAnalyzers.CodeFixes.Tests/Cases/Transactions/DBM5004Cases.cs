namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Transactions;

internal static class DBM5004Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM5004", "no limit")
        {
            LimitsWaiting = true,
            Up = """
                migrationBuilder.Sql("SET LOCAL lock_timeout = 0");
                migrationBuilder.AddColumn<string>(name: "note", table: "orders", type: "text", nullable: true);
                """,
            After = """
                migrationBuilder.Sql("SET LOCAL lock_timeout = '5s'");
                migrationBuilder.AddColumn<string>(name: "note", table: "orders", type: "text", nullable: true);
                """,
            Down = """migrationBuilder.DropColumn(name: "note", table: "orders");""",
        },
        new("DBM5004", "outside of the transaction")
        {
            LimitsWaiting = true,
            Up = """
                migrationBuilder.Sql("SET LOCAL lock_timeout = '5s'", suppressTransaction: true);
                migrationBuilder.AddColumn<string>(name: "note", table: "orders", type: "text", nullable: true);
                """,
            After = """
                migrationBuilder.Sql("SET LOCAL lock_timeout = '5s'");
                migrationBuilder.AddColumn<string>(name: "note", table: "orders", type: "text", nullable: true);
                """,
            Down = """migrationBuilder.DropColumn(name: "note", table: "orders");""",
        },
        new("DBM5004", "file")
        {
            SqlFile = "SET lock_timeout = '500ms'; -- short\nALTER TABLE orders ADD COLUMN note text;\n",
            SqlFileAfter = "SET lock_timeout = '5s'; -- short\nALTER TABLE orders ADD COLUMN note text;\n",
        },
    ];
}
