using System.Collections.Immutable;
using System.Globalization;
using MigrationAnalyzers.Engine.Rules;
using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.Tests.Consistency;

/// <summary>The pages do not promise what is not so: what they call bad is found, what they call good is not.</summary>
public sealed class DocumentationSampleTests
{
    private static readonly ImmutableArray<DocumentationSample> s_samples = [.. DocumentationSample.All()];

    public static TheoryData<string> Bad => Named("bad");

    public static TheoryData<string> BadSql =>
        [.. s_samples.Where(static s => s is { Kind: "bad", Language: "sql", IsForFilesOnly: false }).Select(static s => s.Name)];

    public static TheoryData<string> Good => Named("good");

    public static TheoryData<string> Others => [.. s_samples.Where(static s => s.Kind is not ("bad" or "good")).Select(static s => s.Name)];

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task BadSample_IsReportedAsThePageSays(string name)
    {
        var sample = Find(name);

        var findings = await AnalyzeAsync(sample);

        var own = Assert.Single(findings, f => f.Id == sample.Rule);
        if (sample.Reported is not null)
        {
            Assert.Equal(sample.Reported, $"{own.Id}: {own.GetMessage(CultureInfo.InvariantCulture)}");
        }
    }

    /// <summary>
    /// The SQL that a page calls bad is found in each kind of literal, with characters before it whose length in the source is not that in the text, and the
    /// finding marks the same words as in a file.
    /// </summary>
    [Theory]
    [MemberData(nameof(BadSql))]
    public async Task BadSql_IsFoundInEachKindOfLiteral(string name)
    {
        var sample = Find(name);
        string? marked = null;
        foreach (var kind in LiteralWriter.Kinds)
        {
            var finding = Assert.Single(await AnalyzeInCodeAsync(sample, kind), f => f.Id == sample.Rule);
            var text = finding.Location.SourceTree!.GetText().ToString(finding.Location.SourceSpan);
            marked ??= text;
            Assert.True(marked == LiteralWriter.Read(kind, text), $"{kind}: \"{text}\" is marked instead of \"{marked}\".");
        }
    }

    [Theory]
    [MemberData(nameof(Good))]
    public async Task GoodSample_GivesNoWarning(string name)
    {
        var findings = await AnalyzeAsync(Find(name));

        Assert.DoesNotContain(findings, static f => f.Severity >= DiagnosticSeverity.Warning);
    }

    /// <summary>What is neither bad nor good compiles at least.</summary>
    [Theory]
    [MemberData(nameof(Others))]
    public async Task OtherSample_Compiles(string name) => Assert.DoesNotContain(await AnalyzeAsync(Find(name)), static f => f.Id == "AD0001");

    /// <summary>A rule that looks at migrations shows both, in C# at least.</summary>
    [Fact]
    public void EveryPage_ShowsBadAndGood()
    {
        var pages = MigrationRules.All.Select(static r => r.Info.Id).Where(static id => id is not ("DBM9001" or "DBM9004"));

        Assert.All(pages, static id => Assert.All(
            (string[])["bad", "good"],
            kind => Assert.Contains(s_samples, s => s.Rule == id && s.Kind == kind && s.Language == "csharp")));
    }

    private static TheoryData<string> Named(string kind) => [.. s_samples.Where(s => s.Kind == kind).Select(static s => s.Name)];

    private static DocumentationSample Find(string name) => s_samples.Single(s => s.Name == name);

    private static Task<ImmutableArray<Diagnostic>> AnalyzeAsync(DocumentationSample sample) => (sample.Language, sample.Before, sample.Later) switch
    {
        ("sql", null, null) => SampleAnalysis.OfSqlAsync(sample.Code),
        ("sql", _, _) => AnalyzeInCodeAsync(sample, LiteralWriter.Kinds[0]),
        _ => SampleAnalysis.OfCSharpAsync(sample.Code, sample.Kind, sample.Before, sample.Later),
    };

    private static Task<ImmutableArray<Diagnostic>> AnalyzeInCodeAsync(DocumentationSample sample, string literal) =>
        SampleAnalysis.OfCSharpAsync($"migrationBuilder.Sql({LiteralWriter.Write(literal, sample.Code)});", sample.Kind, sample.Before, sample.Later);
}
