namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Rewrite;

internal static class DBM2002Cases
{
    private const string Column = """migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN placed timestamp; ALTER TABLE orders ADD COLUMN \"Paid\" timestamptz");""";
    private const string Rows = "UPDATE orders SET placed = timestamp '2024-01-01' + id * interval '1 hour', \"Paid\" = timestamptz '2024-01-01 UTC' + id * interval '1 hour'";

    public static IEnumerable<FixCase> All =>
    [
        new("DBM2002", "timestamp to timestamptz in UTC")
        {
            Earlier = Column,
            Rows = [Rows],
            Up = """migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN placed TYPE timestamptz USING placed AT TIME ZONE 'UTC'");""",
            After = """
                migrationBuilder.Sql("SET LOCAL TimeZone = 'UTC'");
                migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN placed TYPE timestamptz");
                migrationBuilder.Sql("SET LOCAL TimeZone TO DEFAULT");
                """,
            Down = """migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN placed TYPE timestamp USING placed AT TIME ZONE 'UTC'");""",
            BlocksBefore = true,
        },
        new("DBM2002", "call without a time zone")
        {
            Earlier = Column,
            Rows = [Rows],
            Up = """
                migrationBuilder.AlterColumn<DateTime>(
                    name: "Paid",
                    table: "orders",
                    type: "timestamp without time zone",
                    nullable: true,
                    oldClrType: typeof(DateTime),
                    oldType: "timestamp with time zone",
                    oldNullable: true);
                """,
            After = """
                migrationBuilder.Sql("SET LOCAL TimeZone = 'UTC'");
                migrationBuilder.AlterColumn<DateTime>(
                    name: "Paid",
                    table: "orders",
                    type: "timestamp without time zone",
                    nullable: true,
                    oldClrType: typeof(DateTime),
                    oldType: "timestamp with time zone",
                    oldNullable: true);
                migrationBuilder.Sql("SET LOCAL TimeZone TO DEFAULT");
                """,
        },
    ];
}
