namespace Shop.Tests;

/// <summary>The output that README.md shows is that of the sample's build.</summary>
public sealed class ReadmeTests
{
    private const string Start = "<!-- sample output -->";
    private const string End = "<!-- /sample output -->";

    [Fact]
    public void SampleOutput_IsWhatTheBuildSays()
    {
        var path = Path.Combine(ShopLog.Metadata("RepositoryRoot"), "README.md");
        var readme = File.ReadAllText(path).ReplaceLineEndings("\n");
        var before = readme[..(readme.IndexOf(Start, StringComparison.Ordinal) + Start.Length)];
        var after = readme[readme.IndexOf(End, StringComparison.Ordinal)..];

        var expected = $"{before}\n```\n$ dotnet build samples/Shop\n{string.Concat(Lines())}```\n{after}";

        if (readme != expected)
        {
            File.WriteAllText(path, expected);
            Assert.Fail("The output in README.md was out of date and has been written anew. Review it and commit it.");
        }
    }

    private static IEnumerable<string> Lines() => ShopLog.Findings
        .Where(finding => finding.Id.StartsWith("DBM", StringComparison.Ordinal) && finding.Level == "warning")
        .OrderBy(finding => finding.File, StringComparer.Ordinal)
        .ThenBy(finding => finding.Line)
        .ThenBy(finding => finding.Column)
        .Select(finding => $"{finding.File}({finding.Line},{finding.Column}): {finding.Level} {finding.Id}: {finding.Message}\n");
}
