using System.Text.RegularExpressions;

namespace MigrationAnalyzers.Tests.Consistency;

/// <summary>
/// A fenced block of a rule's page. What stands behind the language says what it is: <c>bad</c> is found by the rule of the page, <c>good</c> gives no warning
/// of any rule, <c>model</c> belongs into OnModelCreating. A block <c>text</c> after a bad one is what is reported there.
/// </summary>
internal sealed partial record DocumentationSample(string Rule, int Line, string Language, string Kind, string Code, string? Reported)
{
    public string Name => $"docs/rules/{Rule}.md:{Line}";

    public static IEnumerable<DocumentationSample> All() =>
        Directory.EnumerateFiles(RepositoryFiles.PathOf("docs/rules"), "DBM*.md")
            .Order(StringComparer.Ordinal)
            .SelectMany(static f => Read(Path.GetFileNameWithoutExtension(f), RepositoryFiles.Read(f)));

    private static IEnumerable<DocumentationSample> Read(string rule, string text)
    {
        var blocks = Block().Matches(text);
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i].Groups["language"].Value is "csharp" or "sql")
            {
                yield return new DocumentationSample(
                    rule,
                    text.AsSpan(0, blocks[i].Index).Count('\n') + 1,
                    blocks[i].Groups["language"].Value,
                    blocks[i].Groups["kind"].Value,
                    blocks[i].Groups["code"].Value,
                    i + 1 < blocks.Count && blocks[i + 1].Groups["language"].Value == "text" ? blocks[i + 1].Groups["code"].Value.TrimEnd('\n') : null);
            }
        }
    }

    [GeneratedRegex(@"^```(?<language>[a-z]+)( (?<kind>[a-z]+))?\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
