using System.Text.RegularExpressions;

namespace MigrationAnalyzers.Tests.Consistency;

/// <summary>
/// A fenced block of a rule's page. What stands behind the language says what it is: <c>bad</c> is found by the rule of the page, <c>good</c> gives no warning
/// of any rule, <c>model</c> belongs into OnModelCreating. A block <c>text</c> after a bad one is what is reported there. The block <c>sql before</c> in front of one is an
/// earlier migration, <c>sql later</c> a later one. <c>unfixed</c> and <c>fixed</c> are what a fix really does, written by its tests. <c>bad file</c> is SQL that is meant for <c>.sql</c> files only.
/// </summary>
internal sealed partial record DocumentationSample(string Rule, int Line, string Language, string Kind, string Code, string? Reported)
{
    public string? Before { get; private init; }

    public string? Later { get; private init; }

    public bool IsForFilesOnly { get; private init; }

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
            if (blocks[i].Groups["language"].Value is "csharp" or "sql" && blocks[i].Groups["kind"].Value is not ("before" or "later" or "unfixed" or "fixed"))
            {
                yield return new DocumentationSample(
                    rule,
                    text.AsSpan(0, blocks[i].Index).Count('\n') + 1,
                    blocks[i].Groups["language"].Value,
                    blocks[i].Groups["kind"].Value,
                    blocks[i].Groups["code"].Value,
                    i + 1 < blocks.Count && blocks[i + 1].Groups["language"].Value == "text" ? blocks[i + 1].Groups["code"].Value.TrimEnd('\n') : null)
                {
                    Before = Around(blocks, i, "before"),
                    Later = Around(blocks, i, "later"),
                    IsForFilesOnly = blocks[i].Groups["files"].Success,
                };
            }
        }
    }

    /// <summary>The block of that kind among those that stand right before the block.</summary>
    private static string? Around(MatchCollection blocks, int index, string kind)
    {
        for (var i = index - 1; i >= 0 && blocks[i].Groups["kind"].Value is "before" or "later"; i--)
        {
            if (blocks[i].Groups["kind"].Value == kind)
            {
                return blocks[i].Groups["code"].Value;
            }
        }

        return null;
    }

    [GeneratedRegex(@"^```(?<language>[a-z]+)( (?<kind>[a-z]+))?(?<files> file)?\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
