using Npgsql;

namespace MigrationAnalyzers.Runtime.Tests.Expand;

public sealed class ColumnTypeTests
{
    public static TheoryData<int, Runner> Servers => new() { { 12, Runner.Phases }, { 15, Runner.Plain }, { 18, Runner.Phases }, { 18, Runner.Plain } };

    /// <summary>A primary key with everything that can hang on it.</summary>
    private static readonly string[] Rich =
    [
        """CREATE SCHEMA "Sales" """,
        """CREATE TABLE "Sales"."Regions" ("Id" int PRIMARY KEY)""",
        """
        CREATE TABLE "Sales"."Orders" (
            "Id" int GENERATED ALWAYS AS IDENTITY (START 100 INCREMENT 5) CONSTRAINT "PK%s" PRIMARY KEY,
            "Number" serial NOT NULL,
            "RegionId" int DEFAULT 7 CONSTRAINT "FK_Region" REFERENCES "Sales"."Regions" ON DELETE CASCADE,
            "ParentId" int CONSTRAINT "FK_Parent" REFERENCES "Sales"."Orders" DEFERRABLE INITIALLY DEFERRED,
            "Note" text,
            CONSTRAINT "UX_Number" UNIQUE ("Number", "RegionId") DEFERRABLE,
            CONSTRAINT "CK" CHECK ("Id" > 0 AND "Note" <> 'FOREIGN KEY ("Id") NOT VALID'))
        """,
        """CREATE TABLE "Sales"."Lines" ("Id" int PRIMARY KEY, "OrderId" int NOT NULL CONSTRAINT "FK_Order" REFERENCES "Sales"."Orders" ON DELETE CASCADE ON UPDATE CASCADE)""",
        """CREATE TABLE "Sales"."Loose" ("OrderId" int)""",
        """ALTER TABLE "Sales"."Loose" ADD CONSTRAINT "FK_Loose" FOREIGN KEY ("OrderId") REFERENCES "Sales"."Orders" NOT VALID""",
        """CREATE INDEX "IX_Note" ON "Sales"."Orders" ("Note", "Id" DESC) INCLUDE ("RegionId") WHERE "RegionId" > 3""",
        """CREATE INDEX "IX_Sum" ON "Sales"."Orders" (("Id" + "Number"))""",
        """COMMENT ON COLUMN "Sales"."Orders"."Id" IS 'it''s the key'""",
        """COMMENT ON CONSTRAINT "PK%s" ON "Sales"."Orders" IS 'key'""",
        """COMMENT ON INDEX "Sales"."IX_Note" IS 'note'""",
        """COMMENT ON CONSTRAINT "FK_Order" ON "Sales"."Lines" IS 'order'""",
        """ALTER TABLE "Sales"."Orders" CLUSTER ON "IX_Sum" """,
        """ALTER TABLE "Sales"."Orders" ALTER "Id" SET (n_distinct = -1)""",
        """GRANT SELECT ("Id") ON "Sales"."Orders" TO pg_monitor""",
        """INSERT INTO "Sales"."Regions" SELECT n FROM generate_series(1, 20) n""",
        """INSERT INTO "Sales"."Orders" ("RegionId", "Note") SELECT n % 20 + 1, 'n' || n FROM generate_series(1, 500) n""",
        """UPDATE "Sales"."Orders" SET "ParentId" = "Id" - 5 WHERE "Id" > 100""",
        """INSERT INTO "Sales"."Lines" SELECT n, 95 + 5 * n FROM generate_series(1, 300) n""",
    ];

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task PrimaryKeyWithIdentity_CatalogIsThatOfAlterColumnType(int major, Runner runner) =>
        await CompareAsync(major, runner, "Id", "bigint", """INSERT INTO "Sales"."Orders" ("Note", "ParentId") VALUES ('later', 100)""");

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task ColumnOfForeignKeyDefaultAndIndexes_CatalogIsThatOfAlterColumnType(int major, Runner runner) =>
        await CompareAsync(major, runner, "RegionId", "bigint", """INSERT INTO "Sales"."Orders" ("Note") VALUES ('later')""");

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task SerialColumnOfAUniqueConstraint_CatalogIsThatOfAlterColumnType(int major, Runner runner) =>
        await CompareAsync(major, runner, "Number", "bigint", """INSERT INTO "Sales"."Orders" ("Note") VALUES ('later')""");

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task SelfReference_CatalogIsThatOfAlterColumnType(int major, Runner runner) =>
        await CompareAsync(major, runner, "ParentId", "bigint", """UPDATE "Sales"."Orders" SET "ParentId" = NULL WHERE "Id" = 110""");

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task TextWithCollation_CatalogIsThatOfAlterColumnType(int major, Runner runner) =>
        await CompareAsync(major, runner, "Note", "varchar(40) COLLATE \"C\"", """INSERT INTO "Sales"."Orders" ("Note") VALUES ('later')""");

