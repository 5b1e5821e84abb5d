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

    /// <summary>The table is made of docs/runtime.md; where it differs it is written anew, and the test fails once.</summary>
    [Fact]
    public void TableInTheReadme_IsThatOfThePage()
    {
        const string Begin = "<!-- safe forms -->\n";
        const string End = "<!-- /safe forms -->";
        var path = Path.Combine(Root, "README.md");
        var readme = File.ReadAllText(path);
        var start = readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = readme.IndexOf(End, StringComparison.Ordinal);
        var page = RuntimePage.Read(PagePath);
        var rows = page.Sections.Select(section => $"| {Cell(page.Block(section, "csharp safe")!)} | {Cell(page.Block(section, "sql run")!)} |\n");
        var table = "| in the migration | sent to the server |\n|---|---|\n" + string.Concat(rows);
        if (readme[start..end] != table)
        {
            File.WriteAllText(path, readme[..start] + table + readme[end..]);
            Assert.Fail("The table of safe forms in README.md was not that of docs/runtime.md; it was written anew, look at it.");
        }
    }

    [Fact]
    public void Migrator_Compiles() => SampleMigration.CompileSource(
        RuntimePage.Read(PagePath).Block(null, "csharp migrator") + "\n\nsealed class ShopDbContext : Microsoft.EntityFrameworkCore.DbContext;", OutputKind.ConsoleApplication);

    /// <summary>Each line on its own; a comment as words, and code as code.</summary>
    private static string Cell(string block) => string.Join("<br>", block.Split('\n').Select(static line => line.StartsWith("-- ", StringComparison.Ordinal)
        ? line[3..].Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        : $"`{line.Replace("migrationBuilder.", "", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal)}`"));

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
