namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Sql;

internal static class DBM7004Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM7004", "table and columns")
        {
            Earlier = """migrationBuilder.Sql("CREATE TABLE \"Settings\" (\"Id\" int CONSTRAINT \"PK_Settings\" PRIMARY KEY, \"Value\" text, note text)");""",
            Up = """
                migrationBuilder.Sql("INSERT INTO Settings (Id, Value) VALUES (7, 'value')");
                migrationBuilder.Sql(@"UPDATE Settings AS s SET Value = 'on' || s.note, note = lower(Settings.note) FROM Settings WHERE s.Id = Settings.Id -- Id");
                migrationBuilder.Sql("ALTER TABLE Settings ADD COLUMN Extra int, ALTER COLUMN Value SET DEFAULT 'x'");
                """,
            After = """"
                migrationBuilder.Sql("INSERT INTO \"Settings\" (\"Id\", \"Value\") VALUES (7, 'value')");
                migrationBuilder.Sql(@"UPDATE ""Settings"" AS s SET ""Value"" = 'on' || s.note, note = lower(""Settings"".note) FROM ""Settings"" WHERE s.""Id"" = ""Settings"".""Id"" -- Id");
                migrationBuilder.Sql("ALTER TABLE \"Settings\" ADD COLUMN Extra int, ALTER COLUMN \"Value\" SET DEFAULT 'x'");
                """",
            Down = """migrationBuilder.Sql("ALTER TABLE \"Settings\" DROP COLUMN extra, ALTER COLUMN \"Value\" DROP DEFAULT");""",
            FailsBefore = "42P01",
        },
        new("DBM7004", "index in a file")
        {
            SqlFile = "CREATE TABLE \"Notes\" (\"Id\" int, date date);\nCREATE INDEX ix_notes ON Notes (Id, (date - 1)) WHERE Id > 7 AND date > date '2020-01-01';\nCREATE INDEX \"IX_Date\" ON \"Notes\" (date);\nDROP INDEX IX_Date;\n",
            SqlFileAfter = "CREATE TABLE \"Notes\" (\"Id\" int, date date);\nCREATE INDEX ix_notes ON \"Notes\" (\"Id\", (date - 1)) WHERE \"Id\" > 7 AND date > date '2020-01-01';\nCREATE INDEX \"IX_Date\" ON \"Notes\" (date);\nDROP INDEX \"IX_Date\";\n",
            FailsBefore = "42P01",
        },
    ];
}
