using System.Text.Json;
using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.Runtime.Execution;
using MigrationAnalyzers.Runtime.Tests.Migrating;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Tests.CommandLine;

public sealed class CommandTests
{
    [Fact]
    public async Task ApplyStatusRollback_SayWhatTheyDo()
    {
        await using var database = await DatabaseAsync();
        MigratingContext Context() => new(database, Orders.First, Orders.Second);

        var apply = await CommandLineResult.RunAsync(Context, "apply");

        Assert.Equal(
            """
            connecting
            20240101000100_Migration1: begins, 1 step
            20240101000100_Migration1 1/1: CREATE TABLE orders (id bigint PRIMARY KEY, total int) (and 1 more)
            20240101000100_Migration1: applied
            20240101000200_Migration2: begins, 3 steps
            20240101000200_Migration2 1/3: CREATE INDEX CONCURRENTLY ix_orders_total ON orders (total)
            20240101000200_Migration2 2/3: fill orders.note
            20240101000200_Migration2 3/3: ALTER TABLE orders ADD remark text
            20240101000200_Migration2: applied
            Applied 2 migrations.

            """,
            string.Join('\n', apply.Out.Split('\n').Where(static l => !l.Contains("rows written", StringComparison.Ordinal))));
        Assert.Equal((SafeMigrationsExitCode.Ok, ""), (apply.ExitCode, apply.Error));
        Assert.Equal(1000L, await database.ScalarAsync("SELECT count(*) FROM orders WHERE note = 'n'"));

        var status = await CommandLineResult.RunAsync(Context, "status");

        Assert.Equal(
            """

              Migration                   State
            ──────────────────────────────────────────
              20240101000100_Migration1   applied
              20240101000200_Migration2   applied

            2 applied, 0 pending, 0 half done, 0 unknown to this program.
            Nobody migrates now.

            """,
            status.Out);

        var rollback = await CommandLineResult.RunAsync(Context, "rollback", "Migration1", "--no-preflight");

        Assert.Equal(
            """
            20240101000200_Migration2: begins, 1 step
            20240101000200_Migration2 1/1: ALTER TABLE orders DROP note, DROP remark; DROP INDEX ix_orders_total
            20240101000200_Migration2: rolled back
            Rolled back 1 migration.

            """,
            rollback.Out);
        Assert.Equal(SafeMigrationsExitCode.Ok, rollback.ExitCode);
        Assert.Equal("There is nothing to roll back: no migration after Migration1 is applied.\n", (await CommandLineResult.RunAsync(Context, "rollback", "Migration1")).Out);
    }

    [Fact]
    public async Task Plan_ShowsStepsAndStatements_AndWhatIsDone()
    {
        await using var database = await DatabaseAsync();
        MigratingContext Context() => new(database, Orders.First, Orders.Second);
        await CommandLineResult.RunAsync(Context, "apply", "--target", "Migration1");
        await database.ExecuteAsync("CREATE INDEX ix_orders_total ON orders (total)");
        Assert.Equal(SafeMigrationsExitCode.Server, (await CommandLineResult.RunAsync(Context, "apply")).ExitCode);
        await database.ExecuteAsync("DROP INDEX ix_orders_total");
        await database.ExecuteAsync("ALTER TABLE orders ADD remark text");
        Assert.Equal(SafeMigrationsExitCode.Server, (await CommandLineResult.RunAsync(Context, "apply")).ExitCode);
        await database.ExecuteAsync("UPDATE \"__SafeMigrationsJournal\" SET state = 'running', cursor = NULL WHERE title = 'fill orders.note'");
        await database.ExecuteAsync("DROP INDEX ix_orders_note");

        var plan = await CommandLineResult.RunAsync(Context, "plan");

        Assert.Equal(
            """
            1 migration to apply:

            20240101000200_Migration2 (half done: it goes on)

              #   Step                                                                        How                State
            ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
              1   CREATE INDEX CONCURRENTLY ix_orders_total ON orders (total)                 alone              done
              2   fill orders.note                                                            safe form          begun, 1,000 rows
                    ALTER TABLE orders ADD note text                                          in a transaction   done
                    COMMENT ON COLUMN orders.note IS '[bold]'                                 in a transaction   done
                    UPDATE "orders" SET note = 'n' WHERE note IS NULL AND (<primary key>) >   in batches
                    (:last) AND (<primary key...
                    CREATE INDEX CONCURRENTLY ix_orders_note ON orders (note)                 online
              3   ALTER TABLE orders ADD remark text                                          one transaction    pending


            """,
            plan.Out);
        Assert.Equal(SafeMigrationsExitCode.Ok, plan.ExitCode);
        Assert.Equal(SafeMigrationsExitCode.Pending, (await CommandLineResult.RunAsync(Context, "plan", "--fail-if-pending")).ExitCode);
        Assert.Equal(SafeMigrationsExitCode.Pending, (await CommandLineResult.RunAsync(Context, "status", "--fail-if-pending")).ExitCode);

        var status = await CommandLineResult.RunAsync(Context, "status");

        Assert.Equal(
            """

              Migration                   State
            ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
              20240101000100_Migration1   applied
              20240101000200_Migration2   half applied   1 of 3 steps done, 1,000 rows written; begun: fill orders.note

            1 applied, 1 pending, 1 half done, 0 unknown to this program.
            Nobody migrates now.

            """,
            status.Out);

        var forget = await CommandLineResult.RunAsync(Context, "forget", "Migration2");

        Assert.Equal("Migration2 is forgotten: the next run begins with its first step.\n", forget.Out);
        Assert.Equal(0L, await database.ScalarAsync("SELECT count(*) FROM \"__SafeMigrationsJournal\" WHERE migration_id LIKE '%Migration2'"));
        Assert.Equal(SafeMigrationsExitCode.Usage, (await CommandLineResult.RunAsync(Context, "forget", "Migration1")).ExitCode);
    }

