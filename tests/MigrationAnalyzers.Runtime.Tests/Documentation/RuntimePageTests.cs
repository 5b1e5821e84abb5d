using System.Reflection;
using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.Runtime.Execution;
using MigrationAnalyzers.Runtime.Planning;
using MigrationAnalyzers.Runtime.Tests.Migrating;
using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.Runtime.Tests.Documentation;

/// <summary>docs/runtime.md says what really happens.</summary>
public sealed class RuntimePageTests
{
    private static readonly string Root = typeof(RuntimePageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "RepositoryRoot").Value!;

    private static string PagePath => Path.Combine(Root, "docs", "runtime.md");

    [Fact]
    public void EachSafeForm_HasASection() => Assert.Equal(
        typeof(SafeMigrationBuilderExtensions).GetMethods().Where(static m => m.IsStatic).Select(static m => m.Name).Distinct().Order(),
        RuntimePage.Read(PagePath).Sections.Order());

    /// <summary>Blocks that differ are written anew; then the test fails once.</summary>
    [Fact]
    public async Task SqlBelowEachSample_IsWhatTheServerLogged()
    {
        await using var server = await PostgresServer.StartAsync(18, StatementLog.Settings);
        var page = RuntimePage.Read(PagePath);
        var changed = new List<string>();
        foreach (var section in page.Sections)
        {
            var sql = await RunAsync(server, page, section);
            if (sql != page.Block(section, "sql run"))
            {
                page.Replace(section, "sql run", sql);
                changed.Add(section);
            }
        }

        if (changed.Count > 0)
        {
            page.Write(PagePath);
        }

        Assert.True(changed.Count == 0, $"The SQL of these sections was not what SafeMigrator ran; docs/runtime.md was mended, look at it: {string.Join(", ", changed)}.");
    }

    [Fact]
    public void Migrator_Compiles() => SampleMigration.CompileSource(
        RuntimePage.Read(PagePath).Block(null, "csharp migrator") + "\n\nsealed class ShopDbContext : Microsoft.EntityFrameworkCore.DbContext;", OutputKind.ConsoleApplication);

    private static async Task<string> RunAsync(PostgresServer server, RuntimePage page, string section)
    {
        await using var database = await server.CreateDatabaseAsync();
        await database.ExecuteAsync(page.Block(null, "sql demo")!);
        var first = TestMigration.Number(1, page.Block(section, "csharp before") is { } before ? SampleMigration.Compile(before) : static _ => { });
        var sample = page.Block(section, "csharp safe") ?? throw new InvalidOperationException($"{section} has no sample.");
        await using var context = new MigratingContext(database, first, TestMigration.Number(2, SampleMigration.Compile(sample)));
        var migrator = new SafeMigrator(context, new SafeMigratorOptions { Preflight = false });
        await migrator.ApplyAsync("Migration1");
        var earlier = StatementLog.Read(database).Count;
        var summaries = await SummariesAsync(database, context);
        await migrator.ApplyAsync();
        return string.Join('\n', StatementLog.Read(database).Skip(earlier).Select(s => summaries.TryGetValue(s, out var summary) ? $"-- {summary}" : s.TrimEnd(';') + ";"));
    }

    /// <summary>What blocks do that are hard to read.</summary>
    private static async Task<Dictionary<string, string>> SummariesAsync(PostgresDatabase database, MigratingContext context)
    {
        await using var connection = await database.OpenAsync();
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        var migration = new MigrationPlanner(new EfServices(context)).PlanUp([], null)[^1];
        foreach (var step in migration.Steps.OfType<HelperStep>())
        {
            foreach (var phase in await step.Step.PhasesAsync(new StepContext(connection), CancellationToken.None))
            {
                foreach (var sql in phase.Summary is null ? [] : phase.Sql)
                {
                    result[sql.Trim()] = phase.Summary!;
                }
            }
        }

        return result;
    }
}
