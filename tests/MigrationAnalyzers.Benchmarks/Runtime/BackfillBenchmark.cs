using System.Globalization;
using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.PostgresServers.Probes;
using MigrationAnalyzers.Runtime;
using MigrationAnalyzers.Runtime.Tests.Migrating;
using Npgsql;

namespace MigrationAnalyzers.Benchmarks;

/// <summary>
/// A column is filled while an application works on its table: by one UPDATE, by UpdateInBatches, and by the loop that is advised everywhere, which looks for the rows that are left from the
/// beginning of the table each time. By turns, each on a new copy of the table. And what a row costs when the table is four times as large. One UPDATE of a table that the application
/// does not touch shows what its writes lose to the machine alone, which they share with anything that writes as much.
/// </summary>
internal sealed class BackfillBenchmark : Benchmark
{
    private const int DefaultRows = 1_000_000;
    private const int DefaultRounds = 3;
    private const int Larger = 4;
    private const int NaiveBatch = 1_000;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    private static readonly Action<Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder> Fill = static m => m.UpdateInBatches("orders", "total = net + tax", "total IS NULL");

    public override string Name => "backfill";

    public override string Description => "filling a column of a table in use: one UPDATE, UpdateInBatches, a loop without a key; [rows] [rounds] [milliseconds per batch] [no-loop]";

