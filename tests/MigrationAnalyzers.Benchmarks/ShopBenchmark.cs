using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigrationAnalyzers.Benchmarks;

/// <summary>What the analyzer costs a project with migrations: samples/Shop, and the same history many times over.</summary>
internal sealed class ShopBenchmark : Benchmark
{
    public override string Name => "shop";

    public override string Description => "the analyzer over samples/Shop: milliseconds for a migration, and what the whole adds to a build";

    public override async Task<ResultTable> RunAsync(string[] arguments)
    {
        var trees = Sources.ReadProject(Path.Combine(Sources.RepositoryRoot, "samples", "Shop"));
        var migrations = trees.Count(static t => t.GetText().ToString().Contains(": Migration", StringComparison.Ordinal));
        var compilation = Sources.Compile(trees, Sources.References);
        ImmutableArray<Diagnostic> findings = [];

        var medians = await Samples.ByTurnsAsync(
            warmUp: 4,
            rounds: 21,
            () =>
            {
                compilation.Clone().GetDiagnostics();
                return Task.CompletedTask;
            },
            async () => findings = await compilation.Clone().WithAnalyzers([new MigrationAnalyzer()]).GetAllDiagnosticsAsync());

        var added = medians[1] - medians[0];
        var own = findings.Count(static d => d.Id.StartsWith("DBM", StringComparison.Ordinal));
        var table = new ResultTable("samples/Shop, processor time", "measured");
        table.Add("migrations", migrations.ToString(CultureInfo.InvariantCulture));
        table.Add("findings", own.ToString(CultureInfo.InvariantCulture));
        table.Add("compiled without analyzer", Samples.Milliseconds(medians[0]));
        table.Add("compiled with it", Samples.Milliseconds(medians[1]));
        table.Add("ratio", Samples.Ratio(medians[1] / medians[0]));
        table.Add("added for each migration", Samples.Milliseconds(added / migrations));
        return table;
    }
}
