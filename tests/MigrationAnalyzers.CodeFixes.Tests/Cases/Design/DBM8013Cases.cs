namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Design;

internal static class DBM8013Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM8013", "table")
        {
            Up = """migrationBuilder.Sql("CREATE UNLOGGED TABLE carts (id bigint CONSTRAINT pk_carts PRIMARY KEY)");""",
            After = """migrationBuilder.Sql("CREATE TABLE carts (id bigint CONSTRAINT pk_carts PRIMARY KEY)");""",
            SameCatalog = false,
            Difference = "The table survives a crash.",
        },
    ];
}
