using System.Collections.Immutable;
using System.Globalization;
using MigrationAnalyzers.CodeFixes.NewMigrations;
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

        var applied = await new FixOrder(seed).TakeAllAsync(workspace);

        var story = await StoryAsync(workspace, up, applied);
        Assert.True((await workspace.ErrorsAsync()).IsEmpty, $"It does not compile: {string.Join('\n', await workspace.ErrorsAsync())}\n{story}");
        foreach (var left in (await workspace.FindingsAsync()).Where(static d => d.Severity >= DiagnosticSeverity.Warning))
        {
            Assert.True(await NamedLimit.IsNamedAsync(workspace, left, up), $"Left: {left}\n{story}");
        }

        if (!applied.IsEmpty)
        {
            var forms = new Forms(before, await EfCommands.CompileAsync(workspace.Project), withDown, applied.Any(static a => a.Contains("DBM5009", StringComparison.Ordinal)));
            await RequireSameAsync(forms, seed % 2 == 0 ? EffectOptions.NewestMajor : EffectOptions.OldestMajor, up, story);
        }
    }

    /// <summary>Both forms return to the same start, and leave the same schema and rows.</summary>
    private static async Task RequireSameAsync(Forms forms, int major, string up, string story)
    {
        var (old, now) = (await RunAsync(forms.Before, major, forms.WithDown), await RunAsync(forms.After, major, forms.WithDown));
        Assert.True(now.Error is null, $"It fails on PostgreSQL {major}: {now.Error}\n{story}");
        Assert.True(old.Error is null or { SqlState: CannotRunInTransaction }, $"The grammar makes what fails on PostgreSQL {major}: {old.Error}\n{story}");
        if (old is { Error: null, There: { } there })
        {
            Require(forms.AsFixed(there.Catalog), forms.AsFixed(now.There!.Catalog), $"The schema is another one on PostgreSQL {major}", story);
            Require(Told(there.Data, up), Told(now.There.Data, up), $"The rows are others on PostgreSQL {major}", story);
        }

        if (forms.WithDown)
        {
            var start = (await StartAsync(forms.After, major)).State.Catalog;
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
    public void WhatIsLeft_StandsOnThePages() => Assert.All(
        NamedLimit.All.Select(static l => (l.Rule, l.OnThePage)).Append((Rule: OwnMigration.Rule, OnThePage: NamedLimit.NoRoomOnThePage)),
        static limit => Assert.Contains(limit.OnThePage, RulePage.Of(limit.Rule).Section("Fix").ReplaceLineEndings(" "), StringComparison.Ordinal));

    private static FixWorkspace Create(string up, string down, bool withRuntime) => FixWorkspace.Create(
        new MigrationAnalyzer(),
        [(ShopSources.InitialPath, ShopSources.Initial), (ShopSources.ChangePath, ShopSources.WithUpAndDown(up, down))],
        references: withRuntime ? EfReferences.All : EfReferences.WithoutRuntime);

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
        var (before, after) = (expected.Split('\n'), actual.Split('\n'));
        Assert.True(
            before.SequenceEqual(after),
            $"{otherwise}:\n{string.Join('\n', before.Except(after).Select(static l => "- " + l).Concat(after.Except(before).Select(static l => "+ " + l)))}\n{story}");
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

    /// <summary>The migrations before and after the fixes, compiled.</summary>
    /// <param name="WithDown">There is a way back.</param>
    /// <param name="Validates">The fix of DBM5009, which validates what the migration leaves NOT VALID, is among them.</param>
    private sealed record Forms(byte[] Before, byte[] After, bool WithDown, bool Validates)
    {
        public string AsFixed(string catalog) => Validates ? catalog.Replace(" NOT VALID (not valid)", "", StringComparison.Ordinal) : catalog;
    }
}
