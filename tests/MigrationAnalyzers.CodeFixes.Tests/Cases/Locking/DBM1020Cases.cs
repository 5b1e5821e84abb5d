using System.Collections.Immutable;

namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Locking;

internal static class DBM1020Cases
{
    public static ImmutableArray<FixCase> All { get; } =
    [
        new("DBM1020", "two columns")
        {
            Up = """
                migrationBuilder.AddColumn<string>(name: "note", table: "orders", type: "text", nullable: true);

                migrationBuilder.AddColumn<string>(name: "note", table: "users", type: "text", nullable: true);
                """,
            Down = """
                migrationBuilder.DropColumn(name: "note", table: "users");

                migrationBuilder.DropColumn(name: "note", table: "orders");
                """,
            After = """migrationBuilder.AddColumn<string>(name: "note", table: "orders", type: "text", nullable: true);""",
            DownAfter = """migrationBuilder.DropColumn(name: "note", table: "orders");""",
            NewFiles =
            [
                NewFile.Of(
                    1,
                    "ChangeUsers",
                    """migrationBuilder.AddColumn<string>(name: "note", table: "users", type: "text", nullable: true);""",
                    """migrationBuilder.DropColumn(name: "note", table: "users");"""),
            ],
        },
    ];
}
