using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigrationAnalyzers.Testing;

/// <summary>
/// Verifies a code fix the way Microsoft.CodeAnalysis.Testing does, with its names: the fixes of all findings are applied one after the other, then
/// all at once, and both must give the expected text.
/// </summary>
public static class CSharpCodeFixVerifier<TAnalyzer, TCodeFix>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TCodeFix : CodeFixProvider, new()
{
    /// <param name="source">With each finding that the fix is for in <c>[|...|]</c>, and others in <c>{|DBM1001:...|}</c>. Of ids that are marked nowhere all are left out.</param>
    /// <param name="fixedSource">What it becomes; the same as <paramref name="source"/> where no fix is to be offered.</param>
    public static Task VerifyCodeFixAsync(string source, string fixedSource) =>
        new CSharpCodeFixTest<TAnalyzer, TCodeFix> { TestCode = source, FixedCode = fixedSource }.RunAsync();
}

/// <summary>One verification, with more to set than the source.</summary>
public sealed class CSharpCodeFixTest<TAnalyzer, TCodeFix>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TCodeFix : CodeFixProvider, new()
{
    public required string TestCode { get; init; }

    public required string FixedCode { get; init; }

    /// <summary>The file that <see cref="TestCode"/> is the text of.</summary>
    public string Path { get; init; } = "/0/Test0.cs";

    /// <summary>Path and text of further files, which the fix leaves alone.</summary>
    public IReadOnlyList<(string Path, string Text)> OtherFiles { get; init; } = [];

    public LanguageVersion LanguageVersion { get; init; } = LanguageVersion.Latest;

    /// <summary>Lines of a global configuration.</summary>
    public string? Options { get; init; }

    /// <summary>The title that the fix must have; null: any.</summary>
    public string? Title { get; init; }

    /// <summary>Where several fixes are offered for a finding, those that are meant; null: all.</summary>
    public Func<CodeAction, bool>? IsMeant { get; init; }

    public async Task RunAsync()
    {
        var provider = new TCodeFix();
        var (text, marks) = Parse(TestCode, provider);
        var (expected, expectedMarks) = Parse(FixedCode, provider);
        var start = FixWorkspace.Create(new TAnalyzer(), [(Path, text), .. OtherFiles], LanguageVersion, Options, enabledRule: provider.FixableDiagnosticIds[0]);

        await RequireCompiledAsync(start, "The source").ConfigureAwait(false);
        var findings = await start.FindingsAsync().ConfigureAwait(false);
        var ids = provider.FixableDiagnosticIds.Union(IdsIn(TestCode)).Union(IdsIn(FixedCode)).ToHashSet(StringComparer.Ordinal);
        Require(Marks(findings, ids, Path), marks, "The findings before the fix");

        var single = start.Clone();
        var applied = await single.FixOneByOneAsync(provider, IsMeant).ConfigureAwait(false);
        if (applied.FirstOrDefault(a => Title is not null && !string.Equals(a.Title, Title, StringComparison.Ordinal)) is { } other)
        {
            throw new VerificationException($"The fix is called '{other.Title}', expected was '{Title}'.");
        }

        var result = await single.TextAsync(Path).ConfigureAwait(false);
        RequireText(expected, result, "The fixes one by one");
        await RequireCompiledAsync(single, "The fixed source").ConfigureAwait(false);
        Require(Marks(await single.FindingsAsync().ConfigureAwait(false), ids, Path), expectedMarks, "The findings after the fix");
        RequireNoNewWarning(findings, await single.FindingsAsync().ConfigureAwait(false), [.. IdsIn(FixedCode)]);

        foreach (var scope in new[] { FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution })
        {
            var document = start.Document(Path) as Document;
            if (scope == FixAllScope.Document && document is null)
            {
                continue;
            }

            var all = start.Clone();
            foreach (var key in applied.Select(static a => a.EquivalenceKey))
            {
                await all.ApplyAllAsync(provider, scope, key, all.Document(Path) as Document).ConfigureAwait(false);
            }

            RequireText(expected, await all.TextAsync(Path).ConfigureAwait(false), $"Fix All in the {scope}");
        }
    }

    /// <summary>The text without the marks, and the marks as findings are written.</summary>
    private static (string Text, IEnumerable<string> Marks) Parse(string source, CodeFixProvider provider)
    {
        var marked = MarkupParser.Parse(source);
        return (
            marked.Text,
            from span in marked.Spans
            let id = span.Name.Length == 0 ? provider.FixableDiagnosticIds[0] : span.Name
            orderby span.Start, span.Length, id
            select string.Create(CultureInfo.InvariantCulture, $"{id} at [{span.Start}..{span.Start + span.Length})"));
    }

    private static IEnumerable<string> IdsIn(string source) => MarkupParser.Parse(source).Spans.Select(static s => s.Name).Where(static n => n.Length > 0);

    private static IEnumerable<string> Marks(ImmutableArray<Diagnostic> findings, HashSet<string> ids, string path) =>
        from finding in findings
        where ids.Contains(finding.Id) && string.Equals(finding.Location.SourceTree?.FilePath ?? finding.Location.GetLineSpan().Path, path, StringComparison.Ordinal)
        let span = finding.Location.SourceSpan
        orderby span.Start, span.Length, finding.Id
        select string.Create(CultureInfo.InvariantCulture, $"{finding.Id} at {span}");

    private static async Task RequireCompiledAsync(FixWorkspace workspace, string what)
    {
        var errors = await workspace.ErrorsAsync().ConfigureAwait(false);
        if (!errors.IsEmpty)
        {
            throw new VerificationException($"{what} does not compile: {string.Join('\n', errors)}\n{errors[0].Location.SourceTree}");
        }
    }

    private static void Require(IEnumerable<string> actual, IEnumerable<string> expected, string what)
    {
        var (found, wanted) = (string.Join('\n', actual), string.Join('\n', expected));
        if (!string.Equals(found, wanted, StringComparison.Ordinal))
        {
            throw new VerificationException($"{what} differ. Expected:\n{wanted}\nActual:\n{found}");
        }
    }

    private static void RequireText(string expected, string actual, string what)
    {
        if (!string.Equals(expected, actual, StringComparison.Ordinal))
        {
            throw new VerificationException($"{what} gave another text. Expected:\n{expected}\nActual:\n{actual}");
        }
    }

    /// <param name="marked">What the fixed source marks is known to come, and compared.</param>
    private void RequireNoNewWarning(ImmutableArray<Diagnostic> before, ImmutableArray<Diagnostic> after, ImmutableHashSet<string> marked)
    {
        foreach (var group in after.Where(d => d.Severity >= DiagnosticSeverity.Warning && !marked.Contains(d.Id)).GroupBy(static d => d.Id, StringComparer.Ordinal))
        {
            if (group.Count() > before.Count(d => string.Equals(d.Id, group.Key, StringComparison.Ordinal)))
            {
                throw new VerificationException($"The fix made a new finding: {string.Join('\n', group)}");
            }
        }
    }
}
