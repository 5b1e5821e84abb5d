using System.Collections.Immutable;

namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Transactions;

internal static class DBM5009Cases
{
    private const string Validated = "the constraint is validated, which is what was missing";

    private static readonly (string Path, string Text) s_later = NewFile.Named(
        "20240103000000_Later",
        """migrationBuilder.AddColumn<string>(name: "note", table: "users", type: "text", nullable: true);""",
        """migrationBuilder.DropColumn(name: "note", table: "users");""");

    public static ImmutableArray<FixCase> All { get; } =
    [
        new("DBM5009", "foreign key")
        {
            Up = """migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT fk_orders_users FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID");""",
            After = """migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT fk_orders_users FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID");""",
            OtherFiles = [s_later],
            NewFiles =
            [
                NewFile.Named(
                    "20240103000001_ValidateFkOrdersUsers",
                    """migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT fk_orders_users;", suppressTransaction: true);""",
                    ""),
            ],
            SameCatalog = false,
            Difference = Validated,
        },
        new("DBM5009", "CHECK of a table with a schema")
        {
            Runtime = true,
            Up = """migrationBuilder.Sql("ALTER TABLE \"Sales\".\"Order Lines\" ADD CONSTRAINT \"CK Line\" CHECK (\"Line\" >= 0) NOT VALID");""",
            After = """migrationBuilder.Sql("ALTER TABLE \"Sales\".\"Order Lines\" ADD CONSTRAINT \"CK Line\" CHECK (\"Line\" >= 0) NOT VALID");""",
            OtherFiles = [s_later],
            NewFiles =
            [
                NewFile.Named(
                    "20240103000001_ValidateCKLine",
                    """
                    migrationBuilder.ValidateConstraintSafely(
                        name: "CK Line",
                        table: "Order Lines",
                        schema: "Sales");
                    """,
                    ""),
            ],
            SameCatalog = false,
            Difference = Validated,
        },
        new("DBM5009", "EF Core 9")
        {
            EfCore = 9,
            Up = """migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT ck_total CHECK (total >= 0) NOT VALID");""",
            After = """migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT ck_total CHECK (total >= 0) NOT VALID");""",
            OtherFiles = [s_later],
            NewFiles =
            [
                NewFile.Named(
                    "20240103000001_ValidateCkTotal",
                    """migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT ck_total;", suppressTransaction: true);""",
                    ""),
            ],
            SameCatalog = false,
            Difference = Validated,
        },
    ];
}