    [Fact]
    public async Task DryRun_IsTheScript_AndRunsNothing()
    {
        await using var database = await DatabaseAsync();
        MigratingContext Context() => new(database, Orders.First, Orders.Second);

        var dry = await CommandLineResult.RunAsync(Context, "dry-run", "--lock-timeout", "2s");

        Assert.Equal(
            """
            -- 2 migrations to apply.
            -- What is left out: each transaction checks that its session still has the migration lock, and writes its step's mark into the journal.
            -- A transaction that does not get a lock in time is rolled back and tried again.

            -- The session
            <settings>;

            -- History and journal
            BEGIN;
            SELECT set_config('lock_timeout', '2000', true);
            CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
                "MigrationId" character varying(150) NOT NULL,
                "ProductVersion" character varying(32) NOT NULL,
                CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY ("MigrationId")
            );
            CREATE TABLE IF NOT EXISTS "__SafeMigrationsJournal" (
                migration_id text NOT NULL,
                direction text NOT NULL,
                step integer NOT NULL,
                title text NOT NULL,
                checksum text NOT NULL,
                state text NOT NULL,
                cursor text,
                rows bigint NOT NULL DEFAULT 0,
                product_version text NOT NULL,
                started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
                finished_at timestamptz,
                PRIMARY KEY (migration_id, direction, step));
            COMMIT;

            -- ===== 20240101000100_Migration1

            -- Step 1 of 1: CREATE TABLE orders (id bigint PRIMARY KEY, total int) (and 1 more)
            BEGIN;
            SELECT set_config('lock_timeout', '2000', true);
            CREATE TABLE orders (id bigint PRIMARY KEY, total int);
            INSERT INTO orders SELECT i, i FROM generate_series(1, 1000) i;
            INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
            VALUES ('20240101000100_Migration1', '<version>');
            COMMIT;

            -- ===== 20240101000200_Migration2

            -- Step 1 of 3: CREATE INDEX CONCURRENTLY ix_orders_total ON orders (total)
            CREATE INDEX CONCURRENTLY ix_orders_total ON orders (total);

            -- Step 2 of 3: fill orders.note
            BEGIN;
            SELECT set_config('lock_timeout', '2000', true);
            ALTER TABLE orders ADD note text;
            COMMENT ON COLUMN orders.note IS '[bold]';
            COMMIT;
            -- In batches, each in a transaction of its own that also writes the key of its last row into the journal:
            -- UPDATE "orders" SET note = 'n' WHERE note IS NULL AND (<primary key>) > (:last) AND (<primary key>) <= (:end of batch)
            CREATE INDEX CONCURRENTLY ix_orders_note ON orders (note);

            -- Step 3 of 3: ALTER TABLE orders ADD remark text
            BEGIN;
            SELECT set_config('lock_timeout', '2000', true);
            ALTER TABLE orders ADD remark text;
            INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
            VALUES ('20240101000200_Migration2', '<version>');
            COMMIT;

            """,
            dry.Out.Replace(DatabaseSession.Settings, "<settings>", StringComparison.Ordinal).Replace($"'{Microsoft.EntityFrameworkCore.Infrastructure.ProductInfo.GetVersion()}'", "'<version>'", StringComparison.Ordinal));
        Assert.Equal((SafeMigrationsExitCode.Ok, ""), (dry.ExitCode, dry.Error));
        Assert.Equal(0L, await database.ScalarAsync("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"));
        Assert.Equal(dry.Out.TrimEnd(), string.Join('\n', (await CommandLineResult.RunAsync(Context, "dry-run", "--lock-timeout", "2", "--json")).Json.GetProperty("script").GetString()!.Split('\n').Select(static l => l.TrimEnd())).TrimEnd());
    }

