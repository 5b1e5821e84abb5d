using System.Collections.Immutable;

namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Compatibility;

internal static class DBM3015Cases
{
    private const string Proof = """migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT ck_orders_status CHECK (status IS NOT NULL) NOT VALID");""";

    private static readonly (string Path, string Text) s_required = NewFile.Named(
        "20240103000000_Required",
        """
        migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT ck_orders_status", suppressTransaction: true);

        migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN status SET NOT NULL");
        """,
        """migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN status DROP NOT NULL");""");

    public static ImmutableArray<FixCase> All { get; } =
    [
        new("DBM3015", "CHECK that was the proof")
        {
            Up = Proof,
            After = Proof,
            Rows = ["UPDATE orders SET status = 'new' WHERE status IS NULL"],
            OtherFiles = [s_required],
            NewFiles =
            [
                NewFile.Named(
                    "20240103000001_DropCkOrdersStatus",
                    """migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT ck_orders_status;");""",
                    """
                    migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT ck_orders_status CHECK (status IS NOT NULL) NOT VALID;");

                    migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT ck_orders_status;", suppressTransaction: true);
                    """),
            ],
            SameCatalog = false,
            Difference = "the constraint is gone, as was meant",
        },
        new("DBM3015", "CHECK that was the proof, with the runtime")
        {
            Runtime = true,
            Up = Proof,
            After = Proof,
            Rows = ["UPDATE orders SET status = 'new' WHERE status IS NULL"],
            OtherFiles = [s_required],
            NewFiles =
            [
                NewFile.Named(
                    "20240103000001_DropCkOrdersStatus",
                    """migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT ck_orders_status;");""",
                    """
                    migrationBuilder.AddCheckConstraintSafely(
                        name: "ck_orders_status",
                        table: "orders",
                        sql: "status IS NOT NULL");
                    """),
            ],
            SameCatalog = false,
            Difference = "the constraint is gone, as was meant",
        },
        new("DBM3015", "old name of a table")
        {
            Runtime = true,
            Up = """migrationBuilder.ExpandRenameTable("users", "customers");""",
            After = """migrationBuilder.ExpandRenameTable("users", "customers");""",
            Down = """migrationBuilder.CancelRenameTable("users", "customers");""",
            OtherFiles =
            [
                ("/0/Usings.cs", "global using MigrationAnalyzers.Runtime;"),
                NewFile.Named(
                    "20240103000000_Later",
                    """migrationBuilder.AddColumn<string>(name: "note", table: "orders", type: "text", nullable: true);""",
                    """migrationBuilder.DropColumn(name: "note", table: "orders");"""),
            ],
            NewFiles =
            [
                NewFile.Named(
                    "20240103000001_ContractCustomers",
                    """
                    migrationBuilder.ContractRenameTable(
                        name: "users",
                        newName: "customers");
                    """,
                    """
                    migrationBuilder.ExpandRenameTable(
                        name: "users",
                        newName: "customers");
                    """),
            ],
            SameCatalog = false,
            Difference = "the view under the old name is gone, as was meant",
        },
    ];
}
