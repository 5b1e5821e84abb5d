using System.Text;

namespace MigrationAnalyzers.Package.Tests;

/// <summary>Migrations that do not lie beside the project file, that several projects share, or that are compiled more than once.</summary>
[Collection(PackageCollection.Name)]
public sealed class LinkedMigrationTests(PackageFeed feed)
{
    private const string Added = "20260102000005_ChangeCreateIXOrdersUserId";

    private static readonly string[] s_folders = ["Shared/Migrations", "Frameworks/Migrations", "Separate/Migrations"];

    /// <summary>One test of one solution, as its restoring and loading take seconds.</summary>
    [Fact]
    public async Task NewMigration_IsLikeTheDividedOneBesideIt_AndCompiledInEachProject()
    {
        var solution = await feed.CreateConsumerAsync("Linked", arrange: Arrange);

        (await solution.FormatAsync("DBM5002")).Succeeded();

        Assert.All(s_folders, folder => Assert.Equal(
            [Added + ".Designer.cs", Added + ".cs"], solution.FilesIn(folder).Where(static f => f.StartsWith(Added, StringComparison.Ordinal)).Order(StringComparer.Ordinal)));
        Assert.Equal(["Listed.csproj"], solution.FilesIn("Listed"));
        Assert.Equal(["Pattern.csproj"], solution.FilesIn("Pattern"));
        AssertBytesLikeNeighbours(solution);

        // What no pattern finds is listed; also in the project that shares the file with the one that was fixed.
        Assert.Equal(1, solution.Read("Listed/Listed.csproj").Split($"../Shared/Migrations/{Added}.cs").Length - 1);

        var build = (await solution.BuildAsync()).LoadedCleanly().Run.Succeeded();
        Assert.DoesNotContain("CS2002", build.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("DBM5002", build.Output, StringComparison.Ordinal);
        string[] outputs = ["Pattern/bin/Debug/net10.0/Pattern.dll", "Listed/bin/Debug/net10.0/Listed.dll", "Frameworks/bin/Debug/net8.0/Frameworks.dll", "Frameworks/bin/Debug/net10.0/Frameworks.dll"];
        Assert.All(outputs, file => Assert.Contains("ChangeCreateIXOrdersUserId", Encoding.UTF8.GetString(solution.ReadBytes(file)), StringComparison.Ordinal));

        // The context is in another assembly than the migrations.
        var list = await solution.EfAsync(await EfTool.OfVersionAsync(10), "Separate", "Host=localhost;Port=1", "migrations", "list", "--no-connect", "--no-build");
        Assert.Contains($"20260102000000_Change\n{Added}", list.Succeeded().Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    private static void AssertBytesLikeNeighbours(Consumer solution)
    {
        foreach (var ending in (string[])[".cs", ".Designer.cs"])
        {
            var windows = solution.ReadBytes($"Frameworks/Migrations/{Added}{ending}");
            Assert.True(windows.AsSpan().StartsWith(Encoding.UTF8.Preamble));
            Assert.Equal(Text(windows).ReplaceLineEndings("\r\n"), Text(windows));
            Assert.EndsWith("}\r\n", Text(windows), StringComparison.Ordinal);

            var unix = solution.ReadBytes($"Separate/Migrations/{Added}{ending}");
            Assert.False(unix.AsSpan().StartsWith(Encoding.UTF8.Preamble));
            Assert.DoesNotContain('\r', Text(unix));
            Assert.EndsWith("}", Text(unix), StringComparison.Ordinal);
        }
    }

    /// <summary>The same shop: linked into two projects, for two target frameworks, and with its migrations in an assembly of their own.</summary>
    private static void Arrange(ConsumerLayout layout)
    {
        layout.Copy("Divided", "Shared");
        string[] code = ["Program.cs", "Npgsql9TypeMappingSource.cs", "Migrations"];
        foreach (var part in code)
        {
            layout.Copy("Divided/" + part, "Frameworks/" + part);
            layout.Copy("Divided/" + part, "Separate/" + part);
        }

        layout.Copy("Divided/ShopContext.cs", "Frameworks/ShopContext.cs");
        layout.Copy("Divided/ShopContext.cs", "Data/ShopContext.cs");
        layout.Delete("Shared/Divided.csproj");

        // Line ends of Windows with a byte order mark; those of Unix without one, and none at the end.
        layout.Rewrite("Frameworks/Migrations", static b => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text(b).ReplaceLineEndings("\r\n"))]);
        layout.Rewrite("Separate/Migrations", static b => Encoding.UTF8.GetBytes(Text(b).ReplaceLineEndings("\n").TrimEnd()));
    }

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
}
