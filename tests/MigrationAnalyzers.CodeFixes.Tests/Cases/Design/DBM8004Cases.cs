namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Design;

internal static class DBM8004Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM8004", "table")
        {
            Up = """migrationBuilder.Sql("CREATE TABLE codes (id bigint CONSTRAINT pk_codes PRIMARY KEY, code varchar(20) NOT NULL, \"Name\" character varying(50) DEFAULT 'x')");""",
            After = """migrationBuilder.Sql("CREATE TABLE codes (id bigint CONSTRAINT pk_codes PRIMARY KEY, code text CONSTRAINT ck_codes_code_length CHECK (char_length(code) <= 20) NOT NULL, \"Name\" text CONSTRAINT \"ck_codes_Name_length\" CHECK (char_length(\"Name\") <= 50) DEFAULT 'x')");""",
            SameCatalog = false,
            Difference = "The length is said by a CHECK.",
        },
    ];
}