    public override async Task<ResultTable> RunAsync(string[] arguments)
    {
        var rows = arguments is [var given, ..] ? int.Parse(given, CultureInfo.InvariantCulture) : DefaultRows;
        var rounds = arguments is [_, var number, ..] ? int.Parse(number, CultureInfo.InvariantCulture) : DefaultRounds;
        var options = arguments is [_, _, var duration, ..] && duration != "0"
            ? new SafeMigratorOptions { BatchDuration = TimeSpan.FromMilliseconds(int.Parse(duration, CultureInfo.InvariantCulture)) }
            : new SafeMigratorOptions();
        var major = PostgresServer.Majors[^1];
        await using var server = await LiveServer.StartAsync(major);
        await using var database = await server.CreateDatabaseAsync();
        Console.WriteLine($"PostgreSQL {major}, {LiveServer.Thousands(rows)} rows, {rounds} rounds, batches of {options.BatchDuration.TotalMilliseconds} ms, {LiveServer.Load}");

        Form idle = new("nothing", rows, () => Task.Delay(Idle));
        Form update = new("one UPDATE", rows, () => database.ExecuteAsync(["SET statement_timeout = 0", "UPDATE orders SET total = net + tax WHERE total IS NULL"]));
        Form elsewhere = new("one UPDATE of another table", rows, () => database.ExecuteAsync(["SET statement_timeout = 0", "UPDATE other_orders SET total = net + tax WHERE total IS NULL"]));
        Form batches = new("UpdateInBatches", rows, () => LiveServer.MigrateSafelyAsync(database, options, TestMigration.Number(1, Fill)));
        Form naive = new("loop without a key", rows, () => NaiveLoopAsync(database));
        Form[] byTurns = arguments.Contains("no-loop") ? [idle, update, elsewhere, batches] : [idle, update, elsewhere, batches, naive];
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < byTurns.Length; i++)
            {
                await MeasureAsync(byTurns[(round + i) % byTurns.Length]);
            }
        }

        Form updateLarger = update with { Rows = rows * Larger, Results = [] };
        Form batchesLarger = batches with { Rows = rows * Larger, Results = [] };
        await MeasureAsync(updateLarger);
        await MeasureAsync(batchesLarger);

        var table = new ResultTable("form", "rows", "takes", "to one UPDATE", "a row", "writes: median", "99th percentile", "longest", "99th to idle");
        foreach (var form in (Form[])[.. byTurns, updateLarger, batchesLarger])
        {
            var reference = form.Rows == rows ? update : updateLarger;
            table.Add(
                form.Name,
                LiveServer.Thousands(form.Rows),
                LiveServer.Milliseconds(form.Took),
                form == idle ? "" : Samples.Ratio(form.Took / reference.Took),
                form == idle ? "" : Samples.Number(form.Took.TotalMicroseconds / form.Rows, " us"),
                LiveServer.Milliseconds(form.Latency(static f => f.Median)),
                LiveServer.Milliseconds(form.Latency(static f => f.Percentile99)),
                LiveServer.Milliseconds(form.Latency(static f => f.Longest)),
                Samples.Ratio(form.Latency(static f => f.Percentile99) / idle.Latency(static f => f.Percentile99)));
        }

        Console.WriteLine($"A row in {LiveServer.Thousands(rows * Larger)} to one in {LiveServer.Thousands(rows)}: {Samples.Ratio(batchesLarger.Took / Larger / batches.Took)} ({LiveServer.Load})");
        return table;

        async Task MeasureAsync(Form form)
        {
            await SetUpAsync(database, form.Rows);
            await using var traffic = await LiveServer.StartTrafficAsync(
                database,
                (_, random) => FormattableString.Invariant($"UPDATE orders SET note = 'written' WHERE id = {1 + random.Next(form.Rows)}"),
                (_, random) => FormattableString.Invariant($"SELECT note FROM orders WHERE id = {1 + random.Next(form.Rows)}"));
            var (took, report) = await LiveServer.MeasureAsync(traffic, form.Work);
            form.Results.Add((took, report.Writers));
            Console.WriteLine(
                $"{form.Name}, {LiveServer.Thousands(form.Rows)} rows: {LiveServer.Milliseconds(took)}; {report.Writers.Statements} writes, p99 {LiveServer.Milliseconds(report.Writers.Percentile99)}, longest {LiveServer.Milliseconds(report.Writers.Longest)} ({LiveServer.Load})");
        }
    }

    private static async Task SetUpAsync(PostgresDatabase database, int rows) => await database.ExecuteAsync(
    [
        "DROP TABLE IF EXISTS orders, other_orders, \"__SafeMigrationsJournal\", \"__EFMigrationsHistory\"",
        "CREATE TABLE orders (id bigint NOT NULL, customer_id bigint NOT NULL, net int NOT NULL, tax int NOT NULL, total int, note text)",
        FormattableString.Invariant($"INSERT INTO orders SELECT i, i % 1000, i % 100, i % 20, NULL, 'order number ' || i FROM generate_series(1, {rows}) i"),
        "ALTER TABLE orders ADD PRIMARY KEY (id)",
        "CREATE INDEX ON orders (customer_id)",
        "CREATE TABLE other_orders (LIKE orders INCLUDING ALL)",
        "INSERT INTO other_orders TABLE orders",
        "VACUUM ANALYZE orders, other_orders",
        "CHECKPOINT",
    ]);

    private static async Task NaiveLoopAsync(PostgresDatabase database)
    {
        await using var connection = await database.OpenAsync();
        await using var command = new NpgsqlCommand(
            FormattableString.Invariant($"UPDATE orders SET total = net + tax WHERE id IN (SELECT id FROM orders WHERE total IS NULL LIMIT {NaiveBatch})"), connection) { CommandTimeout = 0 };
        while (await command.ExecuteNonQueryAsync() > 0)
        {
        }
    }

    private sealed record Form(string Name, int Rows, Func<Task> Work)
    {
        public List<(TimeSpan Took, TrafficFigures Writers)> Results { get; init; } = [];

        public TimeSpan Took => TimeSpan.FromMilliseconds(Samples.Median(Results.Select(static r => r.Took.TotalMilliseconds)));

        public TimeSpan Latency(Func<TrafficFigures, TimeSpan> figure) => TimeSpan.FromMilliseconds(Samples.Median(Results.Select(r => figure(r.Writers).TotalMilliseconds)));
    }
}
