using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigrationAnalyzers.Testing;

/// <summary>
/// Runs an analyzer over sources with markup and compares what it reports with what is marked. The names are those of
/// Microsoft.CodeAnalysis.Testing, so that it can take this one's place.
/// </summary>
public class AnalyzerTest<TAnalyzer>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    /// <summary>The path of <see cref="TestCode"/>.</summary>
    public string TestPath { get; set; } = "/0/Migrations/20240102030405_Test.cs";

    /// <summary>The source, with markup.</summary>
    public string TestCode { get; set; } = "";

    /// <summary>Further sources by path, with markup.</summary>
    public IList<(string Path, string Source)> Sources { get; } = [];

    /// <summary>AdditionalFiles by path, with markup.</summary>
    public IList<(string Path, string Source)> AdditionalFiles { get; } = [];

    /// <summary>Options for all files (.globalconfig, build properties).</summary>
    public IDictionary<string, string> GlobalOptions { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Options for one file (.editorconfig), by its path.</summary>
    public IDictionary<string, ImmutableDictionary<string, string>> FileOptions { get; } =
        new Dictionary<string, ImmutableDictionary<string, string>>(StringComparer.Ordinal);

    public IReadOnlyList<MetadataReference> References { get; set; } = EfReferences.All;

    /// <summary>What is expected besides the marked places, or about them (by <see cref="DiagnosticResult.WithLocation"/>).</summary>
    public IList<DiagnosticResult> ExpectedDiagnostics { get; } = [];

    /// <summary>Only these ids are compared; empty: all of the analyzer's. Those that are off by default are switched on, as an Info.</summary>
    public ISet<string> OnlyIds { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>The id that <c>[|...|]</c> means.</summary>
    public string? DefaultId { get; set; }

    /// <summary>False for code that is half typed.</summary>
    public bool MustCompile { get; set; } = true;

    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        var sources = new[] { (TestPath, TestCode) }.Concat(Sources).Select(static s => (s.Item1, Marked: MarkupParser.Parse(s.Item2))).ToArray();
        var additional = AdditionalFiles.Select(static s => (s.Path, Marked: MarkupParser.Parse(s.Source))).ToArray();
        var expected = Expected([.. sources, .. additional]);
        var compilation = Compile([.. sources.Select(static s => (s.Item1, s.Marked.Text))]);
        if (MustCompile)
        {
            var errors = compilation.GetDiagnostics(cancellationToken).Where(static d => d.Severity == DiagnosticSeverity.Error).ToArray();
            Require(errors.Length == 0, "The test code does not compile:", errors.Select(static e => e.ToString()));
        }

        var actual = await AnalyzeAsync(compilation, [.. additional.Select(static a => (a.Path, a.Marked.Text))], cancellationToken).ConfigureAwait(false);
        Compare(expected, actual);
    }

    /// <summary>What the analyzer reports; an exception of the analyzer is thrown.</summary>
    public async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(
        Compilation compilation, IReadOnlyList<(string Path, string Text)> additionalFiles, CancellationToken cancellationToken = default)
    {
        var options = new AnalyzerOptions(
            [.. additionalFiles.Select(static f => new TestAdditionalText(f.Path, f.Text))],
            new TestAnalyzerConfigOptionsProvider(GlobalOptions.ToImmutableDictionary(StringComparer.Ordinal), FileOptions.ToImmutableDictionary(StringComparer.Ordinal)));
        var failure = default(Exception);
        var withAnalyzers = new CompilationWithAnalyzers(
            compilation,
            [new TAnalyzer()],
            new CompilationWithAnalyzersOptions(
                options,
                onAnalyzerException: (exception, _, _) => failure ??= exception,
                concurrentAnalysis: true,
                logAnalyzerExecutionTime: false,
                reportSuppressedDiagnostics: false));
        var diagnostics = await withAnalyzers.GetAnalyzerDiagnosticsAsync(cancellationToken).ConfigureAwait(false);
        return failure is null ? diagnostics : throw new InvalidOperationException("The analyzer failed.", failure);
    }

    public CSharpCompilation Compile(IReadOnlyList<(string Path, string Text)> sources)
    {
        var parse = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);
        return CSharpCompilation.Create(
            "TestProject",
            sources.Select(s => CSharpSyntaxTree.ParseText(s.Text, parse, s.Path, Encoding.UTF8)),
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Disable)
                .WithSpecificDiagnosticOptions(new TAnalyzer().SupportedDiagnostics
                    .Where(d => !d.IsEnabledByDefault && OnlyIds.Contains(d.Id))
                    .Select(static d => KeyValuePair.Create(d.Id, ReportDiagnostic.Info))));
    }

    private List<DiagnosticResult> Expected((string Path, MarkedSource Marked)[] files)
    {
        var expected = new List<DiagnosticResult>();
        var numbered = new Dictionary<int, (string, int, int)>();
        foreach (var (path, marked) in files)
        {
            foreach (var span in marked.Spans)
            {
                if (span.Name.StartsWith('#'))
                {
                    numbered.Add(int.Parse(span.Name[1..], System.Globalization.CultureInfo.InvariantCulture), (path, span.Start, span.Length));
                }
                else
                {
                    var id = span.Name.Length > 0 ? span.Name : DefaultId ?? throw new InvalidOperationException("[|...|] needs a DefaultId.");
                    expected.Add(new DiagnosticResult(id, null) { Span = (path, span.Start, span.Length) });
                }
            }
        }

        foreach (var result in ExpectedDiagnostics)
        {
            expected.Add(result.MarkupKey is { } key ? result with { Span = numbered[key] } : result);
        }

        return expected;
    }

    private void Compare(List<DiagnosticResult> expected, ImmutableArray<Diagnostic> diagnostics)
    {
        var actual = diagnostics.Where(d => OnlyIds.Count == 0 || OnlyIds.Contains(d.Id)).Select(ResultOf).ToList();
        var missing = new List<DiagnosticResult>();
        foreach (var result in expected)
        {
            var found = actual.FindIndex(a => Matches(result, a));
            if (found >= 0)
            {
                actual.RemoveAt(found);
            }
            else
            {
                missing.Add(result);
            }
        }

        Require(
            missing.Count == 0 && actual.Count == 0,
            "The diagnostics differ.",
            [.. missing.Select(static m => "missing:    " + m), .. actual.Select(static a => "unexpected: " + a)]);
    }

    private static DiagnosticResult ResultOf(Diagnostic diagnostic)
    {
        var path = diagnostic.Location.SourceTree?.FilePath ?? diagnostic.Location.GetLineSpan().Path ?? "";
        return new DiagnosticResult(diagnostic.Id, diagnostic.Severity)
        {
            Span = (path, diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length),
            Message = diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture),
        };
    }

    private static bool Matches(DiagnosticResult expected, DiagnosticResult actual) =>
        expected.Id == actual.Id
        && (expected.Severity is null || expected.Severity == actual.Severity)
        && (expected.Span is null || expected.Span == actual.Span)
        && (expected.Message is null || string.Equals(expected.Message, actual.Message, StringComparison.Ordinal));

    private static void Require(bool condition, string message, IEnumerable<string> lines)
    {
        if (!condition)
        {
            throw new VerificationException(message + Environment.NewLine + string.Join(Environment.NewLine, lines));
        }
    }
}
