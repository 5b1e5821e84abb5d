using System.Diagnostics;
using System.Globalization;
using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.PostgresServers.Probes;
using MigrationAnalyzers.Runtime;
using MigrationAnalyzers.Runtime.Tests.Migrating;
using MigrationAnalyzers.Runtime.Tests.Steps;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MigrationAnalyzers.Benchmarks;

/// <summary>A server that keeps its data, as those of applications do, and an application at work on it.</summary>
internal static class LiveServer
{
    private const int Sessions = 2;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    public static Task<PostgresServer> StartAsync(int major) => PostgresServer.StartAsync(
        major, PostgresServerSettings.Durable.SetItem("shared_buffers", "1GB").SetItem("max_wal_size", "4GB").SetItem("maintenance_work_mem", "256MB"));

    public static Task<Traffic> StartTrafficAsync(PostgresDatabase database, Func<int, Random, string> write, Func<int, Random, string> read) => Traffic.StartAsync(
        new TrafficWorkers(database.ConnectionString, Sessions, write) { Pause = Pause },
        new TrafficWorkers(database.ConnectionString, Sessions, read) { Pause = Pause });

    /// <summary>How long the work took, and what the application noticed of it.</summary>
    /// <exception cref="InvalidOperationException">A statement of the application failed.</exception>
    public static async Task<(TimeSpan Took, TrafficReport Report)> MeasureAsync(Traffic traffic, Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        var took = watch.Elapsed;
        var report = await traffic.StopAsync();
        return report.Writers.Errors.Keys.Concat(report.Readers.Errors.Keys).FirstOrDefault() is { } error
            ? throw new InvalidOperationException($"The application failed meanwhile: {error}")
            : (took, report);
    }

    public static async Task MigrateSafelyAsync(PostgresDatabase database, SafeMigratorOptions? options, params TestMigration[] migrations)
    {
        await using var context = new MigratingContext(database, migrations);
        await (options is null ? new SafeMigrator(context) : new SafeMigrator(context, options)).ApplyAsync();
    }

    /// <summary>The commands of EF Core, in a transaction, as Migrate() executes them.</summary>
    public static Task MigrateAsync(PostgresDatabase database, Action<MigrationBuilder> up) => PlainRunner.RunAsync(database, PlainRunner.Commands(up));

    /// <summary>What else the machine does, for whoever reads the figures.</summary>
    public static string Load => File.Exists("/proc/loadavg") ? $"load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}" : "load unknown";

    public static string Thousands(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString(time.TotalMilliseconds >= 100 ? "N0" : "0.0", CultureInfo.InvariantCulture) + " ms";
}
