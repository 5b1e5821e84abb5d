namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Sql;

internal static class DBM7005Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM7005", "index and constraint")
        {
            Up = """
                migrationBuilder.Sql("CREATE TABLE notes (id bigint PRIMARY KEY, note text); CREATE INDEX IX_notes_by_note_for_the_list_that_is_shown_to_the_customer_who_is_new ON notes (note);");
                migrationBuilder.Sql(@"ALTER TABLE notes ADD CONSTRAINT ""CK_notes_note_is_never_empty_whatever_the_customer_has_typed_into_it"" CHECK (note <> '')");
                """,
            Down = """migrationBuilder.Sql("DROP TABLE notes");""",
            After = """"
                migrationBuilder.Sql("CREATE TABLE notes (id bigint PRIMARY KEY, note text); CREATE INDEX ix_notes_by_note_for_the_list_that_is_shown_to_the_customer_who ON notes (note);");
                migrationBuilder.Sql(@"ALTER TABLE notes ADD CONSTRAINT ""CK_notes_note_is_never_empty_whatever_the_customer_has_typed_in"" CHECK (note <> '')");
                """",
        },
        new("DBM7005", "file")
        {
            SqlFile = "CREATE TABLE notes (id bigint);\nCREATE INDEX ix_notes_by_id_for_the_list_that_is_shown_to_the_customer_who_is_new ON notes (id);\n",
            SqlFileAfter = "CREATE TABLE notes (id bigint);\nCREATE INDEX ix_notes_by_id_for_the_list_that_is_shown_to_the_customer_who_i ON notes (id);\n",
        },
    ];
}