    [Theory]
    [InlineData("text", "jsonb", "\"data\"::jsonb", null, """{"b": 1, "a":2}""", """{"a": 2}""")]
    [InlineData("text", "jsonb", "\"data\"::jsonb", "lower(\"data\"::text)", """{"b": 1, "a":2}""", """{"a": 2}""")]
    [InlineData("timestamp", "timestamptz", "\"data\" AT TIME ZONE 'UTC'", "\"data\" AT TIME ZONE 'UTC'", "2020-01-01 10:00:00.5", "2024-05-05 12:00:00")]
    [InlineData("integer", "numeric(12,2)", null, null, "5", "6")]
    [InlineData("json", "jsonb", null, null, """{"b": 1, "a":2}""", "[1]")]
    [InlineData("varchar(5)[]", "text[]", null, null, "{a,b}", "{c}")]
    public async Task OtherTypes_AreKeptRightInBothDirections(string type, string newType, string? usingExpression, string? usingBack, string first, string second)
    {
        string[] table = [$"""CREATE TABLE t (id int PRIMARY KEY, "data" {type})""", $"INSERT INTO t VALUES (1, '{first}'), (2, NULL), (3, '{second}')"];
        await using var database = await RenameColumnTests.CreateAsync(15, table);
        await using var plain = await RenameColumnTests.CreateAsync(15, table);
        foreach (var each in (MigrationAnalyzers.PostgresServers.PostgresDatabase[])[database, plain])
        {
            await each.ExecuteAsync($"ALTER DATABASE {each.Name} SET timezone = 'Asia/Tokyo'");
        }

        await Change.ApplyAsync(database, Runner.Phases, b => b.ExpandColumnType("data", "t", newType, usingExpression: usingExpression, usingBack: usingBack));
        Assert.Equal(first, await database.ScalarAsync("SELECT \"data\"::text FROM t WHERE id = 1") is string text && type != "integer" ? text : first);

        var shadow = (string)(await database.ScalarAsync("SELECT attname::text FROM pg_attribute WHERE attrelid = 't'::regclass AND attname LIKE 'sync%'"))!;
        await database.ExecuteAsync(
        [
            $"UPDATE t SET \"data\" = '{second}' WHERE id = 2",
            $"INSERT INTO t VALUES (4, '{first}')",
            "UPDATE t SET \"data\" = NULL WHERE id = 3",
            $"INSERT INTO t (id, {shadow}) SELECT 5, {shadow} FROM t WHERE id = 1",
            $"UPDATE t SET {shadow} = NULL WHERE id = 4",
        ]);
        Assert.Equal(true, await database.ScalarAsync("SELECT count(\"data\") = 3 AND bool_and(\"data\" IS NOT NULL = (id IN (1, 2, 5))) FROM t"));
        await Change.ApplyAsync(database, Runner.Phases, b => b.ContractColumnType("data", "t", newType, usingExpression: usingExpression));

        await plain.ExecuteAsync(
        [
            $"ALTER TABLE t ALTER COLUMN \"data\" TYPE {newType} {(usingExpression is null ? "" : "USING " + usingExpression)}",
            "INSERT INTO t SELECT 5, \"data\" FROM t WHERE id = 1",
            "UPDATE t SET \"data\" = (SELECT \"data\" FROM t WHERE id = 3) WHERE id = 2",
            "UPDATE t SET \"data\" = NULL WHERE id = 3",
            "INSERT INTO t VALUES (4, NULL)",
        ]);
        Assert.Equal(await RenameColumnTests.SnapshotAsync(plain), await RenameColumnTests.SnapshotAsync(database));
    }

