using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.Benchmarks;

/// <summary>
/// What a keystroke in the last migration costs in a project with a long history, beside the first analysis of it, and beside a project with a short one. As
/// an editor does it: a new compilation for each keystroke, of which the findings of one file are asked for.
/// </summary>
internal sealed class HistoryBenchmark : Benchmark
{
    private const int Keystrokes = 20;
    private const int Rounds = 5;
    private const int WarmUp = 1;

    public override string Name => "history";

    public override string Description => "a keystroke in the last of 1,000 migrations and of 10, beside the first analysis: milliseconds and ratios";

    public override async Task<ResultTable> RunAsync(string[] arguments)
    {
        var small = new History(10);
        var large = new History(1000);
        var medians = await Samples.ByTurnsAsync(
            WarmUp,
            Rounds,
            () => large.AnalyzeFirstAsync(),
            () => large.TypeAsync(new MigrationAnalyzer()),
            () => large.TypeAsync(new EmptyAnalyzer()),
            () => small.AnalyzeFirstAsync(),
            () => small.TypeAsync(new MigrationAnalyzer()),
            () => small.TypeAsync(new EmptyAnalyzer()));

        var (first, typed, empty) = (medians[0], medians[1] / Keystrokes, medians[2] / Keystrokes);
        var (smallFirst, smallTyped, smallEmpty) = (medians[3], medians[4] / Keystrokes, medians[5] / Keystrokes);
        var table = new ResultTable("the last migration's findings, processor time", "1,000 migrations", "10 migrations", "ratio");
        Add("first analysis", first, smallFirst);
        Add("a keystroke", typed, smallTyped);
        Add("a keystroke, an empty analyzer", empty, smallEmpty);
        Add("what the analyzer adds to a keystroke", typed - empty, smallTyped - smallEmpty);
        table.Add("a keystroke to the first analysis", Samples.Ratio(typed / first), Samples.Ratio(smallTyped / smallFirst), "");
        return table;

        void Add(string name, double one, double other) =>
            table.Add(name, Samples.Milliseconds(one), Samples.Milliseconds(other), Samples.Ratio(one / other));
    }

    /// <summary>A project of synthetic migrations, each of which makes a table with an index, or changes an earlier one.</summary>
    private sealed class History
    {
        private readonly ImmutableArray<(string Path, SourceText Text)> _sources;

        /// <summary>Of other trees than any before it, made before the clock runs: what is kept of a tree does not help it.</summary>
        private readonly Queue<CSharpCompilation> _unseen = new();

        private CSharpCompilation _open;
        private int _typed;

        public History(int count)
        {
            _sources = [.. Enumerable.Range(0, count).SelectMany(Migration).Prepend(("Context.cs", SourceText.From(Context)))];
            Last = Path(count - 1);
            _open = Sources.Compile(Parse(), Sources.References);
            for (var i = 0; i < WarmUp + Rounds; i++)
            {
                _unseen.Enqueue(_open.RemoveAllSyntaxTrees().AddSyntaxTrees(Parse()));
            }
        }

        private const string Context = "namespace App; public sealed class ShopContext : Microsoft.EntityFrameworkCore.DbContext { }";

        private string Last { get; }

        public Task AnalyzeFirstAsync() => FindingsAsync(_unseen.Dequeue(), new MigrationAnalyzer());

        public async Task TypeAsync(DiagnosticAnalyzer analyzer)
        {
            for (var i = 0; i < Keystrokes; i++)
            {
                var tree = _open.SyntaxTrees.Single(t => t.FilePath == Last);
                var text = (await tree.GetTextAsync()).ToString();
                var end = text.LastIndexOf("// typed", StringComparison.Ordinal);
                var typed = text[..end] + "// typed " + (_typed++).ToString(CultureInfo.InvariantCulture);
                _open = _open.ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(typed)));
                await FindingsAsync(_open, analyzer);
            }
        }

        private async Task FindingsAsync(CSharpCompilation compilation, DiagnosticAnalyzer analyzer)
        {
            var model = compilation.GetSemanticModel(compilation.SyntaxTrees.Single(t => t.FilePath == Last));
            var found = await compilation.WithAnalyzers([analyzer]).GetAnalyzerSemanticDiagnosticsAsync(model, filterSpan: null, CancellationToken.None);
            if (found.Any(static d => d.Id == "AD0001") || found.IsEmpty && analyzer is MigrationAnalyzer)
            {
                throw new InvalidOperationException("The analyzer did not find what it should.");
            }
        }

        private ImmutableArray<SyntaxTree> Parse() => [.. _sources.Select(static s => CSharpSyntaxTree.ParseText(s.Text, path: s.Path))];

        private static string Path(int number) => $"Migrations/{Id(number)}.cs";

        private static string Id(int number) => (20200101000000 + number).ToString(CultureInfo.InvariantCulture) + "_Step" + number.ToString(CultureInfo.InvariantCulture);

        private static IEnumerable<(string Path, SourceText Text)> Migration(int number)
        {
            yield return (Path(number), SourceText.From($$"""
                using Microsoft.EntityFrameworkCore.Migrations;

                namespace App.Migrations;

                public partial class Step{{number}} : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateTable(
                            name: "table_{{number}}",
                            columns: table => new
                            {
                                id = table.Column<int>(type: "integer", nullable: false),
                                name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                                total = table.Column<decimal>(type: "numeric(12,2)", nullable: false, defaultValue: 0m),
                            },
                            constraints: table => table.PrimaryKey("pk_table_{{number}}", x => x.id));

                        migrationBuilder.CreateIndex(name: "ix_{{number}}", table: "table_{{Math.Max(0, number - 5)}}", column: "name");

                        migrationBuilder.Sql("UPDATE table_{{Math.Max(0, number - 3)}} SET total = 0 WHERE name IS NULL");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropIndex(name: "ix_{{number}}", table: "table_{{Math.Max(0, number - 5)}}");

                        migrationBuilder.DropTable(name: "table_{{number}}");
                    }
                }

                // typed
                """));
            yield return ($"Migrations/{Id(number)}.Designer.cs", SourceText.From($$"""
                using App;
                using Microsoft.EntityFrameworkCore;
                using Microsoft.EntityFrameworkCore.Infrastructure;
                using Microsoft.EntityFrameworkCore.Migrations;

                namespace App.Migrations
                {
                    [DbContext(typeof(ShopContext))]
                    [Migration("{{Id(number)}}")]
                    partial class Step{{number}}
                    {
                        protected override void BuildTargetModel(ModelBuilder modelBuilder)
                        {
                        }
                    }
                }
                """));
        }
    }
}
