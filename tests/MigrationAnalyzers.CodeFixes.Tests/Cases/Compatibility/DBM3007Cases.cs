namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Compatibility;

internal static class DBM3007Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM3007", "default dropped again")
        {
            Up = """"
                migrationBuilder.AddColumn<string>(name: "currency", table: "orders", type: "text", nullable: false, defaultValue: "EUR");
                migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN currency DROP DEFAULT");
                migrationBuilder.Sql("SELECT 1");
                """",
            After = """"
                migrationBuilder.AddColumn<string>(name: "currency", table: "orders", type: "text", nullable: false, defaultValue: "EUR");
                migrationBuilder.Sql("SELECT 1");
                """",
            Down = """migrationBuilder.DropColumn(name: "currency", table: "orders");""",
            SameCatalog = false,
            Difference = "The default stays.",
        },
        new("DBM3007", "default dropped again in a file")
        {
            SqlFile = """"
                ALTER TABLE orders ADD COLUMN currency text NOT NULL DEFAULT 'EUR';
                ALTER TABLE orders ALTER COLUMN currency DROP DEFAULT;

                """",
            SqlFileAfter = """"
                ALTER TABLE orders ADD COLUMN currency text NOT NULL DEFAULT 'EUR';

                """",
            SameCatalog = false,
            Difference = "The default stays.",
        },
    ];
}