    /// <summary>The trigger would refuse what the application writes, until somebody has seen to it.</summary>
    [Theory]
    [InlineData("text", "integer", "converted::integer", "'seven'", "22P02: not every value of converted of t can become integer: invalid input syntax for type integer: \"seven\"")]
    [InlineData("text", "varchar(4)", null, "'seven'", "22001: not every value of converted of t can become varchar(4): value too long for type character varying(4)")]
    [InlineData("bigint", "integer", null, "3000000000", "22003: not every value of converted of t can become integer: integer out of range")]
    [InlineData("numeric", "numeric(3,1)", null, "100", "22003: not every value of converted of t can become numeric(3,1): numeric field overflow")]
    public async Task ValueThatDoesNotConvert_FailsBeforeThereIsATrigger(string type, string newType, string? usingExpression, string value, string error)
    {
        foreach (var (major, runner) in ((int, Runner)[])[(12, Runner.Plain), (18, Runner.Phases)])
        {
            await using var database = await RenameColumnTests.CreateAsync(major, [$"CREATE TABLE t (id int PRIMARY KEY, converted {type})", $"INSERT INTO t VALUES (1, '1'), (2, NULL), (3, {value})"]);
            var before = await RenameColumnTests.SnapshotAsync(database);

            var exception = await Assert.ThrowsAsync<PostgresException>(() => Change.ApplyAsync(database, runner, b => b.ExpandColumnType("converted", "t", newType, usingExpression: usingExpression)));

            Assert.Equal(error, $"{exception.SqlState}: {exception.MessageText}");
            Assert.StartsWith("Nothing has been changed.", exception.Hint, StringComparison.Ordinal);
            Assert.Equal(before, await RenameColumnTests.SnapshotAsync(database));
        }
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Cancelled_CatalogIsAsBefore(int major, Runner runner)
    {
        await using var database = await RenameColumnTests.CreateAsync(major, Rich);
        var before = await RenameColumnTests.SnapshotAsync(database);

        await Change.ApplyAsync(database, runner, static b => b.ExpandColumnType("Id", "Orders", "bigint", "Sales"));
        await Change.ApplyAsync(database, runner, static b => b.CancelColumnType("Id", "Orders", "bigint", "Sales"));

        Assert.Equal(before, await RenameColumnTests.SnapshotAsync(database));
    }

    [Theory]
    [InlineData(12)]
    [InlineData(15)]
    [InlineData(18)]
    public async Task Contract_ReadsAndWritesNoRowsUnderItsLock(int major)
    {
        await using var database = await RenameColumnTests.CreateAsync(major, Rich);
        await using var plain = await RenameColumnTests.CreateAsync(major, Rich);
        await Change.ApplyAsync(database, Runner.Phases, static b => b.ExpandColumnType("Id", "Orders", "bigint", "Sales"));
        List<string> messages = [], plainMessages = [];

        await Change.ApplyAsync(database, Runner.Phases, static b => b.ContractColumnType("Id", "Orders", "bigint", "Sales"), messages);
        await Change.ApplyAsync(plain, Runner.Plain, static b => b.Sql("""ALTER TABLE "Sales"."Orders" ALTER COLUMN "Id" TYPE bigint""", suppressTransaction: true), plainMessages);

        Assert.Contains(plainMessages, static m => m.Contains("rewriting table \"Orders\"", StringComparison.Ordinal));
        Assert.DoesNotContain(messages, static m => IsWork(m));
        Assert.Contains(messages, static m => m.Contains("sufficient to prove", StringComparison.Ordinal));

        // The empty model of the table is worked on instead.
        static bool IsWork(string message) =>
            !message.Contains("\"migration_model\"", StringComparison.Ordinal) && !message.Contains("\"pg_toast", StringComparison.Ordinal)
            && (message.StartsWith("rewriting table", StringComparison.Ordinal) || message.StartsWith("verifying table", StringComparison.Ordinal)
                || message.StartsWith("building index", StringComparison.Ordinal) || message.StartsWith("validating foreign key", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("viewed", "a", "bigint", "these use column a of viewed and cannot be carried over to another column: rule _RETURN on view ")]
    [InlineData("excluded", "a", "bigint", "these use column a of excluded and cannot be carried over to another column: constraint ")]
    [InlineData("generated", "a", "bigint", "these use column a of generated and cannot be carried over to another column: ")]
    [InlineData("p", "a", "bigint", "p is partitioned")]
    [InlineData("referenced", "id", "bigint", "these foreign keys of referenced cannot be made again beside the old ones without a lock: p_r_fkey")]
    [InlineData("plain", "at", "timestamptz", "what at becomes as timestamptz depends on the time zone of each session")]
    [InlineData("plain", "a", "int4", "column a of plain already has the type int4")]
    public async Task CannotBeDone_IsRefusedBeforeAnythingIsChanged(string table, string column, string type, string message)
    {
        await using var database = await RenameColumnTests.CreateAsync(18,
        [
            "CREATE TABLE viewed (id int PRIMARY KEY, a int)",
            "CREATE VIEW v AS SELECT a FROM viewed",
            "CREATE TABLE excluded (id int PRIMARY KEY, a int, EXCLUDE (a WITH =))",
            "CREATE TABLE generated (id int PRIMARY KEY, a int, b int GENERATED ALWAYS AS (a + 1) STORED)",
            "CREATE TABLE referenced (id int PRIMARY KEY)",
            "CREATE TABLE p (id int PRIMARY KEY, a int, r int REFERENCES referenced) PARTITION BY HASH (id)",
            "CREATE TABLE plain (id int PRIMARY KEY, a int, at timestamp)",
        ]);
        var before = await RenameColumnTests.SnapshotAsync(database);

        foreach (var runner in Enum.GetValues<Runner>())
        {
            Assert.StartsWith(message, await Change.RefusalAsync(database, runner, b => b.ExpandColumnType(column, table, type)), StringComparison.Ordinal);
        }

        Assert.Equal(before, await RenameColumnTests.SnapshotAsync(database));
    }

    [Fact]
    public async Task CastNeedsAnExpression_ServerSaysSoBeforeAnythingIsChanged()
    {
        await using var database = await RenameColumnTests.CreateAsync(18, ["CREATE TABLE t (id int PRIMARY KEY, a text)"]);
        var before = await RenameColumnTests.SnapshotAsync(database);

        var exception = await Assert.ThrowsAsync<PostgresException>(() => Change.ApplyAsync(database, Runner.Phases, static b => b.ExpandColumnType("a", "t", "int")));

        Assert.Equal("column \"a\" cannot be cast automatically to type integer", exception.MessageText);
        Assert.Equal(before, await RenameColumnTests.SnapshotAsync(database));
    }

    [Fact]
    public async Task NotReady_ContractNamesWhatIsMissing()
    {
        await using var database = await RenameColumnTests.CreateAsync(18, ["CREATE TABLE t (id int PRIMARY KEY, a int)", "INSERT INTO t SELECT n, n FROM generate_series(1, 10) n"]);
        Assert.StartsWith(
            "columns a and ",
            await Change.RefusalAsync(database, Runner.Phases, static b => b.ContractColumnType("a", "t", "bigint")),
            StringComparison.Ordinal);

        await Change.ApplyAsync(database, Runner.Phases, static b => b.ExpandColumnType("a", "t", "bigint"));
        await database.ExecuteAsync("CREATE INDEX ix_a ON t (a)");
        Assert.StartsWith(
            "the new column of t.a has not got these yet: ix_a | ",
            await Change.RefusalAsync(database, Runner.Phases, static b => b.ContractColumnType("a", "t", "bigint")),
            StringComparison.Ordinal);

        await Change.ApplyAsync(database, Runner.Phases, static b => b.ExpandColumnType("a", "t", "bigint"));
        await database.ExecuteAsync(["ALTER TABLE t DISABLE TRIGGER USER; UPDATE t SET a = -a WHERE id < 4; ALTER TABLE t ENABLE TRIGGER USER"]);
        Assert.StartsWith(
            "3 rows of t have another value in the new column than a gives | ",
            await Change.RefusalAsync(database, Runner.Phases, static b => b.ContractColumnType("a", "t", "bigint")),
            StringComparison.Ordinal);
    }

    private static async Task CompareAsync(int major, Runner runner, string column, string type, string write)
    {
        await using var database = await RenameColumnTests.CreateAsync(major, Rich);
        await using var plain = await RenameColumnTests.CreateAsync(major, Rich);

        for (var i = 0; i < 2; i++)
        {
            await Change.ApplyAsync(database, runner, b => b.ExpandColumnType(column, "Orders", type, "Sales"));
        }

        await database.ExecuteAsync(write);
        for (var i = 0; i < 2; i++)
        {
            await Change.ApplyAsync(database, runner, b => b.ContractColumnType(column, "Orders", type, "Sales"));
        }

        await database.ExecuteAsync(write);

        await plain.ExecuteAsync([write, $"""ALTER TABLE "Sales"."Orders" ALTER COLUMN "{column}" TYPE {type}""", write]);
        Assert.Equal(await RenameColumnTests.SnapshotAsync(plain), await RenameColumnTests.SnapshotAsync(database));
    }
}
