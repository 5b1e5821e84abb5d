using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.Runtime.Tests.Migrating;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Tests.Steps;

/// <summary>What safe forms do when something is in the way, as plain SQL and with SafeMigrator.</summary>
public sealed class SafeFormBehaviorTests
{
    private const string Setup = """
        CREATE TABLE t (id int PRIMARY KEY, a int, b text);
        INSERT INTO t SELECT i, i % 10, 'x' FROM generate_series(1, 1000) i
        """;

    public static TheoryData<int, bool> ServersAndRunners =>
        new() { { 12, false }, { 12, true }, { 15, false }, { 15, true }, { 18, false }, { 18, true } };

    public static TheoryData<int> Servers => [12, 15, 18];

    [Theory]
    [MemberData(nameof(ServersAndRunners))]
    public async Task InvalidLeftover_IsDroppedAndBuiltAnew(int major, bool isPlain)
    {
        await using var database = await CreateAsync(major, Setup);
        await Assert.ThrowsAsync<PostgresException>(() => database.ExecuteAsync("CREATE UNIQUE INDEX CONCURRENTLY ix ON t (a)"));
        Assert.Equal(false, await IsValidAsync(database, "ix"));

        await ApplyAsync(database, isPlain, m => m.CreateIndexConcurrently("ix", "t", "b"));

        Assert.Equal("CREATE INDEX ix ON public.t USING btree (b)", await database.ScalarAsync("SELECT pg_get_indexdef('ix'::regclass)"));
        Assert.Equal(true, await IsValidAsync(database, "ix"));
    }

