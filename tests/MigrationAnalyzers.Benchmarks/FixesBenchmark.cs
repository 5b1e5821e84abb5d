using System.Globalization;
using MigrationAnalyzers.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.Benchmarks;

/// <summary>
/// All fixes over migrations that others have written, as <c>dotnet format analyzers</c> with all ids applies them: rule after rule, Fix All in the solution. What the migrations refer to outside of
/// their folder is made up, so that they compile.
/// </summary>
internal sealed class FixesBenchmark : Benchmark
{
    public override string Name => "fixes";

    public override string Description => "all fixes over the migrations in folders (one for a context): findings, fixed and refused, and whether all still compiles";

    public override async Task<ResultTable> RunAsync(string[] arguments)
    {
        var counts = new SortedDictionary<string, (int Found, int Offered)>(StringComparer.Ordinal);
        foreach (var folder in arguments)
        {
            var workspace = await OthersMigrations.OpenAsync(folder);
            var errors = await ErrorsAsync(workspace);
            foreach (var finding in await workspace.FindingsAsync())
            {
                var isOffered = OthersMigrations.Fixes.TryGetValue(finding.Id, out var fix) && !(await workspace.OfferedAsync(fix, finding)).IsEmpty;
                counts[finding.Id] = counts.TryGetValue(finding.Id, out var count) ? (count.Found + 1, count.Offered + (isOffered ? 1 : 0)) : (1, isOffered ? 1 : 0);
                if (fix is not null && !isOffered)
                {
                    var place = finding.Location.GetLineSpan();
                    Console.WriteLine($"refused: {finding.Id} {Path.GetFileName(place.Path)}:{place.StartLinePosition.Line + 1} {finding.GetMessage(CultureInfo.InvariantCulture)}");
                }
            }

            var applied = await FixAllAsync(workspace);
            var worse = (await ErrorsAsync(workspace)).Except(errors).ToList();
            var left = (await workspace.FindingsAsync()).Length;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{folder}: {applied} times Fix All; {errors.Count} errors before, {worse.Count} new ones after; {left} findings left"));
            worse.ForEach(Console.WriteLine);
        }

        var table = new ResultTable("rule", "findings", "fixed", "refused");
        foreach (var (id, (found, offered)) in counts)
        {
            table.Add(id, Number(found), OthersMigrations.Fixes.ContainsKey(id) ? Number(offered) : "no fix", OthersMigrations.Fixes.ContainsKey(id) ? Number(found - offered) : "");
        }

        return table;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task<HashSet<string>> ErrorsAsync(FixWorkspace workspace) =>
        [.. (await workspace.ErrorsAsync()).Select(static e => $"{e.Id} {Path.GetFileName(e.Location.SourceTree?.FilePath)}: {e.GetMessage(CultureInfo.InvariantCulture)}")];

    private static async Task<int> FixAllAsync(FixWorkspace workspace)
    {
        var applied = 0;
        foreach (var (id, fix) in OthersMigrations.Fixes)
        {
            var keys = new HashSet<string?>(StringComparer.Ordinal);
            foreach (var finding in await workspace.FindingsAsync())
            {
                if (finding.Id == id && await workspace.OfferedAsync(fix, finding) is [var action, ..])
                {
                    keys.Add(action.EquivalenceKey);
                }
            }

            foreach (var key in keys)
            {
                await workspace.ApplyAllAsync(fix, FixAllScope.Solution, key, document: null);
                applied++;
            }
        }

        return applied;
    }
}
