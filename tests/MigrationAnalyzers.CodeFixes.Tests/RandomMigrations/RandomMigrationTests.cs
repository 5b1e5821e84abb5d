using System.Collections.Immutable;
using System.Globalization;
using MigrationAnalyzers.CodeFixes.Tests.Cases;
using MigrationAnalyzers.CodeFixes.Tests.Proof;
using MigrationAnalyzers.CodeFixes.Tests.Shop;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Testing;
using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.CodeFixes.Tests.RandomMigrations;

/// <summary>
/// Whatever a migration holds, one can take fix after fix, in any order, until none is offered any more: it still compiles, leaves the same schema and rows, its way back leads to the start, and no
/// warning is left of which the page of its rule does not say that there is no fix. MIGRATION_ANALYZERS_LONG=1 tries many more, and MIGRATION_ANALYZERS_SEEDS=51-100 some of them.
/// </summary>
public class RandomMigrationTests
{
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

    public static TheoryData<int> Seeds
    {
        get
        {
            var (first, last) = Environment.GetEnvironmentVariable("MIGRATION_ANALYZERS_SEEDS")?.Split('-') is [var from, var to]
                ? (int.Parse(from, CultureInfo.InvariantCulture), int.Parse(to, CultureInfo.InvariantCulture))
                : (1, Environment.GetEnvironmentVariable("MIGRATION_ANALYZERS_LONG") == "1" ? 600 : 24);
            return [.. Enumerable.Range(first, last - first + 1)];
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task AllFixes_KeepTheSchemaAndLeaveNoWarning(int seed)
    {
        var up = new MigrationGrammar(seed).Up();
        var (workspace, withDown) = await CreateAsync(up, withRuntime: seed % 3 == 0);
        Assert.Empty(await workspace.ErrorsAsync());
        var before = await EfCommands.CompileAsync(workspace.Project);

        var applied = await new FixOrder(seed, s_behind).TakeAllAsync(workspace);

        var story = await StoryAsync(workspace, up, applied);
        Assert.True((await workspace.ErrorsAsync()).IsEmpty, $"It does not compile: {string.Join('\n', await workspace.ErrorsAsync())}\n{story}");
        var left = (await workspace.FindingsAsync()).Where(static d => d.Severity >= DiagnosticSeverity.Warning && !IsLeft(d.Id)).ToList();
        Assert.True(left.Count == 0, $"Left: {string.Join('\n', left)}\n{story}");
        if (!applied.IsEmpty)
        {
            await RequireSameAsync(before, await EfCommands.CompileAsync(workspace.Project), seed % 2 == 0 ? EffectOptions.NewestMajor : EffectOptions.OldestMajor, up, withDown, story);
        }
    }

    private static async Task RequireSameAsync(byte[] before, byte[] after, int major, string up, bool withDown, string story)
    {
        var (old, now) = (await RunAsync(before, major, withDown), await RunAsync(after, major, withDown));
        Assert.True(now.Error is null, $"It fails on PostgreSQL {major}: {now.Error}\n{story}");
        Assert.True(old.Error is null or { SqlState: CannotRunInTransaction }, $"The grammar makes what fails on PostgreSQL {major}: {old.Error}\n{story}");
        if (old is { Error: null, There: { } there })
        {
            Require(there.Catalog, now.There!.Catalog, $"The schema is another one on PostgreSQL {major}", story);
            Require(Told(there.Data, up), Told(now.There.Data, up), $"The rows are others on PostgreSQL {major}", story);
        }

        if (withDown)
        {
            var start = (await StartAsync(after, major)).State.Catalog;
            Require(start, (old.Back ?? now.Back!).Catalog, $"Down did not lead back on PostgreSQL {major} before", story);
            Require(start, now.Back!.Catalog, $"Down does not lead back on PostgreSQL {major}", story);
        }
    }

    /// <summary>With the Down that the fix for it writes, or none where there is no way back.</summary>
    private static async Task<(FixWorkspace Workspace, bool WithDown)> CreateAsync(string up, bool withRuntime)
    {
        var workspace = Create(up, "", withRuntime);
        await workspace.FixOneByOneAsync(FixCases.Providers["DBM6001"]);
        return (await workspace.FindingsAsync()).Any(static f => f.Id == "DBM6001")
            ? (Create(up, "throw new NotSupportedException(\"There is no way back.\");", withRuntime), false)
            : (workspace, true);
    }

    [Fact]
    public void WhatIsLeft_StandsOnThePages() => Assert.All(s_left, static left => Assert.Contains(left.Value, RulePage.Of(left.Key).Section("Fix").ReplaceLineEndings(" "), StringComparison.Ordinal));

    private static FixWorkspace Create(string up, string down, bool withRuntime) => FixWorkspace.Create(
        new MigrationAnalyzer(),
        [(ShopSources.InitialPath, ShopSources.Initial), (ShopSources.ChangePath, ShopSources.WithUpAndDown(up, down))],
        references: withRuntime ? EfReferences.All : EfReferences.WithoutRuntime);

    /// <summary>There is no fix, or the page says that it is not offered for something that the grammar makes.</summary>
    private static bool IsLeft(string rule) => !FixCases.Providers.ContainsKey(rule) || s_left.ContainsKey(rule);

    private static async Task<LiveRun> RunAsync(byte[] assembly, int major, bool withDown)
    {
        var migrations = EfCommands.Of(assembly, major, withDown).Skip(1).ToList();
        return await LiveRun.RunAsync(await StartAsync(assembly, major), migrations.Select(static m => m.Up), withDown ? migrations.AsEnumerable().Reverse().Select(static m => m.Down) : []);
    }

    private static Task<LiveStart> StartAsync(byte[] assembly, int major) => LiveStart.OfAsync(major, EfCommands.Of(assembly, major, withDown: false).Take(1), []);

    /// <summary>Without the rows that nobody can tell.</summary>
    private static string Told(string data, string up) =>
        up.Contains("random()", StringComparison.Ordinal) ? string.Join('\n', data.Split('\n').Where(static l => !l.StartsWith("data public.orders ", StringComparison.Ordinal))) : data;

    private static void Require(string expected, string actual, string otherwise, string story)
    {
        var (before, after) = (Validated(expected).Split('\n'), Validated(actual).Split('\n'));
        Assert.True(
            before.SequenceEqual(after),
            $"{otherwise}:\n{string.Join('\n', before.Except(after).Select(static l => "- " + l).Concat(after.Except(before).Select(static l => "+ " + l)))}\n{story}");
    }

    /// <summary>The fix of DBM5009 validates what the migration leaves NOT VALID.</summary>
    private static string Validated(string catalog) => catalog.Replace(" NOT VALID (not valid)", "", StringComparison.Ordinal);

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
