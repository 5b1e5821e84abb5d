namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Design;

internal static class DBM8021Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM8021", "statement")
        {
            Earlier = """migrationBuilder.Sql("CREATE TABLE notes (id serial CONSTRAINT pk_notes PRIMARY KEY)");""",
            Up = """migrationBuilder.Sql("ALTER TABLE notes ALTER COLUMN id TYPE bigint");""",
            After = """
                migrationBuilder.Sql("ALTER TABLE notes ALTER COLUMN id TYPE bigint");
                migrationBuilder.Sql("ALTER SEQUENCE notes_id_seq AS bigint;");
                """,
            Down = """migrationBuilder.Sql("ALTER TABLE notes ALTER COLUMN id TYPE integer; ALTER SEQUENCE notes_id_seq AS integer");""",
            BlocksBefore = true,
            BlocksAfter = true,
            SameCatalog = false,
            Difference = "The sequence goes on beyond the end of integer.",
        },
        new("DBM8021", "file")
        {
            SqlFile = "CREATE TABLE notes (id serial);\nALTER TABLE notes ALTER COLUMN id TYPE bigint",
            SqlFileAfter = "CREATE TABLE notes (id serial);\nALTER TABLE notes ALTER COLUMN id TYPE bigint;\nALTER SEQUENCE notes_id_seq AS bigint;",
            SameCatalog = false,
            Difference = "The sequence goes on beyond the end of integer.",
        },
    ];
}
