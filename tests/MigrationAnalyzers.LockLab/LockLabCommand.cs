using System.Globalization;
using MigrationAnalyzers.LockLab.Facts;
using MigrationAnalyzers.LockLab.Measuring;
using MigrationAnalyzers.LockLab.Pages;
using MigrationAnalyzers.LockLab.Verifying;
using MigrationAnalyzers.PostgresServers;

namespace MigrationAnalyzers.LockLab;

/// <summary>The command line: measure and verify.</summary>
internal static class LockLabCommand
{
    private const int Succeeded = 0;
    private const int Disagreed = 1;
    private const int CouldNotRun = 2;

    private const string Usage = """
        What PostgreSQL locks, rewrites, scans and builds: measured on live servers, and held against what the analyzers predict.

          measure [--versions 12-18] CASES.json OUT.json   runs the cases on servers of these major versions (12-18, or 14,16) and writes what they did
          measure --debian 15 CASES.json OUT.json          the same on Debian's own server (package postgresql-15)
          verify FACTS.json ...                            compares predictions with measured files; ends with 'agree X of Y' cases and exit code 0 or 1
          page                                             writes docs/effects.md

        The format is described in tests/MigrationAnalyzers.LockLab/Data/README.md.
        """;

    /// <summary>0: it went well, all agree; 1: some disagree; 2: it could not run, and the message says why.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            switch (args)
            {
                case ["measure", "--versions", var versions, var cases, var results]:
                    await MeasureAsync(ParseVersions(versions), cases, results, output, cancellationToken).ConfigureAwait(false);
                    return Succeeded;
                case ["measure", var cases, var results] when cases != "--versions":
                    await MeasureAsync(PostgresServer.Majors, cases, results, output, cancellationToken).ConfigureAwait(false);
                    return Succeeded;
                case ["measure", "--debian", var version, var cases, var results]:
                    var debian = ParseVersions(version) is [var single]
                        ? single
                        : throw new LockLabException($"--debian {version}: write one major version, as in 15.");
                    var onDebian = await Laboratory.MeasureOnDebianAsync(LockCaseFile.Read(cases), debian, cancellationToken).ConfigureAwait(false);
                    await WriteAsync(onDebian, [debian], results, output).ConfigureAwait(false);
                    return Succeeded;
                case ["verify", _, ..]:
                    return Verify(args[1..], output) ? Succeeded : Disagreed;
                case ["page"]:
                    await File.WriteAllTextAsync(RepositoryFiles.EffectsPage, Page(), cancellationToken).ConfigureAwait(false);
                    return Succeeded;
                case ["--help" or "-h"]:
                    await output.WriteLineAsync(Usage).ConfigureAwait(false);
                    return Succeeded;
                default:
                    await error.WriteLineAsync(Usage).ConfigureAwait(false);
                    return CouldNotRun;
            }
        }
        catch (Exception e) when (e is LockLabException or PostgresServerException)
        {
            await error.WriteLineAsync(e.Message).ConfigureAwait(false);
            return CouldNotRun;
        }
    }

    /// <summary>The text that docs/effects.md should have.</summary>
    public static string Page() =>
        EffectsPage.Write(EffectsPage.ReadSections(RepositoryFiles.EffectsPageContents), LockCaseFile.Read(RepositoryFiles.MeasuredFiles));

    private static async Task MeasureAsync(
        IReadOnlyCollection<int> versions, string input, string results, TextWriter output, CancellationToken cancellationToken)
    {
        var measured = await Laboratory.MeasureAsync(LockCaseFile.Read(input), versions, cancellationToken).ConfigureAwait(false);
        await WriteAsync(measured, versions, results, output).ConfigureAwait(false);
    }

    private static async Task WriteAsync(LockCase[] measured, IReadOnlyCollection<int> versions, string results, TextWriter output)
    {
        LockCaseFile.Write(results, measured);
        foreach (var unprepared in measured)
        {
            var missing = versions.Except(unprepared.Results.SelectMany(static r => r.Versions)).Order().ToList();
            if (missing.Count > 0)
            {
                await output.WriteLineAsync($"not measured on {string.Join(", ", missing)}, which reject what prepares it: {unprepared.Name}").ConfigureAwait(false);
            }
        }

        await output.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"measured {measured.Sum(static c => c.Results.Sum(static r => r.Versions.Length))} runs of {measured.Length} cases")).ConfigureAwait(false);
    }

    private static bool Verify(string[] files, TextWriter output)
    {
        var comparisons = Verification.Compare(LockCaseFile.Read(files)).ToList();
        foreach (var (lockCase, verdict, differences) in comparisons.Where(static c => c.Verdict != Verdict.Agrees).OrderByDescending(static c => c.Verdict))
        {
            output.WriteLine($"{(verdict == Verdict.Unknown ? "unknown" : "disagrees")}: {lockCase.Name} || {string.Join("; ", lockCase.Ddl)}");
            foreach (var difference in differences)
            {
                output.WriteLine($"    {difference}");
            }
        }

        var unknown = comparisons.Count(static c => c.Verdict == Verdict.Unknown);
        var agreeing = comparisons.Count(static c => c.Verdict == Verdict.Agrees);
        if (unknown > 0)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"unknown {unknown} of {comparisons.Count}"));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"agree {agreeing} of {comparisons.Count}"));
        return agreeing + unknown == comparisons.Count && comparisons.Count > 0;
    }

    /// <summary>12-18, 14,16 or 18.</summary>
    private static List<int> ParseVersions(string text)
    {
        var versions = new SortedSet<int>();
        foreach (var part in text.Split(','))
        {
            var bounds = part.Split('-');
            if (bounds.Length > 2
                || !int.TryParse(bounds[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                || !int.TryParse(bounds[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
                || first > last
                || !PostgresServer.Majors.Contains(first)
                || !PostgresServer.Majors.Contains(last))
            {
                throw new LockLabException($"--versions {text}: write major versions from {PostgresServer.Majors[0]} to {PostgresServer.Majors[^1]}, as in 12-18 or 14,16.");
            }

            versions.UnionWith(Enumerable.Range(first, last - first + 1));
        }

        return [.. versions];
    }
}
