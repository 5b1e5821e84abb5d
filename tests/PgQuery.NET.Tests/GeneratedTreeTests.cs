using System.Diagnostics;

namespace PgQuery.Tests;

public sealed class GeneratedTreeTests
{
    [Fact]
    public async Task CheckedInTree_IsWhatTheGeneratorWrites()
    {
        var source = Path.Combine(TestPaths.Repository, "src", "PgQuery.NET", "Tree");
        var output = Directory.CreateTempSubdirectory("pgquery-tree-");
        try
        {
            using var process = Process.Start(new ProcessStartInfo("node")
            {
                ArgumentList = { Path.Combine(source, "generate.mjs"), Path.Combine(TestPaths.NodeModules, "@pgsql", "types"), output.FullName },
            })!;
            await process.WaitForExitAsync();

            Assert.Equal(0, process.ExitCode);
            foreach (var name in new[] { "Nodes.g.cs", "Enums.g.cs", "TreeSchema.g.cs" })
            {
                Assert.Equal(await File.ReadAllTextAsync(Path.Combine(source, name)), await File.ReadAllTextAsync(Path.Combine(output.FullName, name)));
            }
        }
        finally
        {
            output.Delete(recursive: true);
        }
    }
}
