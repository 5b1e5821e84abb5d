namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Compatibility;

internal static class DBM3013Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM3013", "column dropped and added under another name")
        {
            Up = """
                migrationBuilder.DropColumn(
                    name: "email",
                    table: "users");

                migrationBuilder.AddColumn<string>(
                    name: "email_address",
                    table: "users",
                    type: "text",
                    nullable: true);
                """,
            After = """
                migrationBuilder.RenameColumn(
                    name: "email",
                    table: "users",
                    newName: "email_address");
                """,
            Down = """
                migrationBuilder.DropColumn(
                    name: "email_address",
                    table: "users");

                migrationBuilder.AddColumn<string>(
                    name: "email",
                    table: "users",
                    type: "text",
                    nullable: true);
                """,
            DownAfter = """
                migrationBuilder.RenameColumn(
                    name: "email_address",
                    table: "users",
                    newName: "email");
                """,
            SameData = false,
            Difference = "The values of the column are kept.",
            NextSteps = ["DBM3001"],
        },
    ];
}
