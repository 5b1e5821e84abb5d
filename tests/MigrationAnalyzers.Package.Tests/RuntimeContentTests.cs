using System.Xml.Linq;

namespace MigrationAnalyzers.Package.Tests;

[Collection(PackageCollection.Name)]
public sealed class RuntimeContentTests(PackageFeed feed)
{
    private const string Package = "MigrationAnalyzers.Runtime";

    [Fact]
    public void Package_HasExactlyTheseFiles() => Assert.Equal(
        [
            "LICENSE",
            "MigrationAnalyzers.Runtime.nuspec",
            "README.md",
            "THIRD-PARTY-NOTICES.md",
            "icon.png",
            "lib/net10.0/MigrationAnalyzers.Engine.dll",
            "lib/net10.0/MigrationAnalyzers.Runtime.dll",
            "lib/net10.0/MigrationAnalyzers.Runtime.xml",
            "lib/net10.0/PgQuery.Module.dll",
            "lib/net10.0/PgQuery.NET.dll",
            "lib/net8.0/MigrationAnalyzers.Engine.dll",
            "lib/net8.0/MigrationAnalyzers.Runtime.dll",
            "lib/net8.0/MigrationAnalyzers.Runtime.xml",
            "lib/net8.0/PgQuery.Module.dll",
            "lib/net8.0/PgQuery.NET.dll",
        ],
        feed.FilesOf(Package));

    [Fact]
    public void Dependencies_AreTheProviderOfEachEntityFramework()
    {
        var groups = feed.MetadataOf(Package)["dependencies"].Elements().ToDictionary(static g => g.Attribute("targetFramework")!.Value, DependenciesOf, StringComparer.Ordinal);

        Assert.Equal(["net10.0", "net8.0"], groups.Keys.Order(StringComparer.Ordinal));
        string[] common = [$"Spectre.Console {Repository.VersionOf("Spectre.Console")}", $"System.CommandLine {Repository.VersionOf("System.CommandLine")}"];
        Assert.Equal(["Npgsql.EntityFrameworkCore.PostgreSQL 10.0.0", .. common], groups["net10.0"]);
        Assert.Equal(
            ["Npgsql.EntityFrameworkCore.PostgreSQL 8.0.0", common[0], $"System.Collections.Immutable {Repository.VersionOf("System.Collections.Immutable")}", common[1]], groups["net8.0"]);
    }

    /// <summary>Applications ship with it.</summary>
    [Fact]
    public void Package_IsNoDevelopmentDependency() => Assert.False(feed.MetadataOf(Package).ContainsKey("developmentDependency"));

    private static List<string> DependenciesOf(XElement group) =>
        [.. group.Elements().Select(static d => $"{d.Attribute("id")!.Value} {d.Attribute("version")!.Value}").Order(StringComparer.Ordinal)];
}
