using System.IO.Compression;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MigrationAnalyzers.Package.Tests;

[Collection(PackageCollection.Name)]
public sealed class PackageContentTests(PackageFeed feed)
{
    /// <summary>NU1603 tells of the registry, not of the package: it lacks the exact version of a dependency.</summary>
    [Fact]
    public void Packing_GivesNoWarning() => Assert.DoesNotContain(
        feed.PackOutput.Split('\n'), static l => l.Contains("warning", StringComparison.OrdinalIgnoreCase) && !l.Contains("warning NU1603", StringComparison.Ordinal));

    [Fact]
    public void AnalyzerPackage_HasExactlyTheseFiles() => Assert.Equal(
        [
            "LICENSE",
            "MigrationAnalyzers.nuspec",
            "README.md",
            "THIRD-PARTY-NOTICES.md",
            "analyzers/dotnet/cs/MigrationAnalyzers.CodeFixes.dll",
            "analyzers/dotnet/cs/MigrationAnalyzers.Engine.dll",
            "analyzers/dotnet/cs/MigrationAnalyzers.dll",
            "analyzers/dotnet/cs/PgQuery.Module.dll",
            "analyzers/dotnet/cs/PgQuery.NET.dll",
            "buildTransitive/MigrationAnalyzers.props",
            "buildTransitive/MigrationAnalyzers.targets",
            "icon.png",
            "presets/locks-only.globalconfig",
            "presets/recommended.globalconfig",
            "presets/strict.globalconfig",
        ],
        feed.FilesOf("MigrationAnalyzers"));

    [Fact]
    public void ParserPackage_HasExactlyTheseFiles() => Assert.Equal(
        [
            "LICENSE",
            "PgQuery.NET.nuspec",
            "README.md",
            "THIRD-PARTY-NOTICES.md",
            "icon.png",
            "lib/netstandard2.0/PgQuery.Module.dll",
            "lib/netstandard2.0/PgQuery.NET.dll",
            "lib/netstandard2.0/PgQuery.NET.xml",
        ],
        feed.FilesOf("PgQuery.NET"));

    [Fact]
    public void AnalyzerPackage_IsADevelopmentDependencyWithoutDependencies()
    {
        var metadata = feed.MetadataOf("MigrationAnalyzers");

        Assert.Equal("true", metadata["developmentDependency"].Value);
        Assert.False(metadata.TryGetValue("dependencies", out var dependencies) && dependencies.Descendants().Any(static d => d.Name.LocalName == "dependency"));
    }

    [Fact]
    public void ParserPackage_HasNoDependencies() =>
        Assert.DoesNotContain(feed.MetadataOf("PgQuery.NET")["dependencies"].Descendants(), static d => d.Name.LocalName == "dependency");

    [Theory]
    [InlineData("MigrationAnalyzers")]
    [InlineData("MigrationAnalyzers.Runtime")]
    [InlineData("PgQuery.NET")]
    public void Package_SaysWhatItIsAndWhereItComesFrom(string package)
    {
        var metadata = feed.MetadataOf(package);

        Assert.Equal(package, metadata["id"].Value);
        Assert.Equal(feed.Version, metadata["version"].Value);
        Assert.Equal("MIT", metadata["license"].Value);
        Assert.Equal("README.md", metadata["readme"].Value);
        Assert.Equal("icon.png", metadata["icon"].Value);
        Assert.NotEmpty(metadata["description"].Value);
        Assert.NotEmpty(metadata["tags"].Value);
        Assert.StartsWith("https://", metadata["repository"].Attribute("url")!.Value, StringComparison.Ordinal);
    }

    /// <summary>
    /// A compiler host brings Roslyn and what Roslyn refers to, in these versions at least (4.14); any other reference, and any newer one, must be in the
    /// package or the analyzer does not load.
    /// </summary>
    [Fact]
    public void AnalyzerAssemblies_ReferToNothingThatTheHostDoesNotHave()
    {
        var ofHost = new Dictionary<string, Version>(StringComparer.Ordinal)
        {
            ["netstandard"] = new(2, 0, 0, 0),
            ["Microsoft.CodeAnalysis"] = new(4, 14, 0, 0),
            ["Microsoft.CodeAnalysis.CSharp"] = new(4, 14, 0, 0),
            ["System.Collections.Immutable"] = new(9, 0, 0, 0),
            ["System.Memory"] = new(4, 0, 1, 2),
        };
        var ofEditor = new Dictionary<string, Version>(ofHost, StringComparer.Ordinal)
        {
            ["Microsoft.CodeAnalysis.Workspaces"] = new(4, 14, 0, 0),
            ["Microsoft.CodeAnalysis.CSharp.Workspaces"] = new(4, 14, 0, 0),
            ["System.Composition.AttributedModel"] = new(9, 0, 0, 0),
        };
        using var archive = feed.Open("MigrationAnalyzers");
        var assemblies = archive.Entries.Where(static e => e.FullName.EndsWith(".dll", StringComparison.Ordinal)).ToList();
        var own = assemblies.Select(static e => Path.GetFileNameWithoutExtension(e.Name)).ToHashSet(StringComparer.Ordinal);

        foreach (var assembly in assemblies)
        {
            var known = assembly.Name == "MigrationAnalyzers.CodeFixes.dll" ? ofEditor : ofHost;
            Assert.DoesNotContain(ReferencesOf(assembly), r => !own.Contains(r.Name!) && (!known.TryGetValue(r.Name!, out var version) || r.Version > version));
        }
    }

    private static List<AssemblyName> ReferencesOf(ZipArchiveEntry assembly)
    {
        using var content = new MemoryStream();
        using (var packed = assembly.Open())
        {
            packed.CopyTo(content);
        }

        content.Position = 0;
        using var pe = new PEReader(content);
        var reader = pe.GetMetadataReader();
        return [.. reader.AssemblyReferences.Select(r => reader.GetAssemblyReference(r).GetAssemblyName())];
    }
}
