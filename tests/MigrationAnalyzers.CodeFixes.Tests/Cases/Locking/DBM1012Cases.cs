namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Locking;

internal static class DBM1012Cases
{
    private const string Tables = """
        migrationBuilder.Sql("CREATE TABLE items (id bigint, at date) PARTITION BY RANGE (at); CREATE TABLE items_old (id bigint, at date)");
        """;

    private const string WithRest = """
        migrationBuilder.Sql("CREATE TABLE items (id bigint, kind text) PARTITION BY LIST (kind); CREATE TABLE items_a (id bigint, kind text); CREATE TABLE items_rest PARTITION OF items DEFAULT");
        """;

    private const string Rows = "INSERT INTO items_old SELECT i, date '2024-01-01' + i % 300 FROM generate_series(1, 1000) AS i";

    /// <summary>PostgreSQL 12 attaches no table with the triggers by which the proof counts the rows that are written.</summary>
    private const int OldestMajor = 13;

    public static IEnumerable<FixCase> All =>
    [
        new("DBM1012", "table that is attached")
        {
            Earlier = Tables,
            Rows = [Rows],
            Up = """migrationBuilder.Sql("ALTER TABLE items ATTACH PARTITION items_old FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')");""",
            After = """
                migrationBuilder.Sql("ALTER TABLE items_old DROP CONSTRAINT IF EXISTS ck_items_old_bound, ADD CONSTRAINT ck_items_old_bound CHECK (at IS NOT NULL AND at >= '2024-01-01' AND at < '2025-01-01') NOT VALID;");
                migrationBuilder.Sql("ALTER TABLE items_old VALIDATE CONSTRAINT ck_items_old_bound;", suppressTransaction: true);
                migrationBuilder.Sql("ALTER TABLE items ATTACH PARTITION items_old FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');");
                migrationBuilder.Sql("ALTER TABLE items_old DROP CONSTRAINT ck_items_old_bound;");
                """,
            Down = """migrationBuilder.Sql("ALTER TABLE items DETACH PARTITION items_old");""",
            OldestMajor = OldestMajor,
            BlocksBefore = true,
        },
        new("DBM1012", "table that is attached, runtime")
        {
            Runtime = true,
            Earlier = Tables,
            Rows = [Rows],
            Up = """migrationBuilder.Sql("ALTER TABLE items ATTACH PARTITION items_old FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')");""",
            After = """
                migrationBuilder.AttachPartitionSafely(
                    partition: "items_old",
                    table: "items",
                    bound: "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')");
                """,
            Down = """migrationBuilder.Sql("ALTER TABLE items DETACH PARTITION items_old");""",
            OldestMajor = OldestMajor,
            BlocksBefore = true,
        },
        new("DBM1012", "list beside a default partition")
        {
            Earlier = WithRest,
            Rows = ["INSERT INTO items_a SELECT i, CASE WHEN i % 2 = 0 THEN 'a' ELSE 'b' END FROM generate_series(1, 1000) AS i", "INSERT INTO items SELECT i, 'x' FROM generate_series(1, 1000) AS i"],
            Up = """migrationBuilder.Sql("ALTER TABLE items ATTACH PARTITION items_a FOR VALUES IN ('a', 'b');");""",
            After = """
                migrationBuilder.Sql("ALTER TABLE items_a DROP CONSTRAINT IF EXISTS ck_items_a_bound, ADD CONSTRAINT ck_items_a_bound CHECK (kind IS NOT NULL AND kind IN ('a', 'b')) NOT VALID;");
                migrationBuilder.Sql("ALTER TABLE items_a VALIDATE CONSTRAINT ck_items_a_bound;", suppressTransaction: true);
                migrationBuilder.Sql("ALTER TABLE items_rest DROP CONSTRAINT IF EXISTS ck_items_rest_bound, ADD CONSTRAINT ck_items_rest_bound CHECK (kind IS NULL OR kind NOT IN ('a', 'b')) NOT VALID;");
                migrationBuilder.Sql("ALTER TABLE items_rest VALIDATE CONSTRAINT ck_items_rest_bound;", suppressTransaction: true);
                migrationBuilder.Sql("ALTER TABLE items ATTACH PARTITION items_a FOR VALUES IN ('a', 'b');");
                migrationBuilder.Sql("ALTER TABLE items_a DROP CONSTRAINT ck_items_a_bound;");
                migrationBuilder.Sql("ALTER TABLE items_rest DROP CONSTRAINT ck_items_rest_bound;");
                """,
            Down = """migrationBuilder.Sql("ALTER TABLE items DETACH PARTITION items_a");""",
            OldestMajor = OldestMajor,
            BlocksBefore = true,
        },
        new("DBM1012", "partition that is created beside a default one")
        {
            Earlier = """
                migrationBuilder.Sql("CREATE TABLE items (id bigint, at date) PARTITION BY RANGE (at); CREATE TABLE items_rest PARTITION OF items DEFAULT");
                """,
            Rows = ["INSERT INTO items SELECT i, date '2024-01-01' + i % 300 FROM generate_series(1, 1000) AS i"],
            Up = """migrationBuilder.Sql("CREATE TABLE items_2025 PARTITION OF items FOR VALUES FROM ('2025-01-01') TO (MAXVALUE)");""",
            After = """
                migrationBuilder.Sql("ALTER TABLE items_rest DROP CONSTRAINT IF EXISTS ck_items_rest_bound, ADD CONSTRAINT ck_items_rest_bound CHECK (at IS NULL OR at < '2025-01-01') NOT VALID;");
                migrationBuilder.Sql("ALTER TABLE items_rest VALIDATE CONSTRAINT ck_items_rest_bound;", suppressTransaction: true);
                migrationBuilder.Sql("CREATE TABLE items_2025 PARTITION OF items FOR VALUES FROM ('2025-01-01') TO (MAXVALUE);");
                migrationBuilder.Sql("ALTER TABLE items_rest DROP CONSTRAINT ck_items_rest_bound;");
                """,
            Down = """migrationBuilder.Sql("DROP TABLE items_2025");""",
        },
    ];
}
