using System.Collections.Immutable;

namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Compatibility;

internal static class DBM3001Cases
{
    public static ImmutableArray<FixCase> All { get; } =
    [
        new("DBM3001", "column")
        {
            Runtime = true,
            BecomesSuggestion = true,
            Up = """
                migrationBuilder.RenameColumn(
                    name: "email",
                    table: "users",
                    newName: "mail");
                """,
            Down = """
                migrationBuilder.RenameColumn(
                    name: "mail",
                    table: "users",
                    newName: "email");
                """,
            After = """
                migrationBuilder.ExpandRenameColumn(
                    name: "email",
                    table: "users",
                    newName: "mail");
                """,
            DownAfter = """
                migrationBuilder.CancelRenameColumn(
                    name: "email",
                    table: "users",
                    newName: "mail");
                """,
            NewFiles =
            [
                NewFile.Of(
                    1,
                    "Contract",
                    """
                    migrationBuilder.ContractRenameColumn(
                        name: "email",
                        table: "users",
                        newName: "mail");
                    """,
                    """
                    migrationBuilder.ExpandRenameColumn(
                        name: "mail",
                        table: "users",
                        newName: "email");
                    """),
            ],
        },
        new("DBM3001", "column of a schema")
        {
            Runtime = true,
            BecomesSuggestion = true,
            Up = """migrationBuilder.RenameColumn("OrderId", "Order Lines", "Order", "Sales");""",
            Down = """migrationBuilder.RenameColumn("Order", "Order Lines", "OrderId", "Sales");""",
            After = """
                migrationBuilder.ExpandRenameColumn(
                    name: "OrderId",
                    table: "Order Lines",
                    newName: "Order",
                    schema: "Sales");
                """,
            DownAfter = """
                migrationBuilder.CancelRenameColumn(
                    name: "OrderId",
                    table: "Order Lines",
                    newName: "Order",
                    schema: "Sales");
                """,
            NewFiles =
            [
                NewFile.Of(
                    1,
                    "Contract",
                    """
                    migrationBuilder.ContractRenameColumn(
                        name: "OrderId",
                        table: "Order Lines",
                        newName: "Order",
                        schema: "Sales");
                    """,
                    """
                    migrationBuilder.ExpandRenameColumn(
                        name: "Order",
                        table: "Order Lines",
                        newName: "OrderId",
                        schema: "Sales");
                    """),
            ],
        },
    ];
}
