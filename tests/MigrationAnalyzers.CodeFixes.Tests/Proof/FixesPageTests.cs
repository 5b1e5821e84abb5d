using System.Text;
using MigrationAnalyzers.CodeFixes.Tests.Cases;
using MigrationAnalyzers.CodeFixes.Tests.Shop;

namespace MigrationAnalyzers.CodeFixes.Tests.Proof;

/// <summary>docs/fixes.md and the pages of the rules show what the fixes really do. What differs is written anew; then the test fails once.</summary>
public class FixesPageTests
{
    /// <summary>The cases that README.md shows.</summary>
    private static readonly (string Heading, string Case)[] s_readme =
    [
        ("A rename", "DBM3001 column"),
        ("An index", "DBM1001 index of a call"),
        ("A required column", "DBM2001 required column, runtime"),
        ("A backfill", "DBM4001 update of the runtime"),
    ];

    [Fact]
    public async Task Table_IsWhatTheServersShowed()
    {
        var rows = new StringBuilder(FixesTable.Head);
        foreach (var fixCase in FixCases.All)
        {
            rows.Append(await FixesTable.RowAsync(fixCase)).Append('\n');
        }

        Assert.False(
            RulePage.At("docs", "fixes.md").Replace("Cases", "cases", rows.ToString()),
            "The table in docs/fixes.md was not what the fixes did on the servers. It was written anew, look at it and commit it.");
    }

    [Fact]
    public async Task RulePages_ShowWhatTheFixGives()
    {
        var changed = new List<string>();
        foreach (var rule in FixCases.All.GroupBy(static c => c.Rule))
        {
            var shown = rule.Where(static c => c.InDocs).ToList();
            if (shown.Count == 0)
            {
                shown = [.. new[] { rule.FirstOrDefault(static c => !c.Runtime), rule.FirstOrDefault(static c => c.Runtime) }.OfType<FixCase>()];
            }

            var blocks = new List<string>();
            foreach (var fixCase in shown)
            {
                blocks.Add(await BlocksAsync(fixCase));
            }

            if (RulePage.Of(rule.Key).Replace("Fix", "before and after", string.Join("\n", blocks)))
            {
                changed.Add(rule.Key);
            }
        }

        Assert.True(changed.Count == 0, $"These pages did not show what the fix gives. They were written anew, look at them and commit them: {string.Join(", ", changed)}.");
    }

    [Fact]
    public async Task Readme_ShowsWhatSomeFixesGive()
    {
        var text = new StringBuilder();
        foreach (var (heading, name) in s_readme)
        {
            text.Append(text.Length == 0 ? "" : "\n").Append($"### {heading}\n\n").Append(await BlocksAsync(FixCases.Find(name)));
        }

        Assert.False(
            RulePage.At("README.md").Replace("The fixes", "before and after", text.ToString()),
            "README.md did not show what the fixes give. It was written anew, look at it and commit it.");
    }

    private static async Task<string> BlocksAsync(FixCase fixCase)
    {
        var title = (await (await FixedCase.OfAsync(fixCase)).FixedAsync).Applied[0].Title;
        var text = new StringBuilder($"{title}{(fixCase.Runtime ? " (the project references MigrationAnalyzers.Runtime)" : "")}:\n\n");
        if (fixCase.IsSqlFile)
        {
            return text + Block("sql unfixed", fixCase.SqlFile!) + "\n" + Block("sql fixed", fixCase.SqlFileAfter!);
        }

        var isOfDown = fixCase.Up == fixCase.After && fixCase.DownAfter is not null;
        text.Append(Block("csharp unfixed", isOfDown ? fixCase.Up + "\n\n" + Down(fixCase.Down ?? "") : fixCase.Up));
        if (isOfDown || fixCase.Up != fixCase.After || fixCase.NewFiles.IsEmpty)
        {
            text.Append('\n').Append(Block("csharp fixed", isOfDown ? Down(fixCase.DownAfter!) : fixCase.After));
        }

        foreach (var (path, added) in fixCase.NewFiles.Where(static f => !f.Path.EndsWith(".Designer.cs", StringComparison.Ordinal)))
        {
            text.Append($"\nNew file `{Path.GetFileName(path)}`:\n\n").Append(Block("csharp fixed", added));
        }

        return text.ToString();
    }

    private static string Block(string kind, string code) => $"```{kind}\n{code.ReplaceLineEndings("\n").TrimEnd('\n')}\n```\n";

    private static string Down(string statements)
    {
        var migration = ShopSources.WithUpAndDown("", statements).ReplaceLineEndings("\n");
        var method = migration[migration.IndexOf("    protected override void Down", StringComparison.Ordinal)..migration.LastIndexOf("    }\n", StringComparison.Ordinal)] + "    }";
        return method[4..].Replace("\n    ", "\n", StringComparison.Ordinal);
    }
}
