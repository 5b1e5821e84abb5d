namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Design;

internal static class DBM8003Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM8003", "table")
        {
            Up = """migrationBuilder.Sql("CREATE TABLE prices (id bigint CONSTRAINT pk_prices PRIMARY KEY, currency char(3) NOT NULL, amount money)");""",
            After = """migrationBuilder.Sql("CREATE TABLE prices (id bigint CONSTRAINT pk_prices PRIMARY KEY, currency text CONSTRAINT ck_prices_currency_length CHECK (char_length(currency) <= 3) NOT NULL, amount numeric)");""",
            SameCatalog = false,
            Difference = "The columns have the better types.",
        },
    ];
}
