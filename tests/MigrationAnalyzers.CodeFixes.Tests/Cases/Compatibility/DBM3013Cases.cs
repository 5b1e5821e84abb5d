using System.Collections.Immutable;

namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Compatibility;

internal static class DBM3013Cases
{
    private const string Kept = "The values of the column are kept.";

    private static readonly FixCase s_email = new("DBM3013", "column dropped and added under another name")
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
        SameData = false,
        Difference = Kept,
        WhileBothRun =
        [
            ("INSERT INTO users (id, email) VALUES (901, 'old') RETURNING email_address", "old"),
            ("INSERT INTO users (id, email_address) VALUES (902, 'new') RETURNING email", "new"),
            ("UPDATE users SET email_address = 'newer' WHERE id = 901 RETURNING email", "newer"),
            ("UPDATE users SET email = 'older' WHERE id = 902 RETURNING email_address", "older"),
            ("SELECT count(*) FROM users WHERE email_address IS DISTINCT FROM email", "0"),
            ("SELECT count(*) FROM users WHERE email IS NULL", "0"),
            ("DELETE FROM users WHERE id > 900", null),
        ],
    };

    public static ImmutableArray<FixCase> All { get; } =
    [
        s_email with
        {
            After = RenamedColumnText.Email.Expand,
            DownAfter = RenamedColumnText.Email.Cancel,
            NewFiles = [NewFile.Of(1, "Contract", RenamedColumnText.Email.Contract, RenamedColumnText.Email.Reopen)],
        },
        s_email with
        {
            Name = "column dropped and added, with the package",
            Runtime = true,
            After = """
                migrationBuilder.ExpandRenameColumn(
                    name: "email",
                    table: "users",
                    newName: "email_address");
                """,
            DownAfter = """
                migrationBuilder.CancelRenameColumn(
                    name: "email",
                    table: "users",
                    newName: "email_address");
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
                        newName: "email_address");
                    """,
                    """
                    migrationBuilder.ExpandRenameColumn(
                        name: "email_address",
                        table: "users",
                        newName: "email");
                    """),
            ],
        },
        s_email with
        {
            Name = "column dropped and added beside another operation",
            Up = """
                migrationBuilder.AddColumn<string>(name: "phone", table: "orders", type: "text", nullable: true);


                """ + s_email.Up,
            Down = s_email.Down + """


                migrationBuilder.DropColumn(name: "phone", table: "orders");
                """,
            After = """migrationBuilder.AddColumn<string>(name: "phone", table: "orders", type: "text", nullable: true);""",
            DownAfter = """migrationBuilder.DropColumn(name: "phone", table: "orders");""",
            NewFiles =
            [
                NewFile.Of(1, "ChangeUsers", RenamedColumnText.Email.Expand, RenamedColumnText.Email.Cancel),
                NewFile.Of(2, "ChangeUsersContract", RenamedColumnText.Email.Contract, RenamedColumnText.Email.Reopen),
            ],
            WhileBothRun = [],
        },
        new("DBM3013", "column that no version uses")
        {
            OtherFiles = GivenUpEmail.Files,
            Up = s_email.Up,
            Down = s_email.Down,
            After = """
                migrationBuilder.RenameColumn(
                    name: "email",
                    table: "users",
                    newName: "email_address");
                """,
            DownAfter = """
                migrationBuilder.RenameColumn(
                    name: "email_address",
                    table: "users",
                    newName: "email");
                """,
            SameData = false,
            Difference = Kept,
        },
    ];
}
