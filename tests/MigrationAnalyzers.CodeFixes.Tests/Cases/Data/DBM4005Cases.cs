using System.Collections.Immutable;

namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Data;

internal static class DBM4005Cases
{
    public static ImmutableArray<FixCase> All { get; } =
    [
        new("DBM4005", "rows and index")
        {
            Up = """
                migrationBuilder.Sql("DELETE FROM pairs WHERE a = 7 AND b = 7");

                migrationBuilder.CreateIndex(name: "ix_orders_user_id", table: "orders", column: "user_id");
                """,
            Down = """
                migrationBuilder.DropIndex(name: "ix_orders_user_id", table: "orders");

                migrationBuilder.Sql("SELECT 1");
                """,
            After = """migrationBuilder.Sql("DELETE FROM pairs WHERE a = 7 AND b = 7");""",
            NoWayBack = "the rows are gone",
            DownAfter = """migrationBuilder.Sql("SELECT 1");""",
            NewFiles =
            [
                NewFile.Of(
                    1,
                    "CreateIxOrdersUserId",
                    """migrationBuilder.CreateIndex(name: "ix_orders_user_id", table: "orders", column: "user_id");""",
                    """migrationBuilder.DropIndex(name: "ix_orders_user_id", table: "orders");"""),
            ],
            BlocksBefore = true,
            BlocksAfter = true,
        },
    ];
}
