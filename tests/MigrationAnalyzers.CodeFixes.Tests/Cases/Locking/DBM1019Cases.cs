using System.Collections.Immutable;

namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Locking;

internal static class DBM1019Cases
{
    public static ImmutableArray<FixCase> All { get; } =
    [
        new("DBM1019", "column and index")
        {
            Up = """
                migrationBuilder.AddColumn<string>(name: "note", table: "users", type: "text", nullable: true);

                migrationBuilder.CreateIndex(name: "ix_orders_user_id", table: "orders", column: "user_id");
                """,
            Down = """
                migrationBuilder.DropIndex(name: "ix_orders_user_id", table: "orders");

                migrationBuilder.DropColumn(name: "note", table: "users");
                """,
            After = """migrationBuilder.AddColumn<string>(name: "note", table: "users", type: "text", nullable: true);""",
            DownAfter = """migrationBuilder.DropColumn(name: "note", table: "users");""",
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
