using System.Reflection;

namespace MigrationAnalyzers.Runtime.Tests.PublicApi;

/// <summary>The public surface changes on purpose only: PublicAPI.txt holds it, the same for each target framework.</summary>
public sealed class PublicSurfaceTests
{
    private const string FileName = "src/MigrationAnalyzers.Runtime/PublicAPI.txt";

    /// <summary>Where it differs, the file is written anew; then the test fails once.</summary>
    [Fact]
    public void Surface_IsThatOfTheFile()
    {
        var root = typeof(PublicSurfaceTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "RepositoryRoot").Value!;
        var path = Path.Combine(root, FileName);
        string[] recorded = File.Exists(path) ? File.ReadAllLines(path) : [];
        string[] built = [.. PublicSurface.Lines];
        if (recorded.SequenceEqual(built, StringComparer.Ordinal))
        {
            return;
        }

        File.WriteAllText(path, string.Join('\n', built) + "\n");
        IEnumerable<string> changes = [.. recorded.Except(built).Select(static l => "- " + l), .. built.Except(recorded).Select(static l => "+ " + l)];
        Assert.Fail($"The public API is not that of {FileName}, which was written anew. Review it and commit it:\n{string.Join('\n', changes)}");
    }
}
