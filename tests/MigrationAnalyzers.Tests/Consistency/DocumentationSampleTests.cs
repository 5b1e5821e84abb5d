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
        var pages = MigrationRules.All.Select(static r => r.Info.Id).Where(static id => id != "DBM9001");

        Assert.All(pages, static id => Assert.All(
            (string[])["bad", "good"],
            kind => Assert.Contains(s_samples, s => s.Rule == id && s.Kind == kind && s.Language == "csharp")));
    }

    private static TheoryData<string> Named(string kind) => [.. s_samples.Where(s => s.Kind == kind).Select(static s => s.Name)];

    private static DocumentationSample Find(string name) => s_samples.Single(s => s.Name == name);

    private static Task<ImmutableArray<Diagnostic>> AnalyzeAsync(DocumentationSample sample) => sample.Language == "sql"
        ? SampleAnalysis.OfSqlAsync(sample.Code)
        : SampleAnalysis.OfCSharpAsync(sample.Code, sample.Kind);
}
