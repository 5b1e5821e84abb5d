namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Design;

internal static class DBM8017Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM8017", "function")
        {
            Up = """migrationBuilder.Sql("CREATE FUNCTION total() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM orders'");""",
            After = """migrationBuilder.Sql("CREATE FUNCTION total() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS 'SELECT count(*) FROM orders'");""",
            Down = """migrationBuilder.Sql("DROP FUNCTION total()");""",
            SameCatalog = false,
            Difference = "The function has its search_path.",
        },
    ];
}
