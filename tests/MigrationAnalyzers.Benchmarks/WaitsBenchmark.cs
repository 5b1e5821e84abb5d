using System.Diagnostics;
using System.Globalization;
using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.PostgresServers.Probes;

namespace MigrationAnalyzers.Benchmarks;

/// <summary>
/// How long an application waits while a migration runs, on a live server: what a rule calls bad beside what its page offers instead. One session writes single rows
/// and one reads them all the time; the longest wait of each is the result.
/// </summary>
internal sealed class WaitsBenchmark : Benchmark
{
    private const int DefaultRows = 2_000_000;

    private static readonly Case[] s_cases =
    [
        new("DBM1001", ["CREATE INDEX ix ON orders (user_id)"], ["CREATE INDEX CONCURRENTLY ix ON orders (user_id)"], ["DROP INDEX ix"]),
        new(
            "DBM1003",
            ["ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id)"],
            ["ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID", "ALTER TABLE orders VALIDATE CONSTRAINT fk"],
            ["ALTER TABLE orders DROP CONSTRAINT fk"]),
        new(
            "DBM1004",
            ["ALTER TABLE orders ADD CONSTRAINT ck CHECK (total >= 0)"],
            ["ALTER TABLE orders ADD CONSTRAINT ck CHECK (total >= 0) NOT VALID", "ALTER TABLE orders VALIDATE CONSTRAINT ck"],
            ["ALTER TABLE orders DROP CONSTRAINT ck"]),
        new(
            "DBM1005",
            ["ALTER TABLE orders ALTER COLUMN total SET NOT NULL"],
            [
                "ALTER TABLE orders ADD CONSTRAINT nn CHECK (total IS NOT NULL) NOT VALID",
                "ALTER TABLE orders VALIDATE CONSTRAINT nn",
                "ALTER TABLE orders ALTER COLUMN total SET NOT NULL",
                "ALTER TABLE orders DROP CONSTRAINT nn",
            ],
            ["ALTER TABLE orders ALTER COLUMN total DROP NOT NULL"]),
        new(
            "DBM2001",
            ["ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid()"],
            ["ALTER TABLE orders ADD COLUMN token uuid, ALTER COLUMN token SET DEFAULT gen_random_uuid()"],
            ["ALTER TABLE orders DROP COLUMN token"]),
    ];

    public override string Name => "waits";

    public override string Description => "how long writers and readers wait on a live server, bad form and good form of a rule; [rows] [PostgreSQL major version]";

    public override async Task<ResultTable> RunAsync(string[] arguments)
    {
        var rows = arguments is [var given, ..] ? int.Parse(given, CultureInfo.InvariantCulture) : DefaultRows;
        var major = arguments is [_, var version, ..] ? int.Parse(version, CultureInfo.InvariantCulture) : PostgresServer.Majors[^1];
        await using var server = await PostgresServer.StartAsync(major);
        await using var database = await server.CreateDatabaseAsync();
        Console.WriteLine($"PostgreSQL {major}, {rows.ToString("N0", CultureInfo.InvariantCulture)} rows");
        await database.ExecuteAsync(
        [
            "CREATE TABLE users (id integer PRIMARY KEY)",
            "INSERT INTO users SELECT generate_series(1, 10000)",
            "CREATE TABLE orders (id integer PRIMARY KEY, user_id integer, total integer, note text)",
            $"INSERT INTO orders SELECT i, 1 + i % 10000, i % 100, 'order number ' || i FROM generate_series(1, {rows}) AS i",
            "VACUUM ANALYZE orders",
        ]);

        var table = new ResultTable("rule", "form", "it runs", "longest wait of a write", "longest wait of a read");
        foreach (var measured in s_cases)
        {
            await AddAsync(measured, "bad", measured.Bad);
            await AddAsync(measured, "good", measured.Good);
        }

        return table;

        async Task AddAsync(Case measured, string form, string[] statements)
        {
            await database.ExecuteAsync("CHECKPOINT");
            await using var probe = await WriterProbe.StartAsync(
                database, "UPDATE orders SET note = note WHERE id = 1", "SELECT note FROM orders WHERE id = 2");
            var watch = Stopwatch.StartNew();
            await database.ExecuteAsync(statements);
            var took = watch.Elapsed;
            var (writes, reads) = await probe.StopAsync();
            if (writes.Errors.Concat(reads.Errors).FirstOrDefault() is { } error)
            {
                throw new InvalidOperationException($"The application failed while {measured.Rule} was measured: {error}");
            }

            table.Add(
                measured.Rule, form, Samples.Milliseconds(took.TotalMilliseconds), Samples.Milliseconds(writes.LongestWait.TotalMilliseconds), Samples.Milliseconds(reads.LongestWait.TotalMilliseconds));
            await database.ExecuteAsync(measured.Undo);
        }
    }

    /// <summary>Each statement runs in a transaction of its own.</summary>
    private sealed record Case(string Rule, string[] Bad, string[] Good, string[] Undo);
}
