using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.Runtime.Tests.Migrating;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Tests.Proof;

/// <summary>
/// What a batch costs, counted in blocks that the server looks at, which no load of the machine changes. A batch at the end of the table costs what one at its beginning costs; that of the
/// loop which is advised everywhere (LIMIT without a key) reads past all rows that are done already, and costs more each time. The times are those of the benchmark "backfill".
/// </summary>
public sealed class BatchCostTests
{
    private const int BatchSize = 500;
    private const int Batches = 40;
    private const int Rows = BatchSize * Batches;

    private static readonly TimeSpan Endless = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(12)]
    [InlineData(18)]
    public async Task LastBatch_CostsWhatTheFirstOnesCost_AndTheNaiveLoopCostsMoreAndMore(int major)
    {
        await using var database = await (await PostgresServer.SharedAsync(major)).CreateDatabaseAsync();

        await PrepareAsync(database);
        await using (var context = new MigratingContext(database, TestMigration.Number(1, static m => m.UpdateInBatches("t", "copy = number", "copy IS NULL", batchSize: BatchSize))))
        {
            // Batches never take too long, so that all of them have the same size.
            await new SafeMigrator(context, new SafeMigratorOptions { BatchDuration = Endless }).ApplyAsync();
        }

        var batches = await CostsAsync(database);
        await PrepareAsync(database);
        var blocks = (int)(await database.ScalarAsync("SELECT relpages FROM pg_class WHERE oid = 't'::regclass"))!;
        await NaiveLoopAsync(database);
        var naive = await CostsAsync(database);

        // One more for the end of the table, where no rows were left; and one of the loop, which finds nothing to do.
        Assert.InRange(batches.Count, Batches, Batches + 1);
        Assert.InRange(naive.Count, Batches, Batches + 1);
        var (early, late) = (Median(batches.Take(5)), Median(batches.Take(Batches).TakeLast(5)));
        Assert.True(late <= early * 1.25, $"Blocks of each batch: {string.Join(", ", batches)}");
        var (naiveEarly, naiveLate) = (Median(naive.Take(5)), Median(naive.Take(Batches).TakeLast(5)));
        Assert.True(naiveLate >= naiveEarly + (blocks / 2), $"Blocks of each batch of the naive loop: {string.Join(", ", naive)}; of the table: {blocks}");
    }

    /// <summary>As published advice has it: until no row is left, some of those that are not done.</summary>
    private static async Task NaiveLoopAsync(PostgresDatabase database)
    {
        await using var connection = await database.OpenAsync();

        // Of tables larger than a quarter of shared_buffers, a scan may begin where another one has just been, which hides the cost for as long as nobody else scans the table.
        await using (var alone = new NpgsqlCommand("SET synchronize_seqscans = off", connection))
        {
            await alone.ExecuteNonQueryAsync();
        }

        await using var command = new NpgsqlCommand(FormattableString.Invariant($"UPDATE t SET copy = number WHERE id IN (SELECT id FROM t WHERE copy IS NULL LIMIT {BatchSize})"), connection);
        while (await command.ExecuteNonQueryAsync() > 0)
        {
        }
    }

    /// <summary>
    /// The triggers write down how many blocks of the table and of its key this session has looked at, as the server counts for pg_statio_user_tables. The session passes its
    /// numbers on and begins anew with 0 between transactions, once in a while.
    /// </summary>
    private static Task PrepareAsync(PostgresDatabase database) => database.ExecuteAsync(
    [
        "DROP TABLE IF EXISTS t, costs, \"__SafeMigrationsJournal\", \"__EFMigrationsHistory\"",
        "CREATE TABLE costs (n int GENERATED ALWAYS AS IDENTITY, before bigint, after bigint)",
        "CREATE TABLE t (id bigint PRIMARY KEY, number int NOT NULL, copy int, note text)",
        FormattableString.Invariant($"INSERT INTO t SELECT i, i, NULL, repeat('x', 400) FROM generate_series(1, {Rows}) i"),
        "VACUUM ANALYZE t",
        """
        CREATE OR REPLACE FUNCTION blocks() RETURNS bigint LANGUAGE sql AS 'SELECT pg_stat_get_xact_blocks_fetched(''t''::regclass) + pg_stat_get_xact_blocks_fetched(''t_pkey''::regclass)';
        CREATE OR REPLACE FUNCTION note_before() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO costs (before) VALUES (blocks()); RETURN NULL; END';
        CREATE OR REPLACE FUNCTION note_after() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN UPDATE costs SET after = blocks() WHERE after IS NULL; RETURN NULL; END';
        CREATE TRIGGER note_before BEFORE UPDATE ON t FOR EACH STATEMENT EXECUTE FUNCTION note_before();
        CREATE TRIGGER note_after AFTER UPDATE ON t FOR EACH STATEMENT EXECUTE FUNCTION note_after()
        """,
    ]);

    /// <summary>Of each batch what it looked at since the one before: finding its end is a query of its own, before the UPDATE.</summary>
    private static async Task<List<long>> CostsAsync(PostgresDatabase database)
    {
        await using var connection = await database.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT before, after FROM costs ORDER BY n", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var costs = new List<long>();
        var last = 0L;
        while (await reader.ReadAsync())
        {
            var (before, after) = (reader.GetInt64(0), reader.GetInt64(1));
            costs.Add(after - (before >= last ? last : 0));
            last = after;
        }

        return costs;
    }

    private static long Median(IEnumerable<long> values) => values.Order().ElementAt(2);
}
