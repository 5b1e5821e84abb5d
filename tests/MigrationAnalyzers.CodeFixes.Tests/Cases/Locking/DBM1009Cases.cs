namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Locking;

internal static class DBM1009Cases
{
    private const string Index = """migrationBuilder.Sql("CREATE TABLE codes (code text, place int NOT NULL); CREATE UNIQUE INDEX ix_codes ON codes (code, place)");""";
    private const string Rows = "INSERT INTO codes SELECT i::text, i FROM generate_series(1, 1000) AS i";
    private const string Back = """migrationBuilder.Sql("ALTER TABLE codes DROP CONSTRAINT pk_codes; ALTER TABLE codes ALTER COLUMN code DROP NOT NULL; CREATE UNIQUE INDEX ix_codes ON codes (code, place)");""";

    public static IEnumerable<FixCase> All =>
    [
        new("DBM1009", "index over a column that may be NULL")
        {
            Earlier = Index,
            Rows = [Rows],
            Up = """migrationBuilder.Sql("ALTER TABLE codes ADD CONSTRAINT pk_codes PRIMARY KEY USING INDEX ix_codes");""",
            After = """
                migrationBuilder.Sql("ALTER TABLE codes DROP CONSTRAINT IF EXISTS ck_codes_code_not_null, ADD CONSTRAINT ck_codes_code_not_null CHECK (code IS NOT NULL) NOT VALID;");
                migrationBuilder.Sql("ALTER TABLE codes VALIDATE CONSTRAINT ck_codes_code_not_null;", suppressTransaction: true);
                migrationBuilder.Sql("ALTER TABLE codes ADD CONSTRAINT pk_codes PRIMARY KEY USING INDEX ix_codes;");
                migrationBuilder.Sql("ALTER TABLE codes DROP CONSTRAINT ck_codes_code_not_null;");
                """,
            Down = Back,
            BlocksBefore = true,
        },
        new("DBM1009", "index over a column that may be NULL, runtime")
        {
            Runtime = true,
            Earlier = Index,
            Rows = [Rows],
            Up = """migrationBuilder.Sql("ALTER TABLE codes ADD CONSTRAINT pk_codes PRIMARY KEY USING INDEX ix_codes");""",
            After = """
                migrationBuilder.SetNotNullSafely(
                    column: "code",
                    table: "codes");
                migrationBuilder.Sql("ALTER TABLE codes ADD CONSTRAINT pk_codes PRIMARY KEY USING INDEX ix_codes");
                """,
            Down = Back,
            BlocksBefore = true,
        },
    ];
}
