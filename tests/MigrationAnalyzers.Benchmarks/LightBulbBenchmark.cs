using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MigrationAnalyzers.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.Benchmarks;

/// <summary>
/// What an editor waits for before it can show which fixes a finding has: after a keystroke in the file, whose findings it has just been told, and when the light bulb is looked for again. In
/// migrations that others have written.
/// </summary>
internal sealed class LightBulbBenchmark : Benchmark
{
    private const int Rounds = 5;

    /// <summary>Processor time of a finding that is named.</summary>
    private const int Slow = 50;

    private int _typed;

    public override string Name => "lightbulb";

    public override string Description => "how long the light bulb takes for each finding in folders of migrations: time, processor time and memory, median and worst";

    public override async Task<ResultTable> RunAsync(string[] arguments)
    {
        var table = new ResultTable("folder", "findings", "time: median", "90 %", "worst", "processor: median", "worst", "memory: median", "worst", "again: median", "worst", "offered");
        var all = new List<(Cost Typed, Cost Again)>();
        using var offered = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var folder in arguments)
        {
            var workspace = await OthersMigrations.OpenAsync(folder);
            var costs = new List<(Cost Typed, Cost Again)>();
            using var here = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var finding in await workspace.FindingsAsync())
            {
                if (finding.Location.SourceTree is { FilePath: var path } && OthersMigrations.Fixes.TryGetValue(finding.Id, out var fix))
                {
                    var what = Encoding.UTF8.GetBytes($"{finding.Id} {Path.GetFileName(path)} {finding.Location.SourceSpan} {await ResultsAsync(workspace, fix, finding)}");
                    here.AppendData(what);
                    offered.AppendData(what);
                    var cost = await MeasureAsync((Document)workspace.Document(path), fix, finding);
                    if (cost.Typed.Processor > Slow)
                    {
                        Console.WriteLine($"{Samples.Milliseconds(cost.Typed.Processor)}: {finding.Id} {Path.GetFileName(path)}:{finding.Location.GetLineSpan().StartLinePosition.Line + 1}");
                    }

                    costs.Add(cost);
                }
            }

            Add(folder, costs, here);
            all.AddRange(costs);
        }

        Add("all", all, offered);
        return table;

        void Add(string name, IReadOnlyCollection<(Cost Typed, Cost Again)> costs, IncrementalHash hash)
        {
            if (costs.Count > 0)
            {
                table.Add(
                    name,
                    costs.Count.ToString(CultureInfo.InvariantCulture),
                    Samples.Milliseconds(Samples.Median(costs.Select(static c => c.Typed.Time))),
                    Samples.Milliseconds(costs.Select(static c => c.Typed.Time).Order().ElementAt(costs.Count * 9 / 10)),
                    Samples.Milliseconds(costs.Max(static c => c.Typed.Time)),
                    Samples.Milliseconds(Samples.Median(costs.Select(static c => c.Typed.Processor))),
                    Samples.Milliseconds(costs.Max(static c => c.Typed.Processor)),
                    Samples.Number(Samples.Median(costs.Select(static c => c.Typed.Memory)), " MB"),
                    Samples.Number(costs.Max(static c => c.Typed.Memory), " MB"),
                    Samples.Milliseconds(Samples.Median(costs.Select(static c => c.Again.Time))),
                    Samples.Milliseconds(costs.Max(static c => c.Again.Time)),
                    Convert.ToHexString(hash.GetCurrentHash())[..8]);
            }
        }
    }

    /// <summary>All that is offered and what becomes of the files, so that two versions can be compared.</summary>
    private static async Task<string> ResultsAsync(FixWorkspace workspace, CodeFixProvider fix, Diagnostic finding)
    {
        var results = new StringBuilder();
        foreach (var action in await workspace.OfferedAsync(fix, finding))
        {
            var changed = workspace.Clone();
            await changed.ApplyAsync(action);
            results.Append(action.Title).Append(action.EquivalenceKey);
            var changes = changed.Project.GetChanges(workspace.Project);
            var files = changes.GetChangedDocuments().Concat(changes.GetAddedDocuments()).Select(id => changed.Project.GetDocument(id)!);
            foreach (var file in files.OrderBy(static f => f.FilePath, StringComparer.Ordinal))
            {
                results.Append(file.FilePath).Append(await file.GetTextAsync());
            }
        }

        return results.ToString();
    }

    private async Task<(Cost Typed, Cost Again)> MeasureAsync(Document document, CodeFixProvider fix, Diagnostic finding)
    {
        var (typed, again) = (new List<Cost>(), new List<Cost>());
        for (var round = 0; round < Rounds; round++)
        {
            var current = await TypeAsync(document);
            typed.Add(await OfferAsync(current, fix, finding));
            again.Add(await OfferAsync(current, fix, finding));
        }

        return (Median(typed.Skip(1)), Median(again.Skip(1)));
    }

    /// <summary>The file with another comment at its end, after the editor has asked for its findings.</summary>
    private async Task<Document> TypeAsync(Document document)
    {
        var text = await document.GetTextAsync();
        var changed = document.WithText(text.WithChanges(new TextChange(new TextSpan(text.Length, 0), "// " + (_typed++).ToString(CultureInfo.InvariantCulture))));
        var model = (await changed.GetSemanticModelAsync())!;
        await model.Compilation.WithAnalyzers([new MigrationAnalyzer()], changed.Project.AnalyzerOptions).GetAnalyzerSemanticDiagnosticsAsync(model, filterSpan: null, CancellationToken.None);
        return changed;
    }

    private static async Task<Cost> OfferAsync(Document document, CodeFixProvider fix, Diagnostic finding)
    {
        var offered = ImmutableArray.CreateBuilder<CodeAction>();
        var context = new CodeFixContext(document, finding, (action, _) => offered.Add(action), CancellationToken.None);
        var (processor, memory, time) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true), Stopwatch.GetTimestamp());
        await fix.RegisterCodeFixesAsync(context);
        return new Cost(
            Stopwatch.GetElapsedTime(time).TotalMilliseconds,
            (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds,
            (GC.GetTotalAllocatedBytes(precise: true) - memory) / (1024.0 * 1024));
    }

    private static Cost Median(IEnumerable<Cost> costs) =>
        new(Samples.Median(costs.Select(static c => c.Time)), Samples.Median(costs.Select(static c => c.Processor)), Samples.Median(costs.Select(static c => c.Memory)));

    private readonly record struct Cost(double Time, double Processor, double Memory);
}
