namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Transactions;

internal static class DBM5008Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM5008", "value that rows get")
        {
            Earlier = """migrationBuilder.Sql("CREATE TYPE mood AS ENUM ('sad', 'happy'); CREATE TABLE moods (id bigint PRIMARY KEY, m mood)");""",
            Up = """
                migrationBuilder.Sql("ALTER TYPE mood ADD VALUE 'glad' BEFORE 'happy'");
                migrationBuilder.Sql("INSERT INTO moods VALUES (7, 'glad')");
                migrationBuilder.Sql("UPDATE moods SET m = 'glad' WHERE id = 8");
                """,
            After = """
                migrationBuilder.Sql("ALTER TYPE mood ADD VALUE IF NOT EXISTS 'glad' BEFORE 'happy'", suppressTransaction: true);
                migrationBuilder.Sql("INSERT INTO moods VALUES (7, 'glad')");
                migrationBuilder.Sql("UPDATE moods SET m = 'glad' WHERE id = 8");
                """,
            NoWayBack = "A value cannot be taken out of an enum.",
            FailsBefore = "55P04",
        },
        new("DBM5008", "with the runtime")
        {
            Earlier = """migrationBuilder.Sql("CREATE TYPE \"Sales\".mood AS ENUM ('sad', 'happy'); CREATE TABLE moods (id bigint PRIMARY KEY, m \"Sales\".mood)");""",
            Up = """
                migrationBuilder.Sql("ALTER TYPE \"Sales\".mood ADD VALUE 'glad' BEFORE 'happy'");
                migrationBuilder.Sql("INSERT INTO moods VALUES (7, 'glad')");
                """,
            After = """
                migrationBuilder.AddEnumValue(
                    schema: "Sales",
                    type: "mood",
                    value: "glad",
                    before: "happy");
                migrationBuilder.Sql("INSERT INTO moods VALUES (7, 'glad')");
                """,
            Runtime = true,
            NoWayBack = "A value cannot be taken out of an enum.",
            FailsBefore = "55P04",
        },
    ];
}
