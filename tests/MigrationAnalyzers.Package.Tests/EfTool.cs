using System.Collections.Concurrent;
using System.Globalization;

namespace MigrationAnalyzers.Package.Tests;

/// <summary>A version of <c>dotnet ef</c>, from a tool manifest.</summary>
internal sealed class EfTool
{
    private static readonly ConcurrentDictionary<int, Task<EfTool>> s_tools = [];

    private readonly string _directory;

    private EfTool(string directory) => _directory = directory;

    /// <summary>Restored once in each run. The newest is in the manifest of the repository, the older ones are in Tools.</summary>
    public static Task<EfTool> OfVersionAsync(int major) => s_tools.GetOrAdd(major, static async version =>
    {
        var number = version.ToString(CultureInfo.InvariantCulture);
        var older = Path.Combine(Repository.Root, "tests", "MigrationAnalyzers.Package.Tests", "Tools", number);
        var tool = new EfTool(Directory.Exists(older) ? older : Repository.Root);
        (await DotNet.RunAsync(tool._directory, "tool", "restore")).Succeeded();
        Assert.Contains($"\n{number}.", (await DotNet.RunAsync(tool._directory, "ef", "--version")).Succeeded().Output, StringComparison.Ordinal);
        return tool;
    });

    public Task<DotNetResult> RunAsync(IReadOnlyDictionary<string, string> environment, string[] arguments) => DotNet.RunAsync(_directory, environment, ["ef", .. arguments]);
}
