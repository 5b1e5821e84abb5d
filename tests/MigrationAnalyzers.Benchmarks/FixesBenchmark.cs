using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using MigrationAnalyzers.CodeFixes;
using MigrationAnalyzers.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.Benchmarks;

/// <summary>
/// All fixes over migrations that others have written, as <c>dotnet format analyzers</c> with all ids applies them: rule after rule, Fix All in the solution. What the migrations refer to outside of
/// their folder is made up, so that they compile.
/// </summary>
internal sealed partial class FixesBenchmark : Benchmark
{
    private const int MostRounds = 12;

    private static readonly ImmutableSortedDictionary<string, CodeFixProvider> s_fixes = (
        from type in typeof(MigrationCodeFixProvider).Assembly.GetTypes()
        where !type.IsAbstract && type.IsSubclassOf(typeof(CodeFixProvider))
        let fix = (CodeFixProvider)Activator.CreateInstance(type)!
        from id in fix.FixableDiagnosticIds
        select KeyValuePair.Create(id, fix)).ToImmutableSortedDictionary(StringComparer.Ordinal);

    public override string Name => "fixes";

    public override string Description => "all fixes over the migrations in folders (one for a context): findings, fixed and refused, and whether all still compiles";

    public override async Task<ResultTable> RunAsync(string[] arguments)
    {
        var counts = new SortedDictionary<string, (int Found, int Offered)>(StringComparer.Ordinal);
        foreach (var folder in arguments)
        {
            var workspace = await CreateAsync(folder);
            var errors = await ErrorsAsync(workspace);
            foreach (var finding in await workspace.FindingsAsync())
            {
                var isOffered = s_fixes.TryGetValue(finding.Id, out var fix) && !(await workspace.OfferedAsync(fix, finding)).IsEmpty;
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
            table.Add(id, Number(found), s_fixes.ContainsKey(id) ? Number(offered) : "no fix", s_fixes.ContainsKey(id) ? Number(found - offered) : "");
        }

        return table;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task<FixWorkspace> CreateAsync(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(static f => (f, File.ReadAllText(f))).ToList();
        var stubs = new SortedSet<string>(StringComparer.Ordinal);
        FixWorkspace workspace;
        for (var round = 0; ; round++)
        {
            workspace = FixWorkspace.Create(new MigrationAnalyzer(), [.. files, ("/Stubs.cs", string.Join('\n', stubs))], references: EfReferences.WithoutRuntime);
            var known = stubs.Count;
            foreach (var error in round < MostRounds ? await workspace.ErrorsAsync() : [])
            {
                stubs.UnionWith(StubsFor(error));
            }

            if (stubs.Count == known)
            {
                return workspace;
            }
        }
    }

    /// <summary>The type or the namespace that is missing.</summary>
    private static IEnumerable<string> StubsFor(Diagnostic error) => error.Id switch
    {
        "CS0246" => Missing().Match(error.GetMessage(CultureInfo.InvariantCulture)) is { Success: true } name && IsInUsing(error)
            ? [$"namespace {name.Groups[1].Value} {{ }}"]
            : [$"public partial class {Missing().Match(error.GetMessage(CultureInfo.InvariantCulture)).Groups[1].Value} : Microsoft.EntityFrameworkCore.DbContext {{ }}"],
        "CS0234" => MissingIn().Match(error.GetMessage(CultureInfo.InvariantCulture)) is { Success: true } names
            ? [$"namespace {names.Groups[2].Value}.{names.Groups[1].Value} {{ }}"]
            : [],
        _ => [],
    };

    private static bool IsInUsing(Diagnostic error) =>
        error.Location.SourceTree!.GetText().Lines.GetLineFromPosition(error.Location.SourceSpan.Start).ToString().TrimStart().StartsWith("using ", StringComparison.Ordinal);

    private static async Task<HashSet<string>> ErrorsAsync(FixWorkspace workspace) =>
        [.. (await workspace.ErrorsAsync()).Select(static e => $"{e.Id} {Path.GetFileName(e.Location.SourceTree?.FilePath)}: {e.GetMessage(CultureInfo.InvariantCulture)}")];

    private static async Task<int> FixAllAsync(FixWorkspace workspace)
    {
        var applied = 0;
        foreach (var (id, fix) in s_fixes)
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

    [GeneratedRegex("'([A-Za-z_0-9]+)'")]
    private static partial Regex Missing();

    [GeneratedRegex("'([A-Za-z_0-9]+)' does not exist in the namespace '([A-Za-z_0-9.]+)'")]
    private static partial Regex MissingIn();
}
