namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Design;

internal static class DBM8012Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM8012", "table")
        {
            Up = """
                migrationBuilder.Sql("CREATE TABLE notes (id bigint PRIMARY KEY, stars int CHECK (stars > 0) UNIQUE, \"User\" bigint REFERENCES users DEFERRABLE, CONSTRAINT ck CHECK (id > 0), CHECK (stars < id), FOREIGN KEY (id) REFERENCES orders)");
                """,
            After = """
                migrationBuilder.Sql("CREATE TABLE notes (id bigint CONSTRAINT notes_pkey PRIMARY KEY, stars int CONSTRAINT notes_stars_check CHECK (stars > 0) CONSTRAINT notes_stars_key UNIQUE, \"User\" bigint CONSTRAINT \"notes_User_fkey\" REFERENCES users DEFERRABLE, CONSTRAINT ck CHECK (id > 0), CONSTRAINT notes_check CHECK (stars < id), CONSTRAINT notes_id_fkey FOREIGN KEY (id) REFERENCES orders)");
                """,
            Down = """migrationBuilder.DropTable(name: "notes");""",
        },
        new("DBM8012", "file")
        {
            SqlFile = "CREATE TABLE notes (id bigint, a int);\nALTER TABLE notes ADD CHECK (a > 0);\nALTER TABLE notes ADD COLUMN b int CHECK (b > 0);\nALTER TABLE notes ADD CHECK (a > 7);\n",
            SqlFileAfter = "CREATE TABLE notes (id bigint, a int);\nALTER TABLE notes ADD CONSTRAINT notes_a_check CHECK (a > 0);\nALTER TABLE notes ADD COLUMN b int CONSTRAINT notes_b_check CHECK (b > 0);\nALTER TABLE notes ADD CONSTRAINT notes_a_check1 CHECK (a > 7);\n",
        },
    ];
}
