using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.PostgresServers.Catalog;
using MigrationAnalyzers.Runtime.Tests.Migrating;
using Xunit.Abstractions;

namespace MigrationAnalyzers.Runtime.Tests.Resilience;

/// <summary>The process that migrates is killed (SIGKILL), again and again.</summary>
public sealed class KilledProcessTests(ITestOutputHelper output)
{
    private const int Seed = 20_240_131;
    private const int KillsOfDatabase = 10;

    /// <summary>A process that has just started takes so much longer for a step than the tests.</summary>
    private const double ColdStart = 1.5;

    [Fact]
    public async Task KilledAtRandomPoints_TheNextRunsFinish_AndEachRowIsWrittenOnce()
    {
        int[] majors = LongForm.IsOn ? [18, 15, 12, 18, 13, 16] : [18];
        var kills = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(
            majors.Select(static (major, i) => (Major: major, Number: i)),
            new ParallelOptions { MaxDegreeOfParallelism = 2 },
            async (run, _) => await KillAgainAndAgainAsync(run.Major, Seed + run.Number, kills));

        foreach (var (where, count) in kills.CountBy(static k => k).OrderBy(static k => int.Parse(k.Key.Split(' ')[0], CultureInfo.InvariantCulture)))
        {
            output.WriteLine($"{count} x {where}");
        }

        Assert.True(kills.Count >= majors.Length * KillsOfDatabase / 2, $"Only {kills.Count} kills hit a migration.");
    }

    private async Task KillAgainAndAgainAsync(int major, int seed, ConcurrentBag<string> kills)
    {
        var server = await PostgresServer.SharedAsync(major);
        await using var undisturbed = await server.CreateDatabaseAsync();
        var durations = await MeasureAsync(undisturbed);
        Assert.Empty(await EveryKindOfStep.FindFaultsAsync(undisturbed));

        await using var database = await server.CreateDatabaseAsync();
        await using var context = new MigratingContext(database, EveryKindOfStep.All);
        await new SafeMigrator(context, EveryKindOfStep.Options).ApplyAsync("Migration1");
        var random = new Random(seed);
        var steps = Enumerable.Range(0, KillsOfDatabase).Select(_ => random.Next(1, durations.Count + 1)).Order().ToList();
        foreach (var step in steps)
        {
            var delay = durations[step] * random.NextDouble() * ColdStart;
            var place = await KillAsync(database, step, delay);
            output.WriteLine($"PostgreSQL {major}: {delay.TotalMilliseconds:F0} of {durations[step].TotalMilliseconds:F0} ms after the beginning of step {step}: {place ?? "it was over before"}");
            if (place is not null)
            {
                kills.Add(place);
            }
        }

        var report = $"PostgreSQL {major}, seed {seed}, killed at {string.Join("; ", kills)}";
        await using var last = new MigratingContext(database, EveryKindOfStep.All);
        var progress = new RecordedProgress();
        try
        {
            await new SafeMigrator(last, EveryKindOfStep.Options).ApplyAsync(progress: progress);
        }
        catch (SafeMigrationException e)
        {
            Assert.Fail($"{report}: {e.Message}");
        }

        Assert.True(await EveryKindOfStep.FindFaultsAsync(database) is [], $"{report}: {string.Join("; ", await EveryKindOfStep.FindFaultsAsync(database))}");
        Assert.Equal(await CatalogAsync(undisturbed), await CatalogAsync(database));
    }

    /// <summary>How long each step takes when nobody disturbs it.</summary>
    private static async Task<Dictionary<int, TimeSpan>> MeasureAsync(PostgresDatabase database)
    {
        await using var context = new MigratingContext(database, EveryKindOfStep.All);
        await new SafeMigrator(context, EveryKindOfStep.Options).ApplyAsync("Migration1");
        var clock = new StepClock();
        await new SafeMigrator(context, EveryKindOfStep.Options).ApplyAsync(progress: clock);
        return clock.Durations;
    }

    /// <summary>A run that is killed some time after it has begun the step, or a later one.</summary>
    /// <returns>Where it was; null: it was over before.</returns>
    private static async Task<string?> KillAsync(PostgresDatabase database, int step, TimeSpan delay)
    {
        using var victim = Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                typeof(KilledProcessTests).Assembly.Location, "victim", database.ConnectionString,
                step.ToString(CultureInfo.InvariantCulture), delay.TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = victim.StandardError.ReadToEndAsync();
        var lines = await victim.StandardOutput.ReadToEndAsync();
        await victim.WaitForExitAsync();
        const int Sigkill = 128 + 9;
        return victim.ExitCode switch
        {
            Sigkill => Place(lines),
            0 => null,
            var code => throw new InvalidOperationException($"The victim ended with {code}: {await error}"),
        };
    }

    /// <summary>The step of the last report, its title, and how far it was.</summary>
    private static string Place(string lines)
    {
        var reports = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static l => l.Split(' ', 3)).Where(static w => w is [not "0", _, _]).ToList();
        return reports.LastOrDefault(static w => w[1] == nameof(SafeMigrationState.StepStarted)) is [var number, _, var title] ? $"{number} ({title}), {reports[^1][1]}" : "0";
    }

    private static async Task<string> CatalogAsync(PostgresDatabase database)
    {
        await using var connection = await database.OpenAsync();
        return (await CatalogSnapshot.CaptureAsync(connection)).ToString();
    }

    private sealed class StepClock : IProgress<SafeMigrationProgress>
    {
        private long _started;

        public Dictionary<int, TimeSpan> Durations { get; } = [];

        public void Report(SafeMigrationProgress value)
        {
            if (value.State == SafeMigrationState.StepStarted)
            {
                _started = Stopwatch.GetTimestamp();
            }
            else if (value.State == SafeMigrationState.StepDone)
            {
                Durations[value.StepNumber] = Stopwatch.GetElapsedTime(_started);
            }
        }
    }
}
