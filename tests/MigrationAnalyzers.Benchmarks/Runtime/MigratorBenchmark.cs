using System.Diagnostics;
using System.Globalization;
using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.Runtime;
using MigrationAnalyzers.Runtime.Tests.Migrating;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MigrationAnalyzers.Benchmarks;

/// <summary>What SafeMigrator costs where there is nothing to be careful about: small steps beside EF Core's Migrate(), and the look beforehand at a database of many tables.</summary>
internal sealed class MigratorBenchmark : Benchmark
{
    private const int DefaultRounds = 20;
    private const int WarmUp = 3;
    private const int Tables = 1_000;

    public override string Name => "migrator";

    public override string Description => "what SafeMigrator costs beside Migrate() with small steps, and preflight with many tables; [rounds]";

    public override async Task<ResultTable> RunAsync(string[] arguments)
    {
        var rounds = arguments is [var given, ..] ? int.Parse(given, CultureInfo.InvariantCulture) : DefaultRounds;
        await using var server = await LiveServer.StartAsync(PostgresServer.Majors[^1]);
        await using var database = await server.CreateDatabaseAsync();
        Console.WriteLine($"PostgreSQL {PostgresServer.Majors[^1]}, {rounds} rounds, {LiveServer.Load}");
        await using var many = await server.CreateDatabaseAsync();
        await many.ExecuteAsync($"DO $$ BEGIN FOR i IN 1..{Tables} LOOP EXECUTE format('CREATE TABLE many_%s (id bigint PRIMARY KEY, a int, b text)', i); EXECUTE format('CREATE INDEX ON many_%s (a)', i); END LOOP; END $$");

        var withoutPreflight = new SafeMigratorOptions { Preflight = false };
        (string Name, Func<Task> Work)[] forms =
        [
            ("Migrate(), 10 operations", () => OrdinaryAsync(new SmallSteps.Together(database.ConnectionString))),
            ("SafeMigrator, 10 operations", () => SafeAsync(new SmallSteps.Together(database.ConnectionString))),
            ("the same without preflight", () => SafeAsync(new SmallSteps.Together(database.ConnectionString), withoutPreflight)),
            ("Migrate(), 10 commands without a transaction", () => OrdinaryAsync(new SmallSteps.Apart(database.ConnectionString))),
            ("SafeMigrator, 10 commands without a transaction", () => SafeAsync(new SmallSteps.Apart(database.ConnectionString))),
            ("Migrate(), 10 safe forms as plain SQL", () => OrdinaryAsync(new SmallSteps.Helpers(database.ConnectionString))),
            ("SafeMigrator, 10 safe forms", () => SafeAsync(new SmallSteps.Helpers(database.ConnectionString))),
            ("preflight, 10 operations, no other tables", () => PreflightAsync(new SmallSteps.Together(database.ConnectionString))),
            ("preflight, 10 operations, 1,000 other tables", () => PreflightAsync(new SmallSteps.Together(many.ConnectionString))),
            ("preflight, indexes of 1,000 tables", () => PreflightAsync(new MigratingContext(many, TestMigration.Number(1, IndexAll)))),
        ];
        var times = forms.Select(static _ => new List<double>()).ToArray();
        for (var round = 0; round < WarmUp + rounds; round++)
        {
            for (var i = 0; i < forms.Length; i++)
            {
                var which = (round + i) % forms.Length;
                foreach (var each in (PostgresDatabase[])[database, many])
                {
                    await each.ExecuteAsync(["DROP TABLE IF EXISTS t, \"__SafeMigrationsJournal\", \"__EFMigrationsHistory\"", "CREATE TABLE t (id bigint PRIMARY KEY, a int)"]);
                }

                var watch = Stopwatch.StartNew();
                await forms[which].Work();
                Console.WriteLine($"{forms[which].Name}: {LiveServer.Milliseconds(watch.Elapsed)}");
                if (round >= WarmUp)
                {
                    times[which].Add(watch.Elapsed.TotalMilliseconds);
                }
            }
        }

        // Each beside the Migrate() that comes before it.
        var (table, reference) = (new ResultTable("what", "takes (median)", "to Migrate()"), 0.0);
        foreach (var (form, samples) in forms.Zip(times))
        {
            var median = Samples.Median(samples);
            reference = form.Name.StartsWith("Migrate", StringComparison.Ordinal) ? median : form.Name.StartsWith("preflight", StringComparison.Ordinal) ? 0 : reference;
            table.Add(form.Name, Samples.Milliseconds(median), reference == 0 ? "" : Samples.Ratio(median / reference));
        }

        return table;
    }

    private static async Task OrdinaryAsync(DbContext context)
    {
        await using (context)
        {
            await context.Database.MigrateAsync();
        }
    }

    private static async Task SafeAsync(DbContext context, SafeMigratorOptions? options = null)
    {
        await using (context)
        {
            await (options is null ? new SafeMigrator(context) : new SafeMigrator(context, options)).ApplyAsync();
        }
    }

    private static async Task PreflightAsync(DbContext context)
    {
        await using (context)
        {
            await new SafeMigrator(context).PreflightAsync();
        }
    }

    private static void IndexAll(MigrationBuilder builder)
    {
        for (var i = 1; i <= Tables; i++)
        {
            builder.CreateIndexConcurrently(FormattableString.Invariant($"ix_{i}"), FormattableString.Invariant($"many_{i}"), "b");
        }
    }
}