    [Theory]
    [MemberData(nameof(ServersAndRunners))]
    public async Task ValidIndexWithAnotherDefinition_IsRefusedWithBoth(int major, bool isPlain)
    {
        await using var database = await CreateAsync(major, Setup, "CREATE INDEX ix ON t (a) WHERE a > 5");

        var message = await FailAsync(database, isPlain, m => m.CreateIndexConcurrently("ix", "t", "a", filter: "a > 6"));

        Assert.Contains(
            "There is an index ix already, with another definition. It is: CREATE INDEX ix ON public.t USING btree (a) WHERE (a > 5). Wanted is: CREATE INDEX ix ON t USING btree (a) "
            + "WHERE (a > 6). Drop it (DropIndexConcurrently), or give the new index another name.",
            message,
            StringComparison.Ordinal);
        Assert.Equal(0L, await database.ScalarAsync("SELECT count(*) FROM pg_class WHERE relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname LIKE 'pg\\_temp%')"));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task RoleThatMayNotCompareDefinitions_IsToldWhatToGrant(int major)
    {
        await using var database = await CreateAsync(major, Setup, "CREATE INDEX ix ON t (a)", "ALTER TABLE t ADD CONSTRAINT c CHECK (a >= 0)");
        await database.ExecuteAsync(
            $"CREATE ROLE no_temporary_{database.Name}; ALTER TABLE t OWNER TO no_temporary_{database.Name}; REVOKE TEMPORARY ON DATABASE {database.Name} FROM PUBLIC");

        foreach (var command in PlainRunner.Commands(m => m.CreateIndexConcurrently("ix", "t", "a").AddCheckConstraintSafely("c", "t", "a >= 0")).Where(static c => c.CommandText.Contains("TEMPORARY TABLE", StringComparison.Ordinal)))
        {
            await using var connection = await database.OpenAsync();
            await using var role = new NpgsqlCommand($"SET ROLE no_temporary_{database.Name}", connection);
            await role.ExecuteNonQueryAsync();
            await using var sql = new NpgsqlCommand(command.CommandText, connection);

            var error = await Assert.ThrowsAsync<PostgresException>(() => sql.ExecuteNonQueryAsync());

            Assert.Contains("GRANT TEMPORARY ON DATABASE to the role that migrates, and run the migration again.", error.MessageText, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(ServersAndRunners))]
    public async Task NameOfAnotherTable_IsRefused(int major, bool isPlain)
    {
        await using var database = await CreateAsync(major, Setup, "CREATE TABLE ix (a int)");

        var message = await FailAsync(database, isPlain, m => m.CreateIndexConcurrently("ix", "t", "a"));

        Assert.Contains("The index ix cannot be created on t: another object has that name. Choose another name, or rename or drop the other object.", message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task SameValuesInUniqueIndex_SayHowToFindThem_AndLeaveNothing(int major)
    {
        await using var database = await CreateAsync(major, Setup);

        var message = await FailAsync(database, false, m => m.CreateIndexConcurrently("ix", "t", "a", unique: true));

        Assert.Contains(
            "Find them with SELECT \"a\", count(*) FROM \"t\" GROUP BY \"a\" HAVING count(*) > 1, change or delete all but one of each, and run the migration again.", message, StringComparison.Ordinal);
        Assert.Equal(DBNull.Value, await database.ScalarAsync("SELECT to_regclass('ix')::text"));
    }

    [Theory]
    [MemberData(nameof(ServersAndRunners))]
    public async Task ConstraintWithAnotherDefinition_IsRefused(int major, bool isPlain)
    {
        await using var database = await CreateAsync(
            major, Setup, "ALTER TABLE t ADD CONSTRAINT c1 CHECK (a >= 0) NOT VALID, ADD CONSTRAINT c2 UNIQUE (id, a), ADD CONSTRAINT c3 FOREIGN KEY (a) REFERENCES t ON DELETE CASCADE NOT VALID");

        Assert.Contains(
            "t has a constraint c1 already, which is another one. It is: CHECK ((a >= 0)). Wanted is: CHECK ((a > 0)). Drop it, or give the new constraint another name.",
            await FailAsync(database, isPlain, m => m.AddCheckConstraintSafely("c1", "t", "a > 0")),
            StringComparison.Ordinal);
        Assert.Contains("t has a constraint c2 already, which is another one", await FailAsync(database, isPlain, m => m.AddUniqueConstraintSafely("c2", "t", "id")), StringComparison.Ordinal);
        Assert.Contains(
            "t has a constraint c3 already, which is another one", await FailAsync(database, isPlain, m => m.AddForeignKeySafely("c3", "t", "a", "t", principalColumn: "id")), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ServersAndRunners))]
    public async Task RowsThatBreakAConstraint_AreSaid_AndTheNextRunGoesOn(int major, bool isPlain)
    {
        await using var database = await CreateAsync(major, Setup);
        Action<MigrationBuilder> check = m => m.AddCheckConstraintSafely("c", "t", "a > 0");

        var message = await FailAsync(database, isPlain, check);

        Assert.Contains(isPlain ? "check constraint \"c\"" : "Find the rows with SELECT * FROM \"t\" WHERE NOT (a > 0), correct them", message, StringComparison.Ordinal);
        await database.ExecuteAsync("UPDATE t SET a = 1 WHERE a = 0");
        await ApplyAsync(database, isPlain, check);
        Assert.Equal(true, await database.ScalarAsync("SELECT convalidated FROM pg_constraint WHERE conname = 'c'"));
    }

    [Theory]
    [MemberData(nameof(ServersAndRunners))]
    public async Task TableWithoutKey_IsNotWalked(int major, bool isPlain)
    {
        await using var database = await CreateAsync(major, "CREATE TABLE u (a int, b int NOT NULL)", "CREATE UNIQUE INDEX ON u (a)", "CREATE INDEX ON u (b)", "INSERT INTO u VALUES (1, 1), (NULL, 1)");

        Assert.Contains("u has no primary key and no other unique key of NOT NULL columns, by which its rows could be walked in batches", await FailAsync(database, isPlain, m => m.UpdateInBatches("u", "b = 2", "TRUE")), StringComparison.Ordinal);
        Assert.Contains("The rows of u cannot be walked by the key (a)", await FailAsync(database, isPlain, m => m.UpdateInBatches("u", "b = 2", "TRUE", key: ["a"])), StringComparison.Ordinal);
        Assert.Contains("The rows of u cannot be walked by the key (b, a)", await FailAsync(database, isPlain, m => m.DeleteInBatches("u", "TRUE", key: ["b", "a"])), StringComparison.Ordinal);
        Assert.Equal(2L, await database.ScalarAsync("SELECT count(*) FROM u WHERE b = 1"));
    }

    [Theory]
    [MemberData(nameof(ServersAndRunners))]
    public async Task DomainWithConstraint_IsRefusedForANewColumn(int major, bool isPlain)
    {
        await using var database = await CreateAsync(major, Setup, "CREATE DOMAIN positive AS int CHECK (VALUE > 0)");

        var message = await FailAsync(database, isPlain, m => m.AddColumnSafely<int>("c", "t", "positive", defaultValue: 1));

        // SafeMigrator's preflight says it before anything is done.
        Assert.Contains(isPlain ? "positive is a domain with constraints, with which PostgreSQL would rewrite t" : "Nothing was done: DBM2006", message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ServersAndRunners))]
    public async Task ColumnWithAnotherType_IsRefused(int major, bool isPlain)
    {
        await using var database = await CreateAsync(major, Setup);

        var message = await FailAsync(database, isPlain, m => m.AddColumnSafely<string>("a", "t", nullable: true));

        Assert.Contains("t has a column a already, with another type than text", message, StringComparison.Ordinal);
    }

    /// <summary>A NOT VALID check applies to every row that others write to: it must not be there before the rows are filled.</summary>
    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Backfill_LetsOthersUpdateRowsThatAreNotFilledYet(int major)
    {
        await using var database = await CreateAsync(
            major, "CREATE TABLE t (id int PRIMARY KEY, a int, n int NOT NULL DEFAULT 0)", "INSERT INTO t SELECT i FROM generate_series(1, 20000) i");
        await using var held = await database.OpenAsync();
        await using var transaction = await held.BeginTransactionAsync();
        await using (var first = new NpgsqlCommand("UPDATE t SET n = 1 WHERE id = 6000", held, transaction))
        {
            await first.ExecuteNonQueryAsync();
        }

        // The walk waits in its second batch, and rows beyond are still NULL.
        var migration = ApplyAsync(database, true, m => m.SetNotNullSafely("a", "t", backfillSql: "7"));
        while (await database.ScalarAsync("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") is not > 0L)
        {
            Assert.False(migration.IsCompleted, "The migration did not wait for the row.");
            await Task.Delay(20);
        }

        await database.ExecuteAsync("UPDATE t SET n = n + 1 WHERE id = 19000");
        await transaction.CommitAsync();
        await migration;

        Assert.Equal(20001L, await database.ScalarAsync("SELECT count(*) + sum(n) - 1 FROM t WHERE a = 7"));
        Assert.Equal(true, await database.ScalarAsync("SELECT attnotnull FROM pg_attribute WHERE attrelid = 't'::regclass AND attname = 'a'"));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task VolatileDefault_GivesEachRowItsOwnValue_WithoutRewrite(int major)
    {
        await using var database = await CreateAsync(major, Setup);
        var file = await database.ScalarAsync("SELECT pg_relation_filenode('t')::text");

        await ApplyAsync(database, true, m => m.AddColumnSafely<double>("r", "t", defaultValueSql: "random()"));

        Assert.Equal(file, await database.ScalarAsync("SELECT pg_relation_filenode('t')::text"));
        Assert.True(await database.ScalarAsync("SELECT count(DISTINCT r) FROM t") is > 900L);
    }

    /// <summary>PostgreSQL says in its messages at the level DEBUG1 when it needs no scan.</summary>
    [Theory]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(15)]
    [InlineData(18)]
    public async Task ChecksProveWhatWouldBeScanned(int major)
    {
        await using var database = await CreateAsync(
            major,
            Setup,
            "CREATE TABLE p (k int, v int) PARTITION BY RANGE (k)",
            "CREATE TABLE p0 PARTITION OF p DEFAULT",
            "CREATE TABLE p1 (k int, v int)",
            "INSERT INTO p0 SELECT i, i FROM generate_series(100, 200) i",
            "INSERT INTO p1 SELECT i, i FROM generate_series(1, 9) i");
        var messages = new List<string>();
        await using var connection = await database.OpenAsync();
        connection.Notice += (_, e) => messages.Add(e.Notice.MessageText);
        foreach (var command in PlainRunner.Commands(m => m.SetNotNullSafely("a", "t").AttachPartitionSafely("p1", "p", "FOR VALUES FROM (1) TO (10)")))
        {
            await using var debug = new NpgsqlCommand("SET client_min_messages = debug1", connection);
            await debug.ExecuteNonQueryAsync();
            await using var sql = new NpgsqlCommand(command.CommandText, connection);
            await sql.ExecuteNonQueryAsync();
        }

        Assert.Contains("existing constraints on column \"t.a\" are sufficient to prove that it does not contain nulls", string.Join('\n', messages).Replace("\"t\".\"a\"", "\"t.a\"", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("partition constraint for table \"p1\" is implied by existing constraints", messages);
        Assert.Contains("updated partition constraint for default partition \"p0\" is implied by existing constraints", messages);
    }

    [Theory]
    [MemberData(nameof(ServersAndRunners))]
    public async Task RowsOfANewPartitionInTheDefaultOne_AreSaid(int major, bool isPlain)
    {
        await using var database = await CreateAsync(
            major, "CREATE TABLE p (k int) PARTITION BY RANGE (k)", "CREATE TABLE p0 PARTITION OF p DEFAULT", "CREATE TABLE p1 (k int)", "INSERT INTO p VALUES (5)");

        var message = await FailAsync(database, isPlain, m => m.AttachPartitionSafely("p1", "p", "FOR VALUES FROM (1) TO (10)"));

        Assert.Contains(
            isPlain ? "is violated by some row" : "The default partition of p has rows that belong into p1 (FOR VALUES FROM (1) TO (10)): move them there, and run the migration again.",
            message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(14)]
    [InlineData(18)]
    public async Task InterruptedDetach_IsFinished(int major)
    {
        foreach (var isPlain in (bool[])[true, false])
        {
            await using var database = await CreateAsync(major, "CREATE TABLE p (k int) PARTITION BY RANGE (k)", "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (10)");
            await using (var reader = await database.OpenAsync())
            await using (var transaction = await reader.BeginTransactionAsync())
            {
                await using var read = new NpgsqlCommand("SELECT * FROM p", reader, transaction);
                await read.ExecuteNonQueryAsync();
                await using var other = await database.OpenAsync();
                await using var timeout = new NpgsqlCommand("SET statement_timeout = '300ms'", other);
                await timeout.ExecuteNonQueryAsync();
                await using var detach = new NpgsqlCommand("ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY", other);
                Assert.Equal(PostgresErrorCodes.QueryCanceled, (await Assert.ThrowsAsync<PostgresException>(() => detach.ExecuteNonQueryAsync())).SqlState);
            }

            Assert.Equal(true, await database.ScalarAsync("SELECT inhdetachpending FROM pg_inherits"));

            await ApplyAsync(database, isPlain, m => m.DetachPartitionConcurrently("p1", "p"));

            Assert.Equal(0L, await database.ScalarAsync("SELECT count(*) FROM pg_inherits"));
        }
    }

    [Theory]
    [MemberData(nameof(ServersAndRunners))]
    public async Task EnumValue_CanBeUsedByWhatFollows(int major, bool isPlain)
    {
        await using var database = await CreateAsync(major, "CREATE TYPE mood AS ENUM ('ok')", "CREATE TABLE e (m mood)");

        await ApplyAsync(database, isPlain, m => m.AddEnumValue("mood", "fine").Sql("INSERT INTO e VALUES ('fine')"));

        Assert.Equal(1L, await database.ScalarAsync("SELECT count(*) FROM e WHERE m = 'fine'"));
    }

    [Fact]
    public async Task LockTimeout_EndsTheWait()
    {
        await using var database = await CreateAsync(18, Setup);
        await using var held = await database.OpenAsync();
        await using var transaction = await held.BeginTransactionAsync();
        await using var read = new NpgsqlCommand("SELECT * FROM t LIMIT 1", held, transaction);
        await read.ExecuteNonQueryAsync();

        var message = await FailAsync(database, true, m =>
        {
            m.SetLockTimeout(TimeSpan.FromMilliseconds(50));
            m.DropColumn("a", "t");
        });

        Assert.Contains("lock timeout", message, StringComparison.Ordinal);
    }

    /// <summary>Where PostgreSQL checks only the referenced partitions' helper rows late, the constraint itself is valid and holds.</summary>
    [Theory]
    [MemberData(nameof(ServersAndRunners))]
    public async Task ForeignKeyToPartitionedTable_IsValid(int major, bool isPlain)
    {
        await using var database = await CreateAsync(
            major, "CREATE TABLE p (k int PRIMARY KEY) PARTITION BY RANGE (k)", "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (10)", "INSERT INTO p VALUES (1)", "CREATE TABLE c (k int)", "INSERT INTO c VALUES (1)");

        await ApplyAsync(database, isPlain, m => m.AddForeignKeySafely("fk", "c", "k", "p"));

        Assert.Equal(true, await database.ScalarAsync("SELECT convalidated FROM pg_constraint WHERE conname = 'fk' AND conparentid = 0"));
        await Assert.ThrowsAsync<PostgresException>(() => database.ExecuteAsync("INSERT INTO c VALUES (2)"));
        await Assert.ThrowsAsync<PostgresException>(() => database.ExecuteAsync("DELETE FROM p"));
    }

    /// <summary>EF's own runner, and its script that can be run again.</summary>
    [Theory]
    [MemberData(nameof(Servers))]
    public async Task EfCore_AppliesAndScriptsSafeForms(int major)
    {
        await using var database = await CreateAsync(major, Setup);
        await using var context = new SafeFormContext(database.ConnectionString);

        await context.Database.MigrateAsync();

        Assert.Equal(1000L, await database.ScalarAsync("SELECT count(r) FROM t WHERE b = 'y'"));
        Assert.Equal(true, await IsValidAsync(database, "ix"));

        await using var scripted = await CreateAsync(major, Setup);
        var script = context.GetService<IMigrator>().GenerateScript();
        await using (var connection = await scripted.OpenAsync())
        {
            // As psql does: statement after statement, in the transactions that the script itself begins and ends.
            foreach (var statement in PgQuery.PgParser.Split(script))
            {
                await using var command = new NpgsqlCommand(script.Substring(statement.Start, statement.Length), connection);
                await command.ExecuteNonQueryAsync();
            }
        }

        Assert.Equal(1000L, await scripted.ScalarAsync("SELECT count(r) FROM t WHERE b = 'y'"));
        Assert.Equal(true, await IsValidAsync(scripted, "ix"));
    }

    private static async Task<PostgresDatabase> CreateAsync(int major, params string[] setup)
    {
        var database = await (await PostgresServer.SharedAsync(major)).CreateDatabaseAsync();
        await database.ExecuteAsync(setup);
        return database;
    }

    private static async Task ApplyAsync(PostgresDatabase database, bool isPlain, Action<MigrationBuilder> up)
    {
        if (isPlain)
        {
            await PlainRunner.RunAsync(database, PlainRunner.Commands(up));
            return;
        }

        await using var context = new MigratingContext(database, TestMigration.Number(1, up));
        await new SafeMigrator(context).ApplyAsync();
    }

    private static async Task<string> FailAsync(PostgresDatabase database, bool isPlain, Action<MigrationBuilder> up)
    {
        if (isPlain)
        {
            return (await Assert.ThrowsAsync<PostgresException>(() => ApplyAsync(database, true, up))).Message;
        }

        var exception = await Assert.ThrowsAsync<SafeMigrationException>(() => ApplyAsync(database, false, up));
        await database.ExecuteAsync("DELETE FROM \"__SafeMigrationsJournal\"");
        return exception.Message;
    }

    private static Task<object?> IsValidAsync(PostgresDatabase database, string index) => database.ScalarAsync($"SELECT indisvalid FROM pg_index WHERE indexrelid = '{index}'::regclass");
}
