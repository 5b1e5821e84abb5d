using System.Collections.Immutable;
using MigrationAnalyzers.CodeFixes.Tests.Cases;
using MigrationAnalyzers.CodeFixes.Tests.Shop;
using MigrationAnalyzers.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Tests.Proof;

/// <summary>Every fix in the editor: it gives what its cases say, one by one and all at once.</summary>
public class FixCaseTests
{
    private const int Copies = 10;

    public static TheoryData<string> Names => FixCases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Fix_GivesTheTextWithoutTheFinding(string name)
    {
        var fixedCase = await FixedCase.OfAsync(FixCases.Find(name));
        Assert.Empty(await fixedCase.Start.ErrorsAsync());
        var before = await fixedCase.Start.FindingsAsync();
        Assert.Contains(before, d => d.Id == fixedCase.Case.Rule);

        var (workspace, applied) = await fixedCase.FixedAsync;

        Assert.NotEmpty(applied);
        await RequireFixedAsync(fixedCase, workspace, copies: 1);
        Assert.Empty(await workspace.ErrorsAsync());
        var after = await workspace.FindingsAsync();
        Assert.DoesNotContain(after, d => d.Id == fixedCase.Case.Rule && !(fixedCase.Case.BecomesSuggestion && d.Severity == DiagnosticSeverity.Info));
        Assert.Empty(NewWarnings(before, after));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task FixAll_GivesWhatTheFixesGiveOneByOne(string name)
    {
        var fixedCase = await FixedCase.OfAsync(FixCases.Find(name));
        var keys = await KeysAsync(fixedCase);
        foreach (var scope in (FixAllScope[])[FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution])
        {
            var all = fixedCase.Start;
            foreach (var key in keys)
            {
                if (scope != FixAllScope.Document)
                {
                    await all.ApplyAllAsync(fixedCase.Provider, scope, key, document: null);
                }
                else if (all.Document(fixedCase.Path) is Document document)
                {
                    await all.ApplyAllAsync(fixedCase.Provider, scope, key, document);
                }
            }

            if (scope != FixAllScope.Document || !fixedCase.Case.IsSqlFile)
            {
                await RequireFixedAsync(fixedCase, all, copies: 1);
            }
        }
    }

    /// <summary>Ten contexts with the same migrations, or ten files: each becomes what the fix alone makes of it.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task FixAllOfTenOccurrences_GivesWhatTenFixesGive(string name)
    {
        var fixedCase = await FixedCase.OfAsync(FixCases.Find(name));
        var all = fixedCase.Before(Copies);
        foreach (var key in await KeysAsync(fixedCase))
        {
            await all.ApplyAllAsync(fixedCase.Provider, FixAllScope.Solution, key, document: null);
        }

        await RequireFixedAsync(fixedCase, all, Copies);
        Assert.Empty(await all.ErrorsAsync());
    }

    [Fact]
    public void EveryFix_HasCases() => Assert.Empty(FixCases.Providers.Keys.Except(FixCases.All.Select(static c => c.Rule)).Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void Case_SaysWhatItLeaves(string name)
    {
        var fixCase = FixCases.Find(name);

        Assert.Equal(fixCase.SameCatalog && fixCase.SameData, fixCase.Difference is null);
        Assert.Equal(fixCase.IsSqlFile, fixCase.SqlFileAfter is not null);
        Assert.NotEqual(fixCase.IsSqlFile, fixCase.Up.Length > 0 && fixCase.After.Length > 0);
    }

    private static async Task<ImmutableArray<string?>> KeysAsync(FixedCase fixedCase) => [.. (await fixedCase.FixedAsync).Applied.Select(static a => a.EquivalenceKey)];

    private static async Task RequireFixedAsync(FixedCase fixedCase, FixWorkspace workspace, int copies)
    {
        var fixCase = fixedCase.Case;
        foreach (var copy in Enumerable.Range(0, copies))
        {
            foreach (var (path, text) in (IEnumerable<(string, string)>)[(fixedCase.Path, fixedCase.TextAfter), .. fixCase.OtherFiles, .. fixCase.NewFiles])
            {
                var place = FixedCase.Copy(path, text, copy);
                Assert.Contains(place, workspace.Paths);
                var (expected, actual) = (FixedCase.Copy(text, copy), fixedCase.WithoutRuntimeUsing(await workspace.TextAsync(place)));
                Assert.True(expected == actual, $"{place} is not as {fixCase} says. Expected:\n{expected}\nActual:\n{actual}");
            }
        }

        Assert.Equal(copies * (fixedCase.Start.Paths.Count + fixCase.NewFiles.Length), workspace.Paths.Count);
    }

    /// <summary>Rules with more warnings than before.</summary>
    private static IEnumerable<string> NewWarnings(ImmutableArray<Diagnostic> before, ImmutableArray<Diagnostic> after) =>
        from finding in after
        where finding.Severity >= DiagnosticSeverity.Warning
        group finding by finding.Id into found
        where found.Count() > before.Count(d => d.Id == found.Key && d.Severity >= DiagnosticSeverity.Warning)
        select found.Key;
}
