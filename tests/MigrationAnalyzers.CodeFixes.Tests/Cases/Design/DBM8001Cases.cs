namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Design;

internal static class DBM8001Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM8001", "columns of a statement")
        {
            Up = """
                migrationBuilder.Sql("CREATE TABLE notes (id bigint CONSTRAINT pk_notes PRIMARY KEY, body json NOT NULL DEFAULT '{}', parts json[])");
                migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN payload json");
                """,
            After = """
                migrationBuilder.Sql("CREATE TABLE notes (id bigint CONSTRAINT pk_notes PRIMARY KEY, body jsonb NOT NULL DEFAULT '{}', parts jsonb[])");
                migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN payload jsonb");
                """,
            SameCatalog = false,
            Difference = "The columns have the better type.",
        },
        new("DBM8001", "file")
        {
            SqlFile = "ALTER TABLE orders ADD COLUMN payload /* raw */ json;\n",
            SqlFileAfter = "ALTER TABLE orders ADD COLUMN payload /* raw */ jsonb;\n",
            SameCatalog = false,
            Difference = "The column has the better type.",
        },
    ];
}
