using Microsoft.EntityFrameworkCore.Migrations;

namespace MigrationAnalyzers.Runtime.Tests.Steps;

/// <summary>Each safe form in its variants. The names need quotes, one has an apostrophe: identifiers are taken as they are given.</summary>
public static class SafeFormCases
{
    private const string Orders = """
        CREATE TABLE "Orders" ("Id" bigint PRIMARY KEY, "Status" text NOT NULL, "It's" int NOT NULL, "Note" text, "Total" numeric(10,2), "CustomerId" bigint);
        INSERT INTO "Orders" SELECT i, CASE i % 3 WHEN 0 THEN 'open' ELSE 'done' END, i, CASE WHEN i % 7 = 0 THEN NULL ELSE 'n' || i END, i, 1 + i % 50 FROM generate_series(1, 6000) i;
        CREATE TABLE "Customers" ("Id" bigint PRIMARY KEY, "Name" text NOT NULL);
        INSERT INTO "Customers" SELECT i, 'c' || i FROM generate_series(1, 50) i
        """;

    private const string Events = """
        CREATE SCHEMA "Log";
        CREATE TABLE "Log"."Events" ("Id" bigint NOT NULL, "At" date NOT NULL, "Kind" int, "CustomerId" bigint) PARTITION BY RANGE ("At");
        CREATE TABLE "Log"."Events2023" PARTITION OF "Log"."Events" FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
        CREATE TABLE "Log"."Events2024" PARTITION OF "Log"."Events" FOR VALUES FROM ('2024-01-01') TO ('2025-01-01') PARTITION BY LIST ("Kind");
        CREATE TABLE "Log"."Events2024Kind1" PARTITION OF "Log"."Events2024" FOR VALUES IN (1);
        CREATE TABLE "Log"."Events2024OtherKindsWithANameThatIsRatherLongForASmallTable" PARTITION OF "Log"."Events2024" DEFAULT;
        INSERT INTO "Log"."Events" SELECT i, '2023-01-01'::date + i % 700, i % 3, 1 + i % 50 FROM generate_series(1, 5000) i;
        CREATE TABLE "Customers" ("Id" bigint PRIMARY KEY, "Name" text NOT NULL);
        INSERT INTO "Customers" SELECT i, 'c' || i FROM generate_series(1, 50) i
        """;

    private const string Prices = """
        CREATE TABLE "Prices" ("Country" text NOT NULL, "Code" uuid NOT NULL, "Amount" numeric, PRIMARY KEY ("Country", "Code"));
        INSERT INTO "Prices" SELECT (ARRAY['a', 'B', 'ä', E'it''s \\'])[1 + i % 4], md5(i::text)::uuid, CASE WHEN i % 2 = 0 THEN i END FROM generate_series(1, 6000) i;
        CREATE TABLE "Archive" ("Code" uuid, "Name" text)
        """;

    private const string Measures = """
        CREATE TABLE "Measures" ("Id" int NOT NULL, "At" timestamptz NOT NULL, "Value" float8) PARTITION BY RANGE ("At");
        CREATE TABLE "Measures1" PARTITION OF "Measures" FOR VALUES FROM ('2024-01-01') TO ('2024-02-01');
        CREATE TABLE "Measures2" (LIKE "Measures" INCLUDING ALL);
        INSERT INTO "Measures2" SELECT i, '2024-02-01'::timestamptz + i * interval '1 minute', i FROM generate_series(1, 5000) i
        """;

