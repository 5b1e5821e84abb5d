namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Transactions;

internal static class DBM5007Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM5007", "BEGIN and COMMIT")
        {
            Up = """"
                migrationBuilder.Sql("""
                    BEGIN;
                    ALTER TABLE users ADD COLUMN note text;
                    COMMIT;
                    """);
                """",
            After = """"
                migrationBuilder.Sql("""
                    ALTER TABLE users ADD COLUMN note text;
                    """);
                """",
            Down = """migrationBuilder.DropColumn(name: "note", table: "users");""",
            FailsBefore = "25P01",
        },
        new("DBM5007", "several in one text")
        {
            Up = """migrationBuilder.Sql("BEGIN; ALTER TABLE users ADD COLUMN note text; COMMIT; START TRANSACTION; SELECT 2; END;");""",
            After = """migrationBuilder.Sql("ALTER TABLE users ADD COLUMN note text; SELECT 2;");""",
            Down = """migrationBuilder.DropColumn(name: "note", table: "users");""",
            FailsBefore = "25P01",
        },
        new("DBM5007", "DO block that commits")
        {
            Up = """migrationBuilder.Sql("DO $$ BEGIN UPDATE users SET email = 'x' WHERE id = 7; COMMIT; END $$");""",
            After = """migrationBuilder.Sql("DO $$ BEGIN UPDATE users SET email = 'x' WHERE id = 7; COMMIT; END $$", suppressTransaction: true);""",
            NoWayBack = "What was there before is not known.",
            FailsBefore = "2D000",
        },
    ];
}
