using System.Collections.Immutable;

namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Rewrite;

internal static class DBM2007Cases
{
    /// <summary>REINDEX has the option TABLESPACE from it on.</summary>
    private const int FirstMajor = 14;

    private const string Fast = "fast";

    /// <summary>Where the indexes are is no part of their definition.</summary>
    private const string Question = """
        SELECT string_agg(format('%s in %s, valid: %s', c.relname, t.spcname, i.indisvalid), '; ')
        FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid JOIN pg_tablespace t ON t.oid = c.reltablespace WHERE t.spcname <> 'pg_global'
        """;

    public static ImmutableArray<FixCase> All { get; } =
    [
        new("DBM2007", "index")
        {
            Up = """migrationBuilder.Sql("ALTER INDEX ix_orders_status SET TABLESPACE fast");""",
            After = """migrationBuilder.Sql("REINDEX (TABLESPACE fast) INDEX CONCURRENTLY ix_orders_status;", suppressTransaction: true);""",
            Down = """migrationBuilder.Sql("ALTER INDEX ix_orders_status SET TABLESPACE pg_default");""",
            OldestMajor = FirstMajor,
            Tablespace = Fast,
            Question = Question,
        },
        new("DBM2007", "index beside other changes")
        {
            InOwnMigration = true,
            Up = """
                migrationBuilder.AddColumn<string>(name: "note", table: "users", type: "text", nullable: true);

                migrationBuilder.Sql(@"ALTER INDEX ""Sales"".""IX_Lines_Line"" SET TABLESPACE fast");
                """,
            After = """migrationBuilder.AddColumn<string>(name: "note", table: "users", type: "text", nullable: true);""",
            Down = """migrationBuilder.DropColumn(name: "note", table: "users");""",
            NewFiles =
            [
                NewFile.Of(
                    1,
                    "ReindexIXLinesLine",
                    """"migrationBuilder.Sql(@"REINDEX (TABLESPACE fast) INDEX CONCURRENTLY ""Sales"".""IX_Lines_Line"";", suppressTransaction: true);"""",
                    ""),
            ],
            OldestMajor = FirstMajor,
            Tablespace = Fast,
            Question = Question,
            BlocksBefore = true,
        },
        new("DBM2007", "file")
        {
            OtherFiles = [("/0/001_init.sql", "CREATE TABLE orders (id bigint PRIMARY KEY, status text);\nCREATE INDEX ix_orders_status ON orders (status);\n")],
            SqlPath = "/0/002_change.sql",
            SqlFile = "alter index ix_orders_status set tablespace fast;\n",
            SqlFileAfter = "REINDEX (TABLESPACE fast) INDEX CONCURRENTLY ix_orders_status;\n",
            OldestMajor = FirstMajor,
            Tablespace = Fast,
            Question = Question,
        },
    ];
}
