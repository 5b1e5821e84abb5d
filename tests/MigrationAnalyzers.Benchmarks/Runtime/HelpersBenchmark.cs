using System.Globalization;
using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.PostgresServers.Probes;
using MigrationAnalyzers.Runtime.Tests.Migrating;
using MigrationAnalyzers.Runtime.Tests.Proof;
using Npgsql;

namespace MigrationAnalyzers.Benchmarks;

/// <summary>Each helper of the runtime through SafeMigrator, and the operation that it stands for as EF Core executes it: how long they take, and how long a writer waits at most.</summary>
internal sealed class HelpersBenchmark : Benchmark
{
    private const int DefaultRows = 1_000_000;

    private static readonly TimeSpan ReaderHoldsOn = TimeSpan.FromSeconds(3);

    public override string Name => "helpers";

    public override string Description => "how long writers wait under each helper of the runtime and under the ordinary operation; [rows] [PostgreSQL major version] [part of a helper's name]";

    public override async Task<ResultTable> RunAsync(string[] arguments)
    {
        var rows = arguments is [var given, ..] ? int.Parse(given, CultureInfo.InvariantCulture) : DefaultRows;
        var major = arguments is [_, var version, ..] ? int.Parse(version, CultureInfo.InvariantCulture) : PostgresServer.Majors[^1];
        var part = arguments is [_, _, var name, ..] ? name : "";
        await using var server = await LiveServer.StartAsync(major);
        await using var database = await server.CreateDatabaseAsync();
        Console.WriteLine($"PostgreSQL {major}, {LiveServer.Thousands(rows)} rows, {LiveServer.Load}");
        var table = new ResultTable("helper", "helper takes", "operation takes", "longest wait of a write", "under the operation", "longest wait of a read", "under the operation");
        foreach (var helper in HelperCases.All.Where(h => h.Name.Contains(part, StringComparison.OrdinalIgnoreCase)))
        {
            // What waits for a reader that holds on has no time of its own; a name is changed at once, and whoever uses the old one fails.
            var ordinary = helper.UnsafeIsLong ? await MeasureAsync(helper, () => LiveServer.MigrateAsync(database, helper.Unsafe)) : ((TimeSpan Took, TrafficReport Report)?)null;
            var (took, safe) = await MeasureAsync(helper, () => LiveServer.MigrateSafelyAsync(database, null, [.. helper.Safe.Select((up, i) => TestMigration.Number(i + 1, up))]));
            table.Add(
                helper.Name,
                LiveServer.Milliseconds(took),
                ordinary is { } o ? LiveServer.Milliseconds(o.Took) : "-",
                LiveServer.Milliseconds(safe.Writers.Longest),
                ordinary is { } w ? LiveServer.Milliseconds(w.Report.Writers.Longest) : "-",
                LiveServer.Milliseconds(safe.Readers.Longest),
                ordinary is { } r ? LiveServer.Milliseconds(r.Report.Readers.Longest) : "-");
            Console.WriteLine($"{helper.Name} ({LiveServer.Load})");
        }

        return table;

        async Task<(TimeSpan Took, TrafficReport Report)> MeasureAsync(HelperCase helper, Func<Task> migrate)
        {
            await helper.SetUpAsync(database, rows);
            await database.ExecuteAsync("CHECKPOINT");
            var reader = helper.ReaderHoldsOn ? await HoldOnAsync(database, helper) : Task.CompletedTask;
            await using var traffic = await LiveServer.StartTrafficAsync(database, HelperCase.OfRows(helper.Write, rows), HelperCase.OfRows(helper.Read, rows));
            var result = await LiveServer.MeasureAsync(traffic, migrate);
            await reader;
            return result;
        }
    }

    /// <summary>A transaction that has read the table and stays open; returns what ends when it does.</summary>
    private static async Task<Task> HoldOnAsync(PostgresDatabase database, HelperCase helper)
    {
        var connection = await database.OpenAsync();
        await using var command = new NpgsqlCommand($"BEGIN; SELECT FROM {helper.Table} LIMIT 1", connection);
        await command.ExecuteNonQueryAsync();
        return EndAsync(connection);
    }

    private static async Task EndAsync(NpgsqlConnection connection)
    {
        await Task.Delay(ReaderHoldsOn);
        await connection.DisposeAsync();
    }
}
