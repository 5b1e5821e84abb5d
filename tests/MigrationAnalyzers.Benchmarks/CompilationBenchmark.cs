using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigrationAnalyzers.Benchmarks;

/// <summary>What the analyzer costs a project that has no migrations: the same compilation without it, with an analyzer that does nothing, and with it.</summary>
internal sealed class CompilationBenchmark : Benchmark
{
    private const int Files = 100;
    private const int Rounds = 21;

    public override string Name => "build";

    public override string Description => "a project without EF Core, and one that has it but no migrations: compiled with and without the analyzer, as a ratio";

    public override async Task<ResultTable> RunAsync(string[] arguments)
    {
        var table = new ResultTable("project of 100 files, processor time", "no analyzer", "an empty analyzer", "MigrationAnalyzer", "ratio to empty", "empty to itself");
        await AddAsync("without EF Core", Sources.References.Where(static r => !IsEntityFramework(r)));
        await AddAsync("with EF Core and Npgsql", Sources.References);
        return table;

        async Task AddAsync(string project, IEnumerable<MetadataReference> references)
        {
            var trees = Enumerable.Range(0, Files).Select(static i => CSharpSyntaxTree.ParseText(SourceOfFile(i), path: $"Service{i}.cs")).ToImmutableArray();
            var compilation = Sources.Compile(trees, references);
            var medians = await Samples.ByTurnsAsync(
                warmUp: 2,
                Rounds,
                () => CompileAsync(compilation),
                () => CompileAsync(compilation, new EmptyAnalyzer()),
                () => CompileAsync(compilation, new MigrationAnalyzer()),
                // Against itself: what two equal things differ by is what cannot be measured here.
                () => CompileAsync(compilation, new EmptyAnalyzer()));
            table.Add(
                project,
                Samples.Milliseconds(medians[0]),
                Samples.Milliseconds(medians[1]),
                Samples.Milliseconds(medians[2]),
                Samples.Ratio(medians[2] / medians[1]),
                Samples.Ratio(medians[3] / medians[1]));
        }
    }

    private static bool IsEntityFramework(MetadataReference reference) =>
        Path.GetFileName(reference.Display!) is var name
        && (name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) || name.StartsWith("Npgsql", StringComparison.Ordinal));

    private static async Task CompileAsync(CSharpCompilation compilation, DiagnosticAnalyzer? analyzer = null)
    {
        // A clone, as a compilation keeps what it has bound.
        var fresh = compilation.Clone();
        if (analyzer is null)
        {
            fresh.GetDiagnostics();
        }
        else
        {
            await fresh.WithAnalyzers([analyzer]).GetAllDiagnosticsAsync();
        }
    }

    /// <summary>Ordinary code: properties, calls, LINQ, strings that look a little like SQL.</summary>
    private static string SourceOfFile(int number)
    {
        var source = new StringBuilder();
        source.Append(CultureInfo.InvariantCulture, $$"""
            using System;
            using System.Collections.Generic;
            using System.Linq;
            using System.Threading.Tasks;

            namespace Company.Product.Area{{number % 20}};

            public sealed class Service{{number}}
            {
                private readonly Dictionary<string, List<int>> _items = new();

                public int Count => _items.Values.Sum(v => v.Count);

            """);
        for (var i = 0; i < 6; i++)
        {
            source.Append(CultureInfo.InvariantCulture, $$"""
                    public async Task<string> Method{{i}}Async(string name, int count)
                    {
                        await Task.Yield();
                        if (!_items.TryGetValue(name, out var list))
                        {
                            _items[name] = list = new List<int>();
                        }

                        list.AddRange(Enumerable.Range(0, count).Where(x => x % {{i + 2}} == 0).Select(x => x * {{number + 1}}));
                        var sql = "SELECT * FROM items WHERE name = '" + name + "' AND id IN (" + string.Join(", ", list) + ")";
                        Console.WriteLine($"{name}: {list.Count} of {Count}, {sql}");
                        return sql.Length > {{i}} ? sql.Substring({{i}}) : name;
                    }

                """);
        }

        return source.Append("}\n").ToString();
    }
}
