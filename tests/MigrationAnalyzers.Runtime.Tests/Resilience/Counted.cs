using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.Runtime.Tests.Migrating;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Tests.Resilience;

/// <summary>A table of which a trigger writes down each row that is written, and questions about it.</summary>
internal static class Counted
{
    public const int Rows = 2_000;

    public static TestMigration Table { get; } = TestMigration.Number(
        1,
        static b => b.Sql($$"""
            CREATE TABLE items (id int PRIMARY KEY, price int NOT NULL);
            INSERT INTO items SELECT i, i FROM generate_series(1, {{Rows}}) i;
            CREATE TABLE ledger (step text NOT NULL);
            CREATE TABLE writes (id int NOT NULL);
            CREATE FUNCTION note_write() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO writes VALUES (NEW.id); RETURN NULL; END';
            CREATE TRIGGER note AFTER UPDATE ON items FOR EACH ROW EXECUTE FUNCTION note_write();
            """));

    /// <summary>A batched write between two transactions that write to the ledger.</summary>
    public static TestMigration Batches { get; } = TestMigration.Number(
        2,
        static b =>
        {
            b.Sql("INSERT INTO ledger VALUES ('before')");
            b.UpdateInBatches("items", "price = price + 1", "TRUE", batchSize: 50);
            b.Sql("INSERT INTO ledger VALUES ('after')");
        });

    /// <summary>Each step of <see cref="Batches"/> was done once, and each row written once.</summary>
    public static async Task AssertOnceAsync(string connectionString)
    {
        Assert.Equal("after, before", await ScalarAsync(connectionString, "SELECT string_agg(step, ', ' ORDER BY step) FROM ledger"));
        Assert.Equal((long)Rows, await ScalarAsync(connectionString, "SELECT count(*) FROM items WHERE price = id + 1"));
        Assert.Equal((long)Rows, await ScalarAsync(connectionString, "SELECT count(*) FROM writes"));
        Assert.Equal((long)Rows, await ScalarAsync(connectionString, "SELECT count(DISTINCT id) FROM writes"));
        Assert.Equal(2L, await ScalarAsync(connectionString, "SELECT count(*) FROM \"__EFMigrationsHistory\""));
    }

    public static Task AssertOnceAsync(PostgresDatabase database) => AssertOnceAsync(database.ConnectionString);

    public static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Asks until the answer is true.</summary>
    public static async Task WaitForAsync(PostgresDatabase database, string sql)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await database.ScalarAsync(sql, patience.Token) is not true)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
        }
    }

    /// <summary>The session that has the migration lock.</summary>
    public const string LockHolder =
        "SELECT max(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

    public static Task WaitUntilUnlockedAsync(PostgresDatabase database) => WaitForAsync(database, $"SELECT ({LockHolder}) IS NULL");
}
