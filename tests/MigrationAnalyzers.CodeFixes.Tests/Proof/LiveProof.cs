using System.Collections.Immutable;
using MigrationAnalyzers.CodeFixes.Tests.Shop;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Testing;
using Microsoft.CodeAnalysis.CodeFixes;
using PgQuery;

namespace MigrationAnalyzers.CodeFixes.Tests.Proof;

/// <summary>
/// Runs a migration of the shop before and after a fix on live servers of the oldest supported version and the newest, from the same start with rows in it.
/// </summary>
internal static class LiveProof
{
    private const string Type = "Shop.Migrations.Change";

    private static readonly string[] s_tables = ["users", "orders", "\"Sales\".\"Order Lines\"", "pairs"];

    private static readonly string[] s_rows =
    [
        "INSERT INTO users SELECT i, 'user' || i || '@example.com' FROM generate_series(1, 200) AS i",
        "INSERT INTO orders SELECT i, 1 + i % 200, i, CASE WHEN i % 3 = 0 THEN 'open' END FROM generate_series(1, 12000) AS i",
        "INSERT INTO \"Sales\".\"Order Lines\" SELECT 1 + i % 12000, i, md5(i::text)::uuid FROM generate_series(1, 2000) AS i",
        "INSERT INTO pairs SELECT i, i FROM generate_series(1, 100) AS i",
    ];

    public static TheoryData<int> Majors => [EffectOptions.OldestMajor, EffectOptions.NewestMajor];

    /// <summary>Applies the fix to all findings in Up, and runs both forms.</summary>
    /// <param name="up">The statements of Up, without marks.</param>
    public static async Task<(LiveRun Before, LiveRun After)> RunAsync<TFix>(int major, string up, string? question = null)
        where TFix : CodeFixProvider, new()
    {
        var options = $"migration_analyzers.postgres_version = {major}";
        var workspace = FixWorkspace.Create(
            new MigrationAnalyzer(), [("/0/Test0.cs", ShopSources.WithUp(up)), (ShopSources.InitialPath, ShopSources.Initial)], editorConfig: options);
        var before = await CommandsAsync(workspace, major);

        var provider = new TFix();
        var findings = (await workspace.FindingsAsync()).Where(d => provider.FixableDiagnosticIds.Contains(d.Id)).ToList();
        Assert.NotEmpty(findings);
        foreach (var key in await KeysAsync(workspace, provider, findings))
        {
            await workspace.ApplyAllAsync(provider, FixAllScope.Project, key, document: null);
        }

        Assert.DoesNotContain(await workspace.FindingsAsync(), d => provider.FixableDiagnosticIds.Contains(d.Id));
        var after = await CommandsAsync(workspace, major);

        var start = await StartAsync(workspace, major);
        return (
            await LiveRun.RunAsync(major, start, s_tables, before, question),
            await LiveRun.RunAsync(major, start, s_tables, after, question));
    }

    /// <summary>Both forms leave the same schema and the same rows; only the old one works on a table while its writers wait.</summary>
    /// <param name="blocking">How many commands of the old form do that.</param>
    public static async Task<(LiveRun Before, LiveRun After)> RequireAsync<TFix>(int major, int blocking, string up, bool sameData = true, string? question = null)
        where TFix : CodeFixProvider, new()
    {
        var runs = await RunAsync<TFix>(major, up, question);
        Require(runs.Before, runs.After, blocking, sameData);
        return runs;
    }

    /// <summary>The same for a <c>.sql</c> file, whose statements run one by one.</summary>
    public static async Task RequireFileAsync<TFix>(int major, int blocking, string sql, bool sameData = true)
        where TFix : CodeFixProvider, new()
    {
        const string Path = "/0/change.sql";
        var workspace = FixWorkspace.Create(
            new MigrationAnalyzer(), [(Path, sql), (ShopSources.InitialPath, ShopSources.Initial)], editorConfig: $"migration_analyzers.postgres_version = {major}");
        var provider = new TFix();
        var findings = await workspace.FindingsAsync();
        foreach (var key in await KeysAsync(workspace, provider, findings.Where(d => provider.FixableDiagnosticIds.Contains(d.Id))))
        {
            await workspace.ApplyAllAsync(provider, FixAllScope.Project, key, document: null);
        }

        var start = await StartAsync(workspace, major);
        var before = await LiveRun.RunAsync(major, start, s_tables, StatementsOf(sql));
        var after = await LiveRun.RunAsync(major, start, s_tables, StatementsOf(await workspace.TextAsync(Path)));
        Require(before, after, blocking, sameData);
    }

    private static List<EfCommand> StatementsOf(string sql) =>
        [.. PgParser.Split(sql).Select(span => new EfCommand(span.Of(sql), TransactionSuppressed: true))];

    private static void Require(LiveRun before, LiveRun after, int blocking, bool sameData)
    {
        Assert.Null(before.Error);
        Assert.Null(after.Error);
        Assert.Equal(before.Catalog, after.Catalog);
        if (sameData)
        {
            Assert.Equal(before.Data, after.Data);
        }

        Assert.Equal(blocking, before.WorkUnderBlockingLock.Count());
        Assert.Empty(after.WorkUnderBlockingLock);
    }

    private static async Task<List<string>> StartAsync(FixWorkspace workspace, int major) =>
        [.. EfCommands.OfUp((await workspace.Project.GetCompilationAsync())!, "Shop.Migrations.Initial", major).Select(static c => c.Text), .. s_rows];

    private static async Task<ImmutableArray<EfCommand>> CommandsAsync(FixWorkspace workspace, int major) =>
        EfCommands.OfUp((await workspace.Project.GetCompilationAsync())!, Type, major);

    private static async Task<IEnumerable<string?>> KeysAsync(
        FixWorkspace workspace, CodeFixProvider provider, IEnumerable<Microsoft.CodeAnalysis.Diagnostic> findings)
    {
        var keys = new HashSet<string?>(StringComparer.Ordinal);
        foreach (var finding in findings)
        {
            keys.UnionWith((await workspace.OfferedAsync(provider, finding)).Select(static a => a.EquivalenceKey));
        }

        return keys;
    }
}