    public static IReadOnlyList<SafeFormCase> All { get; } =
    [
        new("index", [Orders], m => m.CreateIndexConcurrently("IX_Orders_Status", "Orders", "Status"), m => m.CreateIndex("IX_Orders_Status", "Orders", "Status")),
        new("index, all options", [Orders],
            m => m.CreateIndexConcurrently("IX Orders", "Orders", ["Status", "It's"], "public", unique: true, filter: "\"Orders\".\"Status\" IN ('open', 'it''s') AND \"Note\" IS NOT NULL", descending: [true, false], include: ["Total"], operators: ["text_pattern_ops", ""], collations: ["C", ""], nullSortOrders: [Npgsql.EntityFrameworkCore.PostgreSQL.Metadata.NullSortOrder.NullsLast, default]),
            m => m.CreateIndex("IX Orders", "Orders", ["Status", "It's"], "public", true, "\"Orders\".\"Status\" IN ('open', 'it''s') AND \"Note\" IS NOT NULL", [true, false])
                .Annotation("Npgsql:IndexInclude", new[] { "Total" }).Annotation("Npgsql:IndexOperators", new[] { "text_pattern_ops", "" }).Annotation("Relational:Collation", new[] { "C", "" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { Npgsql.EntityFrameworkCore.PostgreSQL.Metadata.NullSortOrder.NullsLast, default })),
        new("index, all descending", [Orders], m => m.CreateIndexConcurrently("ix", "Orders", ["Status", "Id"], descending: []), m => m.CreateIndex("ix", "Orders", ["Status", "Id"], descending: [])),
        new("index, hash", [Orders], m => m.CreateIndexConcurrently("ix", "Orders", "Status", method: "hash"), m => m.CreateIndex("ix", "Orders", "Status").Annotation("Npgsql:IndexMethod", "hash")),
        new("index, nulls not distinct", [Orders], m => m.CreateIndexConcurrently("ix", "Orders", ["Id", "Note"], unique: true, nullsDistinct: false),
            m => m.CreateIndex("ix", "Orders", ["Id", "Note"], unique: true).Annotation("Npgsql:NullsDistinct", false)) { From = 15 },
        new("index, partitioned", [Events], m => m.CreateIndexConcurrently("ix", "Events", ["Kind", "CustomerId"], "Log", include: ["Id"]),
            m => m.CreateIndex("ix", "Events", ["Kind", "CustomerId"], "Log").Annotation("Npgsql:IndexInclude", new[] { "Id" })) { IsPlain = static _ => false },
        new("drop index", [Orders, "CREATE INDEX ix ON \"Orders\" (\"Note\")"], m => m.DropIndexConcurrently("ix", "Orders"), m => m.DropIndex("ix", "Orders")),
        new("drop index, partitioned", [Events, "CREATE INDEX ix ON \"Log\".\"Events\" (\"Kind\")"], m => m.DropIndexConcurrently("ix", schema: "Log"), m => m.DropIndex("ix", "Events", "Log")),
        new("reindex", [Orders, "CREATE INDEX ix ON \"Orders\" (\"Note\")"], m => m.ReindexConcurrently("ix"), m => m.Sql("REINDEX INDEX ix")),

        new("foreign key", [Orders], m => m.AddForeignKeySafely("FK_Orders", "Orders", "CustomerId", "Customers", principalColumn: "Id", onUpdate: ReferentialAction.Restrict, onDelete: ReferentialAction.Cascade),
            m => m.AddForeignKey("FK_Orders", "Orders", "CustomerId", "Customers", principalColumn: "Id", onUpdate: ReferentialAction.Restrict, onDelete: ReferentialAction.Cascade)),
        new("foreign key to the primary key", [Orders], m => m.AddForeignKeySafely("FK_Orders", "Orders", "CustomerId", "Customers", "public", "public"),
            m => m.AddForeignKey("FK_Orders", "Orders", "CustomerId", "Customers", "public", "public")),
        new("foreign key, several columns", [Prices, "CREATE TABLE \"Uses\" (\"Country\" text, \"Code\" uuid)", "INSERT INTO \"Uses\" SELECT \"Country\", \"Code\" FROM \"Prices\""],
            m => m.AddForeignKeySafely("FK", "Uses", ["Code", "Country"], "Prices", ["Code", "Country"], onDelete: ReferentialAction.SetNull),
            m => m.AddForeignKey("FK", "Uses", ["Code", "Country"], "Prices", principalColumns: ["Code", "Country"], onDelete: ReferentialAction.SetNull)),
        new("foreign key, partitioned", [Events], m => m.AddForeignKeySafely("FK_Events", "Events", ["CustomerId"], "Customers", ["Id"], "Log"),
            m => m.AddForeignKey("FK_Events", "Events", "CustomerId", "Customers", "Log", principalColumn: "Id")) { IsPlain = static major => major >= 18 },
        // Before PostgreSQL 18 the rows of pg_constraint that stand for the single partitions stay NOT VALID; what holds is the constraint above them.
        new("foreign key to a partitioned table", [Events, "ALTER TABLE \"Log\".\"Events\" ADD UNIQUE (\"Id\", \"At\", \"Kind\")", "CREATE TABLE \"Uses\" (a bigint, b date, c int)", "INSERT INTO \"Uses\" SELECT \"Id\", \"At\", \"Kind\" FROM \"Log\".\"Events\""],
            m => m.AddForeignKeySafely("FK", "Uses", ["a", "b", "c"], "Events", ["Id", "At", "Kind"], principalSchema: "Log"),
            m => m.AddForeignKey("FK", "Uses", ["a", "b", "c"], "Events", principalSchema: "Log", principalColumns: ["Id", "At", "Kind"])) { From = 18 },
        new("check", [Orders], m => m.AddCheckConstraintSafely("CK_Orders", "Orders", "\"It's\" > 0 AND \"Orders\".\"Status\" IN ('open', 'done') -- as the form has it"),
            m => m.AddCheckConstraint("CK_Orders", "Orders", "\"It's\" > 0 AND \"Orders\".\"Status\" IN ('open', 'done')")),
        new("check, partitioned", [Events], m => m.AddCheckConstraintSafely("CK", "Events", "\"Id\" > 0", "Log"), m => m.AddCheckConstraint("CK", "Events", "\"Id\" > 0", "Log")),
        new("unique", [Orders], m => m.AddUniqueConstraintSafely("AK_Orders", "Orders", ["It's", "Status"], "public"), m => m.AddUniqueConstraint("AK_Orders", "Orders", ["It's", "Status"], "public")),
        new("unique, one column", [Orders], m => m.AddUniqueConstraintSafely("AK_Orders", "Orders", "It's"), m => m.AddUniqueConstraint("AK_Orders", "Orders", "It's")),
        new("unique, partitioned", [Events], m => m.AddUniqueConstraintSafely("AK", "Events", ["Id", "At", "Kind"], "Log"), m => m.AddUniqueConstraint("AK", "Events", ["Id", "At", "Kind"], "Log")) { IsPlain = static _ => false },
        new("primary key", [Orders, "ALTER TABLE \"Orders\" DROP CONSTRAINT \"Orders_pkey\", ALTER \"Id\" DROP NOT NULL"], m => m.AddPrimaryKeySafely("PK_Orders", "Orders", ["Id", "CustomerId"]),
            m => m.AddPrimaryKey("PK_Orders", "Orders", ["Id", "CustomerId"])),
        new("primary key, one column", [Orders, "ALTER TABLE \"Orders\" DROP CONSTRAINT \"Orders_pkey\""], m => m.AddPrimaryKeySafely("PK_Orders", "Orders", "Id", "public"), m => m.AddPrimaryKey("PK_Orders", "Orders", "Id", "public")),
        new("primary key, partitioned", [Events], m => m.AddPrimaryKeySafely("PK_Events", "Events", ["Id", "At", "Kind"], "Log"),
            m => m.AddPrimaryKey("PK_Events", "Events", ["Id", "At", "Kind"], "Log")) { IsPlain = static _ => false },
        new("validate", [Orders, "ALTER TABLE \"Orders\" ADD CONSTRAINT ck CHECK (\"Id\" > 0) NOT VALID"], m => m.ValidateConstraintSafely("ck", "Orders", "public"), m => m.Sql("ALTER TABLE \"Orders\" VALIDATE CONSTRAINT ck")),

        new("column, nullable", [Orders], m => m.AddColumnSafely<string>("New", "Orders", maxLength: 20, nullable: true, collation: "C", comment: "It's new"),
            m => m.AddColumn<string>("New", "Orders", "character varying(20)", nullable: true, collation: "C", comment: "It's new")),
        new("column, constant", [Orders], m => m.AddColumnSafely<int>("New", "Orders", "integer", schema: "public", defaultValue: 5), m => m.AddColumn<int>("New", "Orders", "integer", schema: "public", nullable: false, defaultValue: 5)),
        new("column, text", [Orders], m => m.AddColumnSafely<string>("New", "Orders", defaultValue: "it's \\ $safe$"), m => m.AddColumn<string>("New", "Orders", "text", nullable: false, defaultValue: "it's \\ $safe$")),
        new("column, time", [Orders], m => m.AddColumnSafely<DateTime>("New", "Orders", defaultValue: new DateTime(2024, 2, 3, 4, 5, 6, DateTimeKind.Utc)),
            m => m.AddColumn<DateTime>("New", "Orders", "timestamp with time zone", nullable: false, defaultValue: new DateTime(2024, 2, 3, 4, 5, 6, DateTimeKind.Utc))),
        new("column, decimal", [Orders], m => m.AddColumnSafely<decimal>("New", "Orders", precision: 10, scale: 2, defaultValue: 0m), m => m.AddColumn<decimal>("New", "Orders", "numeric(10,2)", nullable: false, defaultValue: 0m)),
        new("column, guid", [Orders], m => m.AddColumnSafely<Guid>("New", "Orders", defaultValue: Guid.Empty), m => m.AddColumn<Guid>("New", "Orders", "uuid", nullable: false, defaultValue: Guid.Empty)),
        new("column, stable default", [Orders], m => m.AddColumnSafely<string>("New", "Orders", "name", nullable: false, defaultValueSql: "current_user"), m => m.AddColumn<string>("New", "Orders", "name", nullable: false, defaultValueSql: "current_user")),
        new("column, volatile default", [Orders, "CREATE FUNCTION volatile_seven() RETURNS int LANGUAGE sql VOLATILE AS 'SELECT 7'"], m => m.AddColumnSafely<int>("New", "Orders", defaultValueSql: "volatile_seven() -- for each row"),
            m => m.AddColumn<int>("New", "Orders", "integer", nullable: false, defaultValueSql: "volatile_seven()")),
        new("column, volatile default, nullable", [Prices, "CREATE FUNCTION volatile_seven() RETURNS int LANGUAGE sql VOLATILE AS 'SELECT 7'"], m => m.AddColumnSafely<int?>("New", "Prices", nullable: true, defaultValueSql: "volatile_seven()"),
            m => m.AddColumn<int>("New", "Prices", "integer", nullable: true, defaultValueSql: "volatile_seven()")),
        new("not null", [Orders], m => m.SetNotNullSafely("CustomerId", "Orders", "public"), m => m.Sql("ALTER TABLE \"Orders\" ALTER COLUMN \"CustomerId\" SET NOT NULL")),
        new("not null, backfill", [Orders], m => m.SetNotNullSafely("Note", "Orders", backfillSql: "'it''s ' || \"Id\""),
            m => m.Sql("UPDATE \"Orders\" SET \"Note\" = 'it''s ' || \"Id\" WHERE \"Note\" IS NULL; ALTER TABLE \"Orders\" ALTER COLUMN \"Note\" SET NOT NULL")),
        new("not null, partitioned", [Events], m => m.SetNotNullSafely("Kind", "Events", "Log"), m => m.Sql("ALTER TABLE \"Log\".\"Events\" ALTER COLUMN \"Kind\" SET NOT NULL")),

        new("update", [Orders], m => m.UpdateInBatches("Orders", "\"Note\" = 'it''s \\ ' || \"Id\"", "\"Note\" IS NULL -- not yet", batchSize: 1000), m => m.Sql("UPDATE \"Orders\" SET \"Note\" = 'it''s \\ ' || \"Id\" WHERE \"Note\" IS NULL")),
        new("update, composite key", [Prices], m => m.UpdateInBatches("Prices", "\"Amount\" = -1", "\"Amount\" IS NULL OR \"Amount\" = 4", batchSize: 999, schema: "public"), m => m.Sql("UPDATE \"Prices\" SET \"Amount\" = -1 WHERE \"Amount\" IS NULL OR \"Amount\" = 4")),
        new("update, key that is not unique", [Orders, "CREATE INDEX ON \"Orders\" (\"Status\", \"Id\")"], m => m.UpdateInBatches("Orders", "\"Note\" = 'x'", "\"Note\" IS NULL", key: ["Status"], batchSize: 10), m => m.Sql("UPDATE \"Orders\" SET \"Note\" = 'x' WHERE \"Note\" IS NULL")),
        new("update, unique index", ["CREATE TABLE t (a char(5) NOT NULL, b timestamptz NOT NULL, c int)", "CREATE UNIQUE INDEX ON t (b, a)", "CREATE UNIQUE INDEX ON t (c)",
            "INSERT INTO t SELECT i % 7, '2024-01-01'::timestamptz + i * interval '0.123456 s', NULL FROM generate_series(1, 9000) i"],
            m => m.UpdateInBatches("t", "c = extract(epoch FROM b)::bigint % 1000000 * 1000 + extract(microseconds FROM b)::int % 1000", "c IS NULL AND a < '3'", batchSize: 100), m => m.Sql("UPDATE t SET c = extract(epoch FROM b)::bigint % 1000000 * 1000 + extract(microseconds FROM b)::int % 1000 WHERE c IS NULL AND a < '3'")),
        new("update, partitioned", [Measures, "ALTER TABLE \"Measures\" ADD PRIMARY KEY (\"Id\", \"At\")", "INSERT INTO \"Measures\" SELECT i, '2024-01-02', i FROM generate_series(1, 9000) i"],
            m => m.UpdateInBatches("Measures", "\"Value\" = 0", "\"Value\" > 5", batchSize: 1000), m => m.Sql("UPDATE \"Measures\" SET \"Value\" = 0 WHERE \"Value\" > 5")),
        new("delete", [Orders], m => m.DeleteInBatches("Orders", "\"Status\" = 'open'", batchSize: 1000, schema: "public"), m => m.Sql("DELETE FROM \"Orders\" WHERE \"Status\" = 'open'")),
        new("insert", [Prices], m => m.InsertInBatches("Archive", ["Code", "Name"], "Prices", ["\"Code\"", "upper(\"Country\") -- as the list has it"], "NOT EXISTS (SELECT FROM \"Archive\" a WHERE a.\"Code\" = \"Prices\".\"Code\")", batchSize: 1000),
            m => m.Sql("INSERT INTO \"Archive\" SELECT \"Code\", upper(\"Country\") FROM \"Prices\"")),
        new("update, empty table", ["CREATE TABLE t (a int PRIMARY KEY)"], m => m.UpdateInBatches("t", "a = a", "TRUE"), m => m.Sql("UPDATE t SET a = a")),

        new("attach", [Measures], m => m.AttachPartitionSafely("Measures2", "Measures", "FOR VALUES FROM ('2024-02-01') TO ('2024-03-01')"),
            m => m.Sql("ALTER TABLE \"Measures\" ATTACH PARTITION \"Measures2\" FOR VALUES FROM ('2024-02-01') TO ('2024-03-01')")),
        new("attach, default partition", [Measures, "CREATE TABLE \"Rest\" PARTITION OF \"Measures\" DEFAULT", "INSERT INTO \"Rest\" SELECT i, '2025-01-01', i FROM generate_series(1, 1000) i"],
            m => m.AttachPartitionSafely("Measures2", "Measures", "FOR VALUES FROM ('2024-02-01') TO ('2024-03-01')", "public", "public"),
            m => m.Sql("ALTER TABLE \"Measures\" ATTACH PARTITION \"Measures2\" FOR VALUES FROM ('2024-02-01') TO ('2024-03-01')")),
        new("attach, list below range", [Events, "CREATE TABLE \"Log\".\"New\" (LIKE \"Log\".\"Events\")", "INSERT INTO \"Log\".\"New\" VALUES (1, '2024-05-05', 7, 1), (1, '2024-05-05', NULL, 1)"],
            m => m.AttachPartitionSafely("New", "Events2024", "FOR VALUES IN (7, NULL)", "Log", "Log"), m => m.Sql("DELETE FROM \"Log\".\"Events2024\" WHERE \"Kind\" IS NULL; ALTER TABLE \"Log\".\"Events2024\" ATTACH PARTITION \"Log\".\"New\" FOR VALUES IN (7, NULL)")),
        new("attach, hash", ["CREATE TABLE h (a int) PARTITION BY HASH (a)", "CREATE TABLE h0 PARTITION OF h FOR VALUES WITH (MODULUS 2, REMAINDER 0)", "CREATE TABLE h1 (a int)",
            "INSERT INTO h1 SELECT i FROM generate_series(1, 1000) i WHERE satisfies_hash_partition('h'::regclass, 2, 1, i)"],
            m => m.AttachPartitionSafely("h1", "h", "FOR VALUES WITH (MODULUS 2, REMAINDER 1)"), m => m.Sql("ALTER TABLE h ATTACH PARTITION h1 FOR VALUES WITH (MODULUS 2, REMAINDER 1)")),
        new("detach", [Measures], m => m.DetachPartitionConcurrently("Measures1", "Measures", "public", "public"), m => m.Sql("ALTER TABLE \"Measures\" DETACH PARTITION \"Measures1\"")) { MayDiffer = "constraint public.\"Measures1\" Measures1_At_check" },

        new("enum value", ["CREATE TYPE \"Mood\" AS ENUM ('ok', 'it''s bad')"], m => m.AddEnumValue("Mood", "so so", before: "it's bad", schema: "public"), m => m.Sql("ALTER TYPE \"Mood\" ADD VALUE 'so so' BEFORE 'it''s bad'")),
        new("enum value, after", ["CREATE TYPE \"Mood\" AS ENUM ('ok', 'bad')"], m => m.AddEnumValue("Mood", "it's", after: "ok"), m => m.Sql("ALTER TYPE \"Mood\" ADD VALUE 'it''s' AFTER 'ok'")),
    ];
}