    [Fact]
    public async Task Json_IsOneDocument()
    {
        await using var database = await DatabaseAsync();
        MigratingContext Context() => new(database, Orders.First, Orders.Second);

        var plan = await CommandLineResult.RunAsync(Context, "plan", "--json");

        Assert.True(plan.Json.GetProperty("databaseExists").GetBoolean());
        Assert.Equal(0.5, plan.Json.GetProperty("lockTimeout").GetDouble());
        var steps = plan.Json.GetProperty("migrations")[1].GetProperty("steps");
        Assert.Equal(["alone", "safeForm", "transaction"], steps.EnumerateArray().Select(static s => s.GetProperty("kind").GetString()));
        Assert.Equal(
            ["inTransaction", "inTransaction", "inBatches", "online"],
            steps[1].GetProperty("commands").EnumerateArray().Select(static c => c.GetProperty("kind").GetString()));

        var apply = await CommandLineResult.RunAsync(Context, "apply", "--json");

        Assert.Equal(["20240101000100_Migration1", "20240101000200_Migration2"], apply.Json.GetProperty("applied").EnumerateArray().Select(static a => a.GetString()));
        Assert.Contains("20240101000200_Migration2: applied\n", apply.Error, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, (await CommandLineResult.RunAsync(Context, "status", "--json")).Json.GetProperty("migrationLockHolder").ValueKind);
        Assert.Equal(0, (await CommandLineResult.RunAsync(Context, "locks", "--json")).Json.GetProperty("roots").GetArrayLength());
        Assert.Equal("Nobody waits for a lock.\n", (await CommandLineResult.RunAsync(Context, "locks")).Out);
        Assert.Equal(1, (await CommandLineResult.RunAsync(Context, "rollback", "1", "--json")).Json.GetProperty("error").GetProperty("message").GetString()!.Split("There is no migration 1.").Length - 1);
        Assert.Equal(2, (await CommandLineResult.RunAsync(Context, "rollback", "0", "--json")).Json.GetProperty("rolledBack").GetArrayLength());
    }

    [Fact]
    public async Task ConnectionOption_TakesThePlaceOfTheContexts()
    {
        await using var database = await DatabaseAsync();
        MigratingContext Context() => new("Host=127.0.0.1;Port=1;Database=shop;Username=postgres", Orders.First);

        var apply = await CommandLineResult.RunAsync(Context, "apply", "--connection", database.ConnectionString);

        Assert.Equal((SafeMigrationsExitCode.Ok, ""), (apply.ExitCode, apply.Error));
        Assert.Equal(1L, await database.ScalarAsync("SELECT count(*) FROM \"__EFMigrationsHistory\""));
        var wrong = await CommandLineResult.RunAsync(Context, "apply", "--connection", "Port=abc");
        Assert.Equal(SafeMigrationsExitCode.Usage, wrong.ExitCode);
    }

    [Fact]
    public async Task DatabaseThatDoesNotExist_IsPlannedAndThenCreated()
    {
        await using var database = await DatabaseAsync();
        var name = database.Name + "_new";
        MigratingContext Context() => new(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Database = name }.ConnectionString, Orders.First);

        var plan = await CommandLineResult.RunAsync(Context, "plan");

        Assert.StartsWith("The database does not exist yet: it is created first.\n1 migration to apply:\n\n20240101000100_Migration1\n", plan.Out, StringComparison.Ordinal);
        Assert.Contains("-- The database does not exist yet: it is created first.\n", (await CommandLineResult.RunAsync(Context, "dry-run")).Out, StringComparison.Ordinal);
        Assert.Contains("20240101000100_Migration1   pending\n", (await CommandLineResult.RunAsync(Context, "status")).Out, StringComparison.Ordinal);
        Assert.Equal(SafeMigrationsExitCode.Connection, (await CommandLineResult.RunAsync(Context, "locks")).ExitCode);
        Assert.Equal(0L, await database.ScalarAsync($"SELECT count(*) FROM pg_database WHERE datname = '{name}'"));
        Assert.Equal(SafeMigrationsExitCode.Ok, (await CommandLineResult.RunAsync(Context, "apply")).ExitCode);
        Assert.Equal("There is nothing to apply: no migration is pending.\n", (await CommandLineResult.RunAsync(Context, "plan", "--fail-if-pending")).Out);
        NpgsqlConnection.ClearAllPools();
        await database.ExecuteAsync($"DROP DATABASE \"{name}\"");
    }

    private static async Task<PostgresDatabase> DatabaseAsync() => await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
}
