namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Design;

internal static class DBM8005Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM8005", "columns of a statement")
        {
            Up = """
                migrationBuilder.Sql("CREATE TABLE trips (id bigint CONSTRAINT pk_trips PRIMARY KEY, began timestamp(3) without time zone NOT NULL DEFAULT now(), ended timestamp)");
                """,
            After = """
                migrationBuilder.Sql("CREATE TABLE trips (id bigint CONSTRAINT pk_trips PRIMARY KEY, began timestamptz(3) NOT NULL DEFAULT now(), ended timestamptz)");
                """,
            SameCatalog = false,
            Difference = "The columns are points in time.",
        },
    ];
}
