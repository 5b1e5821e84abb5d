using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MigrationAnalyzers.CodeFixes;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.Rules;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.Tests.Consistency;

public sealed partial class DocumentationTests
{
    private const string TableStart = "<!-- rules -->";
    private const string TableEnd = "<!-- /rules -->";

    private static readonly ImmutableHashSet<string> s_fixable =
    [
        .. typeof(MigrationCodeFixProvider).Assembly.GetTypes()
            .Where(static t => t.IsSubclassOf(typeof(CodeFixProvider)) && !t.IsAbstract)
            .SelectMany(static t => ((CodeFixProvider)Activator.CreateInstance(t)!).FixableDiagnosticIds),
    ];

    public static TheoryData<string> Ids => RuleTests.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_HasTheTitleOfTheRuleAndAllParts(string id)
    {
        var rule = MigrationRules.InfoOf(id);
        var page = $"docs/rules/{id}.md";
        if (!File.Exists(RepositoryFiles.PathOf(page)))
        {
            RepositoryFiles.IsUpToDate(page, Stub(rule));
        }

        var text = RepositoryFiles.Read(page);
        Assert.StartsWith($"# {id}: {rule.Title}\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("(to be written)", text, StringComparison.Ordinal);
        foreach (var part in (string[])["Why", "Bad", "Good", "When to suppress"])
        {
            Assert.Contains($"\n## {part}\n", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_SaysWhatTheFixDoesOrWhyThereIsNone(string id)
    {
        var text = RepositoryFiles.Read($"docs/rules/{id}.md");
        Assert.Contains("\n## Fix\n\n", text, StringComparison.Ordinal);
        Assert.Equal(s_fixable.Contains(id), !text.Contains("\n## Fix\n\nNone: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Pages_AreThoseOfTheRules() => Assert.Equal(
        MigrationRules.All.Select(static r => r.Info.Id),
        Directory.EnumerateFiles(RepositoryFiles.PathOf("docs/rules"), "DBM*.md").Select(static f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void HelpLink_LeadsToThePage(string id)
    {
        var project = XDocument.Load(RepositoryFiles.PathOf("Directory.Build.props")).Descendants("PackageProjectUrl").Single().Value;

        Assert.Equal($"{project}/blob/main/docs/rules/{id}.md", Descriptors.Of(MigrationRules.InfoOf(id)).HelpLinkUri);
    }

    [Theory]
    [InlineData("README.md", "docs/rules/")]
    [InlineData("docs/rules/README.md", "")]
    public void Table_ListsTheRulesAsTheyAre(string file, string folder)
    {
        var text = RepositoryFiles.Read(file);
        var start = text.IndexOf(TableStart, StringComparison.Ordinal) + TableStart.Length;
        var end = text.IndexOf(TableEnd, StringComparison.Ordinal);

        RepositoryFiles.IsUpToDate(file, text[..start] + "\n" + Table(folder) + text[end..]);
    }

    [Fact]
    public void Configuration_DescribesEveryOption()
    {
        var text = RepositoryFiles.Read("docs/configuration.md");

        Assert.All(OptionsReader.Keys, option =>
        {
            Assert.Contains($"| [`{OptionsReader.Prefix}{option.Key}`](#{option.Key}) | `{option.Property}` |", text, StringComparison.Ordinal);
            Assert.Contains($"\n### {option.Key}\n", text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Package_ShowsEveryOptionToTheCompiler()
    {
        var props = XDocument.Load(RepositoryFiles.PathOf("src/MigrationAnalyzers.Package/buildTransitive/MigrationAnalyzers.props"));

        Assert.Equal(
            OptionsReader.Keys.Select(static k => k.Property),
            props.Descendants("CompilerVisibleProperty").Select(static p => p.Attribute("Include")!.Value));
    }

    /// <summary>Each rule does what some other tool does too, or is named as what none does.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void Coverage_NamesTheRule(string id) => Assert.Contains($"](rules/{id}.md)", RepositoryFiles.Read("docs/coverage.md"), StringComparison.Ordinal);

    /// <summary>Links from one file of the documentation to another, and to a heading in it.</summary>
    [Fact]
    public void Links_LeadSomewhere()
    {
        var files = Directory.EnumerateFiles(RepositoryFiles.PathOf("docs"), "*.md", SearchOption.AllDirectories)
            .Append(RepositoryFiles.PathOf("README.md"));
        foreach (var file in files)
        {
            foreach (Match link in LocalLink().Matches(File.ReadAllText(file)))
            {
                var target = link.Groups["file"].Value is { Length: > 0 } path ? Path.Combine(Path.GetDirectoryName(file)!, path) : file;
                Assert.True(File.Exists(target), $"{file} links to {target}, which does not exist.");
                if (link.Groups["anchor"].Value is { Length: > 0 } anchor)
                {
                    Assert.True(Anchors(target).Contains(anchor), $"{file} links to #{anchor} in {target}, which has no such heading.");
                }
            }
        }
    }

    private static HashSet<string> Anchors(string file) =>
        [.. File.ReadLines(file)
            .Where(static l => l.StartsWith('#'))
            .Select(static l => new string([.. l.TrimStart('#').Trim().ToLowerInvariant().Replace(' ', '-').Where(static c => char.IsLetterOrDigit(c) || c is '-' or '_')]))];

    private static string Table(string folder)
    {
        var table = new StringBuilder("| id | finds | by default | fix |\n|---|---|---|---|\n");
        foreach (var rule in MigrationRules.All)
        {
            table.Append(CultureInfo.InvariantCulture, $"| [{rule.Info.Id}]({folder}{rule.Info.Id}.md) | {rule.Info.Title} | {(rule.Info.IsEnabledByDefault ? rule.Info.DefaultSeverity.ToString() : "off")} | {(s_fixable.Contains(rule.Info.Id) ? "yes" : "")} |\n");
        }

        return table.ToString();
    }

    private static string Stub(RuleInfo rule) =>
        $"""
        # {rule.Id}: {rule.Title}

        (to be written)

        ## Why

        ## Bad

        ```csharp bad
        ```

        ## Good

        ```csharp good
        ```

        ## Silent

        ## When to suppress

        """.ReplaceLineEndings("\n");

    [GeneratedRegex(@"\]\((?!https?:)(?<file>[^)#\s]*)(#(?<anchor>[^)\s]+))?\)")]
    private static partial Regex LocalLink();
}
