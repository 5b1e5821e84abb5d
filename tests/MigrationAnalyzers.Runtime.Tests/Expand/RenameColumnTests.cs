using Microsoft.EntityFrameworkCore.Migrations;
using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.PostgresServers.Catalog;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Tests.Expand;

public sealed class RenameColumnTests
{
    public static TheoryData<int, Runner> Servers => new()
    {
        { 12, Runner.Phases }, { 15, Runner.Plain }, { 18, Runner.Phases }, { 18, Runner.Plain },
    };

    /// <summary>Everything that can mention a column.</summary>
    private static readonly string[] RichTable =
    [
        """CREATE SCHEMA "Sales" """,
        """CREATE TYPE "Sales"."Mood" AS ENUM ('ok', 'bad')""",
        """CREATE TABLE "Sales"."Regions" ("Code" varchar(20) PRIMARY KEY)""",
        """
        CREATE TABLE "Sales"."Orders" (
            "Id" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            "Old Code" varchar(20) COLLATE "C" NOT NULL UNIQUE CHECK ("Old Code" <> ''),
            "Total" numeric DEFAULT 1.50,
            "Twice" text GENERATED ALWAYS AS ("Old Code" || "Old Code") STORED,
            CONSTRAINT "FK_Region" FOREIGN KEY ("Old Code") REFERENCES "Sales"."Regions" ("Code") ON UPDATE CASCADE)
        """,
        """CREATE TABLE "Sales"."Lines" ("Id" int PRIMARY KEY, "Code" varchar(20) REFERENCES "Sales"."Orders" ("Old Code"))""",
        """CREATE INDEX "IX 100%" ON "Sales"."Orders" (lower("Old Code") DESC, "Total") INCLUDE ("Id") WITH (fillfactor = 70) WHERE "Old Code" <> '.migration_model USING '""",
        """CREATE UNIQUE INDEX "UX_OnTotal" ON "Sales"."Orders" ("Total", "Old Code" varchar_pattern_ops)""",
        """CREATE INDEX "IX_Other" ON "Sales"."Orders" ("Total")""",
        """CREATE VIEW "Sales"."Codes" AS SELECT "Old Code" AS code FROM "Sales"."Orders" WHERE "Old Code" > 'a'""",
        """COMMENT ON COLUMN "Sales"."Orders"."Old Code" IS 'what it''s called'""",
        """GRANT SELECT ("Old Code"), UPDATE ("Old Code") ON "Sales"."Orders" TO pg_monitor""",
        """INSERT INTO "Sales"."Regions" SELECT 'c' || n FROM generate_series(1, 2000) n""",
        """INSERT INTO "Sales"."Orders" ("Old Code", "Total") SELECT 'c' || n, n FROM generate_series(1, 1000) n""",
        """INSERT INTO "Sales"."Lines" SELECT n, 'c' || n FROM generate_series(1, 50) n""",
    ];

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task EverythingMentionsTheColumn_CatalogIsThatOfARename(int major, Runner runner)
    {
        await using var database = await CreateAsync(major, RichTable);
        await using var plain = await CreateAsync(major, RichTable);

        await Change.ApplyAsync(database, runner, static b => b.ExpandRenameColumn("Old Code", "Orders", "New%s Code", "Sales"));
        await database.ExecuteAsync("""INSERT INTO "Sales"."Orders" ("New%s Code") VALUES ('c1500') ON CONFLICT ("New%s Code") DO UPDATE SET "New%s Code" = excluded."New%s Code" """);
        Assert.Equal(1L, await database.ScalarAsync("""SELECT count(*) FROM "Sales"."Codes" WHERE code = 'c1500'"""));
        await Change.ApplyAsync(database, runner, static b => b.ContractRenameColumn("Old Code", "Orders", "New%s Code", "Sales"));

        await plain.ExecuteAsync("""INSERT INTO "Sales"."Orders" ("Old Code") VALUES ('c1500')""");
        await plain.ExecuteAsync("""ALTER TABLE "Sales"."Orders" RENAME COLUMN "Old Code" TO "New%s Code" """);
        Assert.Equal(await SnapshotAsync(plain), await SnapshotAsync(database));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Expanded_IndexesAreThereForTheNewColumn(int major, Runner runner)
    {
        await using var database = await CreateAsync(major, RichTable);

        await Change.ApplyAsync(database, runner, static b => b.ExpandRenameColumn("Old Code", "Orders", "Code", "Sales"));

        var copies = (string)(await database.ScalarAsync(
            """
            SELECT string_agg(regexp_replace(indexdef, '^.* USING ', CASE WHEN indexdef LIKE 'CREATE UNIQUE%' THEN 'unique ' ELSE '' END), E'\n' ORDER BY indexdef COLLATE "C")
            FROM (SELECT replace(indexdef, '.migration_model USING ', 'literal') AS indexdef FROM pg_indexes WHERE tablename = 'Orders' AND indexname LIKE 'sync%') i
            """))!;
        Assert.Equal(
            """
            (lower(("Code")::text) DESC, "Total") INCLUDE ("Id") WITH (fillfactor='70') WHERE (("Code")::text <> 'literal'::text)
            unique btree ("Code")
            unique btree ("Total", "Code" varchar_pattern_ops)
            """.ReplaceLineEndings("\n"),
            copies.Replace("btree (lower", "(lower", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task EitherColumnIsWritten_BothHaveIt(int major, Runner runner)
    {
        await using var database = await CreateAsync(major, ["""CREATE TABLE t (id int PRIMARY KEY, "Old" int NOT NULL)""", "INSERT INTO t VALUES (1, 10)"]);
        await Change.ApplyAsync(database, runner, static b => b.ExpandRenameColumn("Old", "t", "New"));

        await database.ExecuteAsync(
        [
            """INSERT INTO t (id, "Old") VALUES (2, 20)""",
            """INSERT INTO t (id, "New") VALUES (3, 30), (4, 40), (5, 50), (6, 60)""",
            """UPDATE t SET "New" = 21 WHERE id = 2""",
            """UPDATE t SET "Old" = 31 WHERE id = 3""",
            """UPDATE t SET "New" = "New" + 100 WHERE id IN (4, 5)""",
            """INSERT INTO t (id, "New") VALUES (5, 51) ON CONFLICT (id) DO UPDATE SET "New" = excluded."New" """,
            """INSERT INTO t (id, "Old") VALUES (6, 61) ON CONFLICT (id) DO UPDATE SET "Old" = excluded."Old" """,
            """SET session_replication_role = replica; INSERT INTO t (id, "New") VALUES (7, 70)""",
        ]);
        await using (var connection = await database.OpenAsync())
        {
            await using var import = await connection.BeginTextImportAsync("COPY t (id, \"New\") FROM STDIN");
            await import.WriteAsync("8\t80\n");
        }

        Assert.Equal("1 10 10,2 21 21,3 31 31,4 140 140,5 51 51,6 61 61,7 70 70,8 80 80", await RowsAsync(database));
        await Change.ApplyAsync(database, runner, static b => b.CancelRenameColumn("Old", "t", "New"));
        Assert.Equal(false, await database.ScalarAsync("SELECT EXISTS (SELECT FROM pg_proc WHERE proname LIKE 'sync%') OR EXISTS (SELECT FROM pg_attribute WHERE attname = 'New')"));
    }

    /// <summary>Down of a contraction in a migration of its own only makes the old name usable again; from there it goes both ways.</summary>
    [Theory]
    [MemberData(nameof(Servers))]
    public async Task ContractedAndExpandedBack_CanBeCancelledAndContractedAgain(int major, Runner runner)
    {
        await using var database = await CreateAsync(major, ["""CREATE TABLE t (id int PRIMARY KEY, "Old" int)""", """CREATE INDEX ix ON t ("Old")""", "INSERT INTO t VALUES (1, 10)"]);
        var before = await SnapshotAsync(database);
        await Change.ApplyAsync(database, runner, static b => b.ExpandRenameColumn("Old", "t", "New"));
        await Change.ApplyAsync(database, runner, static b => b.ContractRenameColumn("Old", "t", "New"));
        var contracted = await SnapshotAsync(database);

        await Change.ApplyAsync(database, runner, static b => b.ExpandRenameColumn("New", "t", "Old"));
        await database.ExecuteAsync(["""INSERT INTO t (id, "Old") VALUES (2, 20)""", """INSERT INTO t (id, "New") VALUES (3, 30)"""]);
        Assert.Equal("1 10 10,2 20 20,3 30 30", await RowsAsync(database));
        await database.ExecuteAsync(["DELETE FROM t WHERE id > 1"]);
        for (var i = 0; i < 2; i++)
        {
            await Change.ApplyAsync(database, runner, static b => b.ContractRenameColumn("Old", "t", "New"));
        }

        Assert.Equal(contracted, await SnapshotAsync(database));

        await Change.ApplyAsync(database, runner, static b => b.ExpandRenameColumn("New", "t", "Old"));
        for (var i = 0; i < 2; i++)
        {
            await Change.ApplyAsync(database, runner, static b => b.CancelRenameColumn("Old", "t", "New"));
        }

        Assert.Equal(before, await SnapshotAsync(database));
        Assert.Equal(10L, await database.ScalarAsync("""SELECT sum("Old") FROM t"""));
    }

    [Fact]
    public async Task RowsAreNotCopiedYet_UpdatesOfTheOldApplicationAreRight()
    {
        await using var database = await CreateAsync(18, ["""CREATE TABLE t (id int PRIMARY KEY, "Old" int, other int)""", "INSERT INTO t VALUES (1, 10), (2, 20), (3, 30)"]);
        await Change.ApplyAsync(database, Runner.Phases, static b => b.ExpandRenameColumn("Old", "t", "New"));
        await database.ExecuteAsync(["""ALTER TABLE t DISABLE TRIGGER USER; UPDATE t SET "New" = NULL; ALTER TABLE t ENABLE TRIGGER USER"""]);

        await database.ExecuteAsync(["""UPDATE t SET "Old" = 11 WHERE id = 1""", "UPDATE t SET other = 1 WHERE id = 2"]);

        Assert.Equal("1 11 11,2 20 20,3 30 <null>", await RowsAsync(database));
        var refusal = await Change.RefusalAsync(database, Runner.Phases, static b => b.ContractRenameColumn("Old", "t", "New"));
        Assert.StartsWith("1 rows of t have something else in New than in Old | The trigger was off for a time", refusal, StringComparison.Ordinal);
        Assert.Contains("""SELECT * FROM "t" WHERE pg_catalog.record_image_ne(ROW("New"), ROW("Old"))""", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5", "NULL")]
    [InlineData("'x'::text", "NULL")]
    [InlineData("-1.5", "NULL")]
    [InlineData("'it''s'::varchar(10)", "NULL")]
    // Not a constant: the trigger cannot tell an explicit NULL from a column that is not named.
    [InlineData("now()::text", "default")]
    public async Task OldColumnHasADefault_ExplicitNullOfEitherApplicationCounts(string standard, string newNull)
    {
        var type = standard[0] is '\'' or 'n' ? "varchar(40)" : "numeric(8,2)";
        await using var database = await CreateAsync(18, [$"""CREATE TABLE t (id int PRIMARY KEY, "Old" {type} DEFAULT {standard})""", "INSERT INTO t VALUES (0)"]);
        await Change.ApplyAsync(database, Runner.Phases, static b => b.ExpandRenameColumn("Old", "t", "New"));

        await database.ExecuteAsync(
        [
            "INSERT INTO t VALUES (1)",
            """INSERT INTO t (id, "Old") VALUES (2, NULL), (3, '7')""",
            """INSERT INTO t (id, "New") VALUES (4, NULL), (5, '7')""",
        ]);

        const string Shown = """
            SELECT string_agg(coalesce(CASE WHEN left("New", 1) = '7' THEN 'seven' WHEN "New" IS NOT NULL THEN 'default' END, 'NULL')
                || CASE WHEN "Old" IS DISTINCT FROM "New" THEN '!' ELSE '' END, ' ' ORDER BY id) FROM (SELECT id, "Old"::text, "New"::text FROM t) t
            """;
        Assert.Equal($"default default NULL seven {newNull} seven", await database.ScalarAsync(Shown));
        await Change.ApplyAsync(database, Runner.Phases, static b => b.ContractRenameColumn("Old", "t", "New"));
        await database.ExecuteAsync("INSERT INTO t VALUES (9)");
        Assert.Equal(true, await database.ScalarAsync("""SELECT "New" IS NOT NULL FROM t WHERE id = 9"""));
    }

    [Theory]
    [InlineData("json")]
    [InlineData("point")]
    [InlineData("text[]")]
    [InlineData("numeric")]
    public async Task TypeHasNoEqualityOrALooseOne_BothColumnsAreTheSameBytes(string type)
    {
        var (first, second) = type switch
        {
            "json" => ("""{"a": 1}""", """{"a":1}"""),
            "point" => ("(1,2)", "(3,4)"),
            "text[]" => ("{a,b}", "{a}"),
            _ => ("1.0", "1.00"),
        };
        await using var database = await CreateAsync(15, [$"""CREATE TABLE t (id int PRIMARY KEY, "Old" {type})""", $"INSERT INTO t VALUES (1, '{first}')"]);
        await Change.ApplyAsync(database, Runner.Plain, static b => b.ExpandRenameColumn("Old", "t", "New"));

        await database.ExecuteAsync([$"""UPDATE t SET "New" = '{second}'""", $"""INSERT INTO t (id, "Old") VALUES (2, '{second}')"""]);

        Assert.Equal(true, await database.ScalarAsync($"""SELECT bool_and("Old"::text = "New"::text AND "Old"::text = '{second}'::{type}::text) FROM t"""));
        await Change.ApplyAsync(database, Runner.Plain, static b => b.ContractRenameColumn("Old", "t", "New"));
    }

    [Theory]
    [InlineData(13)]
    [InlineData(18)]
    public async Task PartitionedTable_IsRenamedWithAllPartitions(int major)
    {
        string[] table =
        [
            """CREATE TABLE t (id int, "Old" text, PRIMARY KEY (id)) PARTITION BY RANGE (id)""",
            "CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (100)",
            "CREATE TABLE t2 PARTITION OF t FOR VALUES FROM (100) TO (300) PARTITION BY RANGE (id)",
            "CREATE TABLE t2a PARTITION OF t2 FOR VALUES FROM (100) TO (200)",
            """CREATE INDEX "IX_Old" ON t ("Old")""",
            "INSERT INTO t SELECT n, 'v' || n FROM generate_series(1, 150) n",
        ];
        await using var database = await CreateAsync(major, table);
        await using var plain = await CreateAsync(major, table);

        await Change.ApplyAsync(database, Runner.Phases, static b => b.ExpandRenameColumn("Old", "t", "New"));
        await database.ExecuteAsync(["""UPDATE t SET "New" = 'w' WHERE id IN (5, 105)""", "CREATE TABLE t2b PARTITION OF t2 FOR VALUES FROM (200) TO (300)", "SET session_replication_role = replica; INSERT INTO t (id, \"New\") VALUES (106, 'x') ON CONFLICT (id) DO UPDATE SET \"New\" = 'x'"]);
        Assert.Equal(4L, await database.ScalarAsync("SELECT count(*) FROM pg_index i JOIN pg_inherits h ON h.inhrelid = i.indexrelid WHERE i.indisvalid AND pg_get_indexdef(i.indexrelid) LIKE '%(\"New\")'"));
        await Change.ApplyAsync(database, Runner.Phases, static b => b.ContractRenameColumn("Old", "t", "New"));

        await plain.ExecuteAsync(["""UPDATE t SET "Old" = 'w' WHERE id IN (5, 105)""", """UPDATE t SET "Old" = 'x' WHERE id = 106""", "CREATE TABLE t2b PARTITION OF t2 FOR VALUES FROM (200) TO (300)", """ALTER TABLE t RENAME COLUMN "Old" TO "New" """]);
        Assert.Equal(await SnapshotAsync(plain), await SnapshotAsync(database));
    }

    [Theory]
    [InlineData("missing", "t", "table missing does not exist")]
    [InlineData("v", "t", "v is no table")]
    [InlineData("t", "absent", "table t has no column absent")]
    [InlineData("t", "g", "column g of t is generated from other columns")]
    [InlineData("t", "id", "column id of t is an identity column")]
    [InlineData("p", "id", "column id of p is part of the partition key")]
    [InlineData("p1", "id", "p1 is a partition")]
    [InlineData("child", "a", "child inherits from a table, or another inherits from it")]
    [InlineData("late", "a", "trigger ~zz of late fires after the one that keeps the columns equal, and could change one of them alone")]
    [InlineData("taken", "a", "table taken already has a column fresh, and no trigger keeps it equal to a")]
    public async Task CannotBeDone_IsRefusedBeforeAnythingIsChanged(string table, string column, string message)
    {
        await using var database = await CreateAsync(18,
        [
            "CREATE TABLE t (id int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, a int, g int GENERATED ALWAYS AS (a * 2) STORED)",
            "CREATE VIEW v AS SELECT * FROM t",
            "CREATE TABLE p (id int PRIMARY KEY, a int) PARTITION BY HASH (id)",
            "CREATE TABLE p1 PARTITION OF p FOR VALUES WITH (MODULUS 1, REMAINDER 0)",
            "CREATE TABLE base (a int)",
            "CREATE TABLE child (id int PRIMARY KEY) INHERITS (base)",
            "CREATE TABLE late (id int PRIMARY KEY, a int)",
            "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
            "CREATE TRIGGER \"~zz\" BEFORE UPDATE ON late FOR EACH ROW EXECUTE FUNCTION f()",
            "CREATE TABLE taken (id int PRIMARY KEY, a int, fresh int)",
        ]);
        var before = await SnapshotAsync(database);

        foreach (var runner in Enum.GetValues<Runner>())
        {
            Assert.StartsWith($"{message} | ", await Change.RefusalAsync(database, runner, b => b.ExpandRenameColumn(column, table, "fresh")), StringComparison.Ordinal);
        }

        Assert.Equal(before, await SnapshotAsync(database));
    }

    [Fact]
    public async Task PartitionedTableOnPostgreSQL12_IsRefused()
    {
        await using var database = await CreateAsync(12, ["CREATE TABLE p (id int PRIMARY KEY, a int) PARTITION BY HASH (id)"]);

        Assert.StartsWith(
            "p is partitioned, and partitioned tables have BEFORE triggers since PostgreSQL 13 | ",
            await Change.RefusalAsync(database, Runner.Phases, static b => b.ExpandRenameColumn("a", "p", "b")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task NotExpanded_ContractAndCancelAreRefused()
    {
        await using var database = await CreateAsync(15, ["CREATE TABLE t (id int PRIMARY KEY, a int)"]);

        foreach (Action<MigrationBuilder> change in (Action<MigrationBuilder>[])[b => b.ContractRenameColumn("a", "t", "b"), b => b.CancelRenameColumn("x", "t", "b")])
        {
            Assert.Contains("are not kept equal by a trigger | Apply the migration with the Expand form first", await Change.RefusalAsync(database, Runner.Phases, change), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task SomethingWasMadeOnTheNewColumn_ContractIsRefusedAndNamesIt()
    {
        await using var database = await CreateAsync(15, ["CREATE TABLE t (id int PRIMARY KEY, a int)"]);
        await Change.ApplyAsync(database, Runner.Phases, static b => b.ExpandRenameColumn("a", "t", "b"));
        await database.ExecuteAsync(["CREATE INDEX ix_b ON t (b)", "ALTER TABLE t ADD CONSTRAINT ck_b CHECK (b > 0)", "CREATE VIEW w AS SELECT b FROM t"]);

        var refusal = await Change.RefusalAsync(database, Runner.Plain, static b => b.ContractRenameColumn("a", "t", "b"));

        Assert.StartsWith("these would go with column b of t: ", refusal, StringComparison.Ordinal);
        Assert.All(["index public.ix_b", "constraint ck_b", "view public.w"], part => Assert.Contains(part, refusal, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task RunAgainAtAnyPoint_GoesOn(int major, Runner runner)
    {
        await using var database = await CreateAsync(major, ["CREATE TABLE t (id int PRIMARY KEY, a int UNIQUE)", "INSERT INTO t SELECT n, n FROM generate_series(1, 500) n"]);

        for (var i = 0; i < 2; i++)
        {
            await Change.ApplyAsync(database, runner, static b => b.ExpandRenameColumn("a", "t", "b"));
        }

        for (var i = 0; i < 2; i++)
        {
            await Change.ApplyAsync(database, runner, static b => b.ContractRenameColumn("a", "t", "b"));
        }

        // And back.
        await Change.ApplyAsync(database, runner, static b => b.ExpandRenameColumn("b", "t", "a"));
        await Change.ApplyAsync(database, runner, static b => b.ContractRenameColumn("b", "t", "a"));
        Assert.Equal(500L, await database.ScalarAsync("SELECT count(a) FROM t"));
    }

    [Fact]
    public async Task PlainRunnerAndALargeTable_NamesTheIndexesToBuild()
    {
        await using var database = await CreateAsync(18, ["CREATE TABLE t (id int PRIMARY KEY, a text UNIQUE)", "INSERT INTO t SELECT n, repeat('x', 100) || n FROM generate_series(1, 20000) n"]);

        var refusal = await Change.RefusalAsync(database, Runner.Plain, static b => b.ExpandRenameColumn("a", "t", "b"));

        var command = refusal[(refusal.IndexOf("again: ", StringComparison.Ordinal) + 7)..];
        Assert.Matches("^CREATE UNIQUE INDEX CONCURRENTLY sync_[0-9a-f]{8}_t_a_key ON public.t USING btree \\(b\\)$", command);
        await database.ExecuteAsync(command);
        await Change.ApplyAsync(database, Runner.Plain, static b => b.ExpandRenameColumn("a", "t", "b"));
    }

    internal static async Task<PostgresDatabase> CreateAsync(int major, string[] statements)
    {
        var database = await (await PostgresServer.SharedAsync(major)).CreateDatabaseAsync();
        await database.ExecuteAsync(statements);
        return database;
    }

    internal static async Task<string> SnapshotAsync(PostgresDatabase database)
    {
        await using var connection = await database.OpenAsync();
        return (await CatalogSnapshot.CaptureAsync(connection, new CatalogSnapshotOptions { IncludeData = true })).ToString();
    }

    private static async Task<string> RowsAsync(PostgresDatabase database) =>
        (string)(await database.ScalarAsync("""SELECT string_agg(format('%s %s %s', id, "Old", coalesce("New"::text, '<null>')), ',' ORDER BY id) FROM t"""))!;
}
