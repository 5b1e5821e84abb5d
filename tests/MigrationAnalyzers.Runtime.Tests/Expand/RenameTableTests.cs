using Npgsql;

namespace MigrationAnalyzers.Runtime.Tests.Expand;

public sealed class RenameTableTests
{
    public static TheoryData<int, Runner> Servers => new() { { 12, Runner.Phases }, { 15, Runner.Plain }, { 18, Runner.Phases }, { 18, Runner.Plain } };

    private static readonly string[] Rich =
    [
        """CREATE SCHEMA "Sales" """,
        """CREATE SCHEMA shop""",
        """
        CREATE TABLE "Sales"."Orders" ("Id" int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "Code" text NOT NULL UNIQUE, "State" text DEFAULT 'new', "Number" serial,
            "Twice" int GENERATED ALWAYS AS ("Number" * 2) STORED)
        """,
        """CREATE TABLE "Sales"."Lines" ("Id" int PRIMARY KEY, "OrderId" int REFERENCES "Sales"."Orders")""",
        """CREATE VIEW "Sales"."Codes" AS SELECT "Code" FROM "Sales"."Orders" """,
        """GRANT SELECT ("Code"), UPDATE ("State") ON "Sales"."Orders" TO pg_monitor""",
        """INSERT INTO "Sales"."Orders" ("Code") VALUES ('a'), ('b')""",
    ];

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task RenamedAndContracted_CatalogIsThatOfARename(int major, Runner runner)
    {
        await using var database = await RenameColumnTests.CreateAsync(major, Rich);
        await using var plain = await RenameColumnTests.CreateAsync(major, Rich);

        for (var i = 0; i < 2; i++)
        {
            await Change.ApplyAsync(database, runner, static b => b.ExpandRenameTable("Orders", "Purchases", "Sales", "shop"));
        }

        for (var i = 0; i < 2; i++)
        {
            await Change.ApplyAsync(database, runner, static b => b.ContractRenameTable("Orders", "Purchases", "Sales", "shop"));
        }

        await plain.ExecuteAsync(["""ALTER TABLE "Sales"."Orders" RENAME TO "Purchases" """, """ALTER TABLE "Sales"."Purchases" SET SCHEMA shop"""]);
        Assert.Equal(await RenameColumnTests.SnapshotAsync(plain), await RenameColumnTests.SnapshotAsync(database));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Cancelled_CatalogIsAsBefore(int major, Runner runner)
    {
        await using var database = await RenameColumnTests.CreateAsync(major, Rich);
        var before = await RenameColumnTests.SnapshotAsync(database);

        await Change.ApplyAsync(database, runner, static b => b.ExpandRenameTable("Orders", "Purchases", "Sales"));
        Assert.Equal(true, await database.ScalarAsync("""SELECT count(*) = 2 FROM "Sales"."Orders" """));
        Assert.NotEqual(before, await RenameColumnTests.SnapshotAsync(database));
        await Change.ApplyAsync(database, runner, static b => b.CancelRenameTable("Orders", "Purchases", "Sales"));

        Assert.Equal(before, await RenameColumnTests.SnapshotAsync(database));
    }

    /// <summary>Down of a contraction in a migration of its own makes the view again; from there it goes both ways.</summary>
    [Theory]
    [MemberData(nameof(Servers))]
    public async Task ContractedAndExpandedAgain_IsAsBeforeTheContraction(int major, Runner runner)
    {
        await using var database = await RenameColumnTests.CreateAsync(major, Rich);
        var before = await RenameColumnTests.SnapshotAsync(database);
        await Change.ApplyAsync(database, runner, static b => b.ExpandRenameTable("Orders", "Purchases", "Sales"));
        var expanded = await RenameColumnTests.SnapshotAsync(database);
        await Change.ApplyAsync(database, runner, static b => b.ContractRenameTable("Orders", "Purchases", "Sales"));

        await Change.ApplyAsync(database, runner, static b => b.ExpandRenameTable("Orders", "Purchases", "Sales"));
        Assert.Equal(expanded, await RenameColumnTests.SnapshotAsync(database));

        await Change.ApplyAsync(database, runner, static b => b.CancelRenameTable("Orders", "Purchases", "Sales"));
        Assert.Equal(before, await RenameColumnTests.SnapshotAsync(database));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task SameNameInAnotherSchema_IsMoved(int major, Runner runner)
    {
        await using var database = await RenameColumnTests.CreateAsync(major, ["CREATE TABLE t (id int PRIMARY KEY)", "CREATE SCHEMA other"]);
        var before = await RenameColumnTests.SnapshotAsync(database);

        await Change.ApplyAsync(database, runner, static b => b.ExpandRenameTable("t", "t", newSchema: "other"));
        Assert.Equal("v r", await database.ScalarAsync("SELECT string_agg(relkind::text, ' ' ORDER BY relkind DESC) FROM pg_class WHERE relname = 't'"));
        await Change.ApplyAsync(database, runner, static b => b.CancelRenameTable("t", "t", newSchema: "other"));

        Assert.Equal(before, await RenameColumnTests.SnapshotAsync(database));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task OldName_CanBeReadAndWritten(int major, Runner runner)
    {
        await using var database = await RenameColumnTests.CreateAsync(major, Rich);
        await Change.ApplyAsync(database, runner, static b => b.ExpandRenameTable("Orders", "Purchases", "Sales"));

        Assert.Equal(3, await database.ScalarAsync("""INSERT INTO "Sales"."Orders" ("Code") VALUES ('c') RETURNING "Id" """));
        Assert.Equal("new 6", await database.ScalarAsync("""SELECT "State" || ' ' || "Twice" FROM "Sales"."Purchases" WHERE "Code" = 'c'"""));
        Assert.Equal("x", await database.ScalarAsync("""INSERT INTO "Sales"."Orders" ("Code") VALUES ('c') ON CONFLICT ("Code") DO UPDATE SET "State" = 'x' RETURNING "State" """));
        Assert.Equal(true, await database.ScalarAsync("""UPDATE "Sales"."Orders" v SET "State" = DEFAULT FROM "Sales"."Purchases" p WHERE v."Id" = p."Id" AND v.xmin = p.xmin AND v."Code" = 'c' RETURNING v."State" = 'new'"""));
        Assert.Equal(2, await database.ScalarAsync("""DELETE FROM "Sales"."Orders" WHERE "Code" = 'b' RETURNING "Id" """));
        Assert.Equal("a c", await database.ScalarAsync("""SELECT string_agg("Code", ' ' ORDER BY "Id") FROM (SELECT * FROM "Sales"."Orders" FOR UPDATE) o"""));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task WithoutASchema_SearchPathIsFollowed(int major, Runner runner)
    {
        await using var database = await RenameColumnTests.CreateAsync(major, ["CREATE TABLE t (id int PRIMARY KEY)"]);

        await Change.ApplyAsync(database, runner, static b => b.ExpandRenameTable("t", "n"));
        await Change.ApplyAsync(database, runner, static b => b.CancelRenameTable("t", "n"));
        await Change.ApplyAsync(database, runner, static b => b.ExpandRenameTable("t", "n"));
        await Change.ApplyAsync(database, runner, static b => b.ContractRenameTable("t", "n"));

        Assert.Equal(true, await database.ScalarAsync("SELECT to_regclass('t') IS NULL AND to_regclass('n') IS NOT NULL"));
    }

    [Theory]
    [InlineData(12)]
    [InlineData(18)]
    public async Task RoleHasPrivilegesOnColumns_ViewGivesNoMore(int major)
    {
        await using var database = await RenameColumnTests.CreateAsync(major,
        [
            .. Rich,
            """DO 'BEGIN CREATE ROLE clerk; EXCEPTION WHEN duplicate_object THEN NULL; END'""",
            """GRANT USAGE ON SCHEMA "Sales" TO clerk; GRANT SELECT ("Id", "State"), UPDATE ("State") ON "Sales"."Orders" TO clerk""",
            """ALTER DEFAULT PRIVILEGES IN SCHEMA "Sales" GRANT ALL ON TABLES TO PUBLIC""",
        ]);
        await Change.ApplyAsync(database, Runner.Phases, static b => b.ExpandRenameTable("Orders", "Purchases", "Sales"));

        await database.ExecuteAsync("""SET ROLE clerk; UPDATE "Sales"."Orders" SET "State" = 'y' WHERE "Id" = 1""");
        foreach (var refused in (string[])["""SELECT "Code" FROM "Sales"."Orders" """, """UPDATE "Sales"."Orders" SET "Code" = 'y'""", """DELETE FROM "Sales"."Orders" """])
        {
            var exception = await Assert.ThrowsAsync<PostgresException>(() => database.ExecuteAsync($"SET ROLE clerk; {refused}"));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, exception.SqlState);
        }
    }

    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public async Task TableHasRowLevelSecurity_ViewShowsTheSameRows(int major)
    {
        await using var database = await RenameColumnTests.CreateAsync(major,
        [
            "DO 'BEGIN CREATE ROLE clerk; EXCEPTION WHEN duplicate_object THEN NULL; END'",
            "CREATE TABLE t (id int PRIMARY KEY, a int)",
            "INSERT INTO t VALUES (1, 1), (2, 2)",
            "ALTER TABLE t ENABLE ROW LEVEL SECURITY",
            "CREATE POLICY own ON t USING (a = 1)",
            "GRANT ALL ON t TO clerk",
        ]);
        await Change.ApplyAsync(database, Runner.Phases, static b => b.ExpandRenameTable("t", "n"));

        Assert.Equal("{security_invoker=true}", await database.ScalarAsync("SELECT reloptions::text FROM pg_class WHERE relname = 't'"));
        await using var connection = await database.OpenAsync();
        await using var command = new NpgsqlCommand("SET ROLE clerk; SELECT string_agg(id::text, ',') FROM t", connection);
        Assert.Equal("1", await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task CannotBeDone_IsRefused()
    {
        await using var database = await RenameColumnTests.CreateAsync(12, ["CREATE TABLE t (id int PRIMARY KEY)", "CREATE VIEW v AS SELECT 1 AS a", "CREATE TABLE r (id int)", "ALTER TABLE r ENABLE ROW LEVEL SECURITY"]);

        Assert.StartsWith("table x does not exist | ", await Change.RefusalAsync(database, Runner.Phases, static b => b.ExpandRenameTable("x", "n")), StringComparison.Ordinal);
        Assert.StartsWith("v is no table | ", await Change.RefusalAsync(database, Runner.Phases, static b => b.ExpandRenameTable("v", "n")), StringComparison.Ordinal);
        Assert.StartsWith("there already is a table, view, index or sequence v | ", await Change.RefusalAsync(database, Runner.Phases, static b => b.ExpandRenameTable("t", "v")), StringComparison.Ordinal);
        Assert.StartsWith("r has row level security, which a view passes by before PostgreSQL 15 | ", await Change.RefusalAsync(database, Runner.Plain, static b => b.ExpandRenameTable("r", "n")), StringComparison.Ordinal);
        Assert.StartsWith("t is no view of the table n | ", await Change.RefusalAsync(database, Runner.Phases, static b => b.ContractRenameTable("t", "n")), StringComparison.Ordinal);
        Assert.StartsWith("v is no view of the table t | ", await Change.RefusalAsync(database, Runner.Plain, static b => b.CancelRenameTable("v", "t")), StringComparison.Ordinal);
    }
}
