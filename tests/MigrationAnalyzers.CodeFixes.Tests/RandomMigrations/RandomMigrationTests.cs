using System.Collections.Immutable;
using MigrationAnalyzers.CodeFixes.Tests.Cases;
using MigrationAnalyzers.CodeFixes.Tests.Proof;
using MigrationAnalyzers.CodeFixes.Tests.Shop;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Testing;
using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.CodeFixes.Tests.RandomMigrations;

/// <summary>
/// Whatever a migration holds, one can take fix after fix until none is offered any more: it still compiles, leaves the same schema, and no warning is left of which the page of its rule does not
/// say that there is no fix. MIGRATION_ANALYZERS_LONG=1 tries many more.
/// </summary>
public class RandomMigrationTests
{
    private const int MostFixes = 60;

    /// <summary>What DBM5001 finds: the fixed form alone runs.</summary>
    private const string CannotRunInTransaction = "25001";

    /// <summary>What the fix is not offered for, as the page of the rule has it.</summary>
    private static readonly ImmutableDictionary<string, string> s_left = ImmutableDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, string>
    {
        ["DBM1001"] = "where neither is possible there is no fix",
        ["DBM1019"] = "where the statements depend on each other, or `Down` cannot be divided",
        ["DBM3003"] = "where the designers do not say that the model has given the column up",
        ["DBM4001"] = "computes the new value from the old one",
        ["DBM5002"] = "and locks for what follows, a `Down` in another order",
    });

    /// <summary>What they do is to leave another schema: the constraint is valid afterwards, or gone.</summary>
    private static readonly ImmutableHashSet<string> s_behind = ["DBM3015", "DBM5009"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Environment.GetEnvironmentVariable("MIGRATION_ANALYZERS_LONG") == "1" ? 600 : 24)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task AllFixes_KeepTheSchemaAndLeaveNoWarning(int seed)
    {
        var up = new MigrationGrammar(seed).Up();
        var workspace = await CreateAsync(up, withRuntime: seed % 3 == 0);
        Assert.Empty(await workspace.ErrorsAsync());
        var before = await EfCommands.CompileAsync(workspace.Project);

        var applied = await FixAllAsync(workspace);

        var story = await StoryAsync(workspace, up, applied);
        Assert.True((await workspace.ErrorsAsync()).IsEmpty, $"It does not compile: {string.Join('\n', await workspace.ErrorsAsync())}\n{story}");
        var left = (await workspace.FindingsAsync()).Where(static d => d.Severity >= DiagnosticSeverity.Warning && !IsLeft(d.Id)).ToList();
        Assert.True(left.Count == 0, $"Left: {string.Join('\n', left)}\n{story}");
        if (applied.IsEmpty)
        {
            return;
        }

        var major = seed % 2 == 0 ? EffectOptions.NewestMajor : EffectOptions.OldestMajor;
        var (old, now) = (await RunAsync(before, major), await RunAsync(await EfCommands.CompileAsync(workspace.Project), major));
        Assert.True(now.Error is null, $"It fails on PostgreSQL {major}: {now.Error}\n{story}");
        Assert.True(old.Error is null or { SqlState: CannotRunInTransaction }, $"The grammar makes what fails on PostgreSQL {major}: {old.Error}\n{story}");
        if (old.Error is null)
        {
            Assert.True(Validated(old.There!.Catalog) == Validated(now.There!.Catalog), $"The schema is another one on PostgreSQL {major}:\n{Difference(old, now)}\n{story}");
        }
    }

    /// <summary>With the Down that the fix for it writes, or none where there is no way back.</summary>
    private static async Task<FixWorkspace> CreateAsync(string up, bool withRuntime)
    {
        var workspace = Create(up, "", withRuntime);
        await workspace.FixOneByOneAsync(FixCases.Providers["DBM6001"]);
        return (await workspace.FindingsAsync()).Any(static f => f.Id == "DBM6001") ? Create(up, "throw new NotSupportedException(\"There is no way back.\");", withRuntime) : workspace;
    }

    [Fact]
    public void WhatIsLeft_StandsOnThePages() => Assert.All(s_left, static left => Assert.Contains(left.Value, RulePage.Of(left.Key).Section("Fix").ReplaceLineEndings(" "), StringComparison.Ordinal));

    private static FixWorkspace Create(string up, string down, bool withRuntime) => FixWorkspace.Create(
        new MigrationAnalyzer(),
        [(ShopSources.InitialPath, ShopSources.Initial), (ShopSources.ChangePath, ShopSources.WithUpAndDown(up, down))],
        references: withRuntime ? EfReferences.All : EfReferences.WithoutRuntime);

    /// <summary>Applies the first fix that is offered for any rule, until there is none.</summary>
    private static async Task<ImmutableArray<string>> FixAllAsync(FixWorkspace workspace)
    {
        var applied = ImmutableArray.CreateBuilder<string>();
        while (applied.Count < MostFixes && await OfferAsync(workspace) is var (rule, action))
        {
            await workspace.ApplyAsync(action);
            applied.Add($"{rule}: {action.Title}");
        }

        Assert.True(applied.Count < MostFixes, $"There is no end of it: {string.Join('\n', applied)}");
        return applied.ToImmutable();
    }

    private static async Task<(string Rule, Microsoft.CodeAnalysis.CodeActions.CodeAction Action)?> OfferAsync(FixWorkspace workspace)
    {
        // Warnings first, as their author would.
        foreach (var finding in (await workspace.FindingsAsync()).OrderByDescending(static f => f.Severity))
        {
            if (!s_behind.Contains(finding.Id) && FixCases.Providers.TryGetValue(finding.Id, out var provider) && await workspace.OfferedAsync(provider, finding) is [var action, ..])
            {
                return (finding.Id, action);
            }
        }

        return null;
    }

    /// <summary>There is no fix, or the page says that it is not offered for something that the grammar makes.</summary>
    private static bool IsLeft(string rule) => !FixCases.Providers.ContainsKey(rule) || s_left.ContainsKey(rule);

    private static async Task<LiveRun> RunAsync(byte[] assembly, int major)
    {
        var migrations = EfCommands.Of(assembly, major, withDown: false);
        var start = await LiveStart.OfAsync(major, migrations.Take(1), []);
        return await LiveRun.RunAsync(start, migrations.Skip(1).Select(static m => m.Up), []);
    }

    /// <summary>The fix of DBM5009 validates what the migration leaves NOT VALID.</summary>
    private static string Validated(string catalog) => catalog.Replace(" NOT VALID (not valid)", "", StringComparison.Ordinal);

    private static string Difference(LiveRun old, LiveRun now)
    {
        var (before, after) = (old.There!.Catalog.Split('\n'), now.There!.Catalog.Split('\n'));
        return string.Join('\n', before.Except(after).Select(static l => "- " + l).Concat(after.Except(before).Select(static l => "+ " + l)));
    }

    private static async Task<string> StoryAsync(FixWorkspace workspace, string up, ImmutableArray<string> applied)
    {
        var texts = new List<string>();
        foreach (var path in workspace.Paths.Where(static p => p != ShopSources.InitialPath))
        {
            texts.Add($"{path}:\n{await workspace.TextAsync(path)}");
        }

        return $"Up was:\n{up}\nApplied:\n{string.Join('\n', applied)}\n{string.Join('\n', texts)}";
    }
}
