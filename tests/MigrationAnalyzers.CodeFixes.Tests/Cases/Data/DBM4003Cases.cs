namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Data;

internal static class DBM4003Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM4003", "call")
        {
            Up = """"
                migrationBuilder.AlterColumn<int>(
                    name: "status",
                    table: "orders",
                    type: "integer",
                    nullable: true,
                    oldClrType: typeof(string),
                    oldType: "text",
                    oldNullable: true);
                """",
            After = """"
                migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN status TYPE integer USING status::integer;");
                """",
            FailsBefore = "42804",
            NoWayBack = "The old type has no cast to the new one, and Down fails in the same way.",
            Rows = ["UPDATE orders SET status = NULL"],
            BlocksAfter = true,
            NextSteps = ["DBM2002", "DBM3009"],
        },
        new("DBM4003", "file")
        {
            SqlFile = """"
                ALTER TABLE users
                    ALTER COLUMN email TYPE uuid, ADD COLUMN name text;
                """",
            SqlFileAfter = """"
                ALTER TABLE users
                    ALTER COLUMN email TYPE uuid USING email::uuid, ADD COLUMN name text;
                """",
            FailsBefore = "42804",
            Rows = ["UPDATE users SET email = NULL"],
            BlocksAfter = true,
            NextSteps = ["DBM2002", "DBM3009"],
            OtherFiles = [("/0/001_base.sql", "CREATE TABLE users (id bigint PRIMARY KEY, email text);")],
            SqlPath = "/0/002_change.sql",
        },
    ];
}
