using System.Text.Json;

namespace MigrationAnalyzers.Package.Tests;

/// <summary>A finding as the compiler wrote it down: where, and the source text that it marks ("" where it has no place).</summary>
internal sealed record SarifFinding(string Id, string Level, string File, string Marked, string Message, bool IsSuppressed);

/// <summary>A build and what its log holds.</summary>
internal sealed record ConsumerBuild(DotNetResult Run, IReadOnlyList<SarifFinding> All)
{
    /// <summary>What our rules found and nobody suppressed.</summary>
    public IReadOnlyList<SarifFinding> Findings => [.. All.Where(static f => f.Id.StartsWith("DBM", StringComparison.Ordinal) && !f.IsSuppressed)];

    /// <summary>The analyzer was loaded whole and did not throw.</summary>
    public ConsumerBuild LoadedCleanly()
    {
        string[] bad = ["CS8032", "CS8033", "CS8034", "CS8040", "AD0001"];
        foreach (var id in bad)
        {
            Assert.DoesNotContain(id, Run.Output, StringComparison.Ordinal);
            Assert.DoesNotContain(All, f => f.Id == id);
        }

        return this;
    }
}

/// <summary>A project that uses the package.</summary>
internal sealed class Consumer(string directory)
{
    private int _builds;

    public string Read(string file) => File.ReadAllText(Path.Combine(directory, file)).ReplaceLineEndings();

    /// <summary>Puts text before the first place with this one.</summary>
    public void InsertBefore(string file, string place, string text)
    {
        var path = Path.Combine(directory, file);
        var all = File.ReadAllText(path);
        File.WriteAllText(path, all.Insert(all.IndexOf(place, StringComparison.Ordinal), text));
    }

    public async Task<ConsumerBuild> BuildAsync(params string[] properties)
    {
        var log = Path.Combine(directory, $"build{++_builds}.sarif");
        var run = await DotNet.RunAsync(
            directory, ["build", "--no-restore", "--no-incremental", "-nodeReuse:false", $"-p:ErrorLog={log}%2cversion=2.1", .. properties]);
        return new ConsumerBuild(run, File.Exists(log) ? ReadLog(log) : []);
    }

    public Task<DotNetResult> RunTargetAsync(string target) =>
        DotNet.RunAsync(directory, ["build", "--no-restore", "-nodeReuse:false", "-t:" + target]);

    /// <summary>Runs the program that was built.</summary>
    public Task<DotNetResult> RunProgramAsync(string connectionString, params string[] arguments) =>
        DotNet.RunAsync(directory, new Dictionary<string, string> { ["SHOP_DATABASE"] = connectionString }, ["run", "--no-build", "--", .. arguments]);

    public Task<DotNetResult> FormatAsync(params string[] ids) =>
        DotNet.RunAsync(directory, ["format", "analyzers", "--no-restore", "--severity", "info", "--diagnostics", .. ids]);

    /// <summary>The files of a folder, without their path.</summary>
    public List<string> FilesIn(string folder) => [.. Directory.EnumerateFiles(Path.Combine(directory, folder)).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    public byte[] ReadBytes(string file) => File.ReadAllBytes(Path.Combine(directory, file));

    /// <summary>Runs a tool of EF Core.</summary>
    /// <param name="project">The folder of the project, where there are several; "" else.</param>
    public Task<DotNetResult> EfAsync(EfTool tool, string project, string connectionString, params string[] arguments) =>
        tool.RunAsync(new Dictionary<string, string> { ["SHOP_DATABASE"] = connectionString }, [.. arguments, "--project", Path.Combine(directory, project)]);

    private List<SarifFinding> ReadLog(string log)
    {
        using var sarif = JsonDocument.Parse(File.ReadAllText(log));
        var findings = new List<SarifFinding>();
        foreach (var result in sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray())
        {
            var (file, marked) = Locate(result);
            findings.Add(new SarifFinding(
                result.GetProperty("ruleId").GetString()!,
                result.GetProperty("level").GetString()!,
                file,
                marked,
                result.GetProperty("message").GetProperty("text").GetString()!,
                result.TryGetProperty("suppressions", out var suppressions) && suppressions.GetArrayLength() > 0));
        }

        return findings;
    }

    private (string File, string Marked) Locate(JsonElement result)
    {
        if (!result.TryGetProperty("locations", out var locations) || locations.GetArrayLength() == 0)
        {
            return ("", "");
        }

        var place = locations[0].GetProperty("physicalLocation");
        var path = new Uri(place.GetProperty("artifactLocation").GetProperty("uri").GetString()!).LocalPath;
        var region = place.GetProperty("region");
        var line = region.GetProperty("startLine").GetInt32();
        var start = region.GetProperty("startColumn").GetInt32() - 1;
        var end = region.GetProperty("endLine").GetInt32() == line ? region.GetProperty("endColumn").GetInt32() - 1 : (int?)null;
        var text = File.ReadAllLines(path)[line - 1];
        return (Path.GetRelativePath(directory, path).Replace('\\', '/'), text[start..(end ?? text.Length)]);
    }
}
