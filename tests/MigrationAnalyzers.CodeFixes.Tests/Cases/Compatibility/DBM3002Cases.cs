using System.Collections.Immutable;

namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Compatibility;

internal static class DBM3002Cases
{
    public static ImmutableArray<FixCase> All { get; } =
    [
        new("DBM3002", "table")
        {
            Runtime = true,
            Up = """
                migrationBuilder.RenameTable(
                    name: "users",
                    newName: "customers");

                migrationBuilder.Sql("ALTER TABLE customers RENAME CONSTRAINT pk_users TO pk_customers");
                """,
            Down = """
                migrationBuilder.Sql("ALTER TABLE customers RENAME CONSTRAINT pk_customers TO pk_users");

                migrationBuilder.RenameTable(
                    name: "customers",
                    newName: "users");
                """,
            After = """
                migrationBuilder.ExpandRenameTable(
                    name: "users",
                    newName: "customers");

                migrationBuilder.Sql("ALTER TABLE customers RENAME CONSTRAINT pk_users TO pk_customers");
                """,
            DownAfter = """
                migrationBuilder.Sql("ALTER TABLE customers RENAME CONSTRAINT pk_customers TO pk_users");

                migrationBuilder.CancelRenameTable(
                    name: "users",
                    newName: "customers");
                """,
            NewFiles =
            [
                NewFile.Of(
                    1,
                    "Contract",
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
        },
        new("DBM3002", "table that moves to another schema")
        {
            Runtime = true,
            Up = """migrationBuilder.RenameTable("pairs", null, "pairs", "Sales");""",
            Down = """migrationBuilder.RenameTable("pairs", "Sales", "pairs", "public");""",
            After = """
                migrationBuilder.ExpandRenameTable(
                    name: "pairs",
                    newName: "pairs",
                    newSchema: "Sales");
                """,
            DownAfter = """
                migrationBuilder.CancelRenameTable(
                    name: "pairs",
                    newName: "pairs",
                    newSchema: "Sales");
                """,
            NewFiles =
            [
                NewFile.Of(
                    1,
                    "Contract",
                    """
                    migrationBuilder.ContractRenameTable(
                        name: "pairs",
                        newName: "pairs",
                        newSchema: "Sales");
                    """,
                    """
                    migrationBuilder.ExpandRenameTable(
                        name: "pairs",
                        newName: "pairs",
                        newSchema: "Sales");
                    """),
            ],
        },
    ];
}
