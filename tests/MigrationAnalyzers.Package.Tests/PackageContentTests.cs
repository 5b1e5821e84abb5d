using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace MigrationAnalyzers.Package.Tests;

[Collection(PackageCollection.Name)]
public sealed class PackageContentTests(PackageFeed feed)
{
    [Fact]
    public void Packing_GivesNoWarning() => Assert.DoesNotContain("warning", feed.PackOutput, StringComparison.OrdinalIgnoreCase);

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
        ],
        FilesOf("MigrationAnalyzers"));

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
        FilesOf("PgQuery.NET"));

    [Fact]
    public void AnalyzerPackage_IsADevelopmentDependencyWithoutDependencies()
    {
        var metadata = MetadataOf("MigrationAnalyzers");

        Assert.Equal("true", metadata["developmentDependency"].Value);
        Assert.False(metadata.TryGetValue("dependencies", out var dependencies) && dependencies.Descendants().Any(static d => d.Name.LocalName == "dependency"));
    }

    [Fact]
    public void ParserPackage_HasNoDependencies() =>
        Assert.DoesNotContain(MetadataOf("PgQuery.NET")["dependencies"].Descendants(), static d => d.Name.LocalName == "dependency");

    [Theory]
    [InlineData("MigrationAnalyzers")]
    [InlineData("PgQuery.NET")]
    public void Package_SaysWhatItIsAndWhereItComesFrom(string package)
    {
        var metadata = MetadataOf(package);

        Assert.Equal(package, metadata["id"].Value);
        Assert.Equal(feed.Version, metadata["version"].Value);
        Assert.Equal("MIT", metadata["license"].Value);
        Assert.Equal("README.md", metadata["readme"].Value);
        Assert.Equal("icon.png", metadata["icon"].Value);
        Assert.NotEmpty(metadata["description"].Value);
        Assert.NotEmpty(metadata["tags"].Value);
        Assert.StartsWith("https://", metadata["repository"].Attribute("url")!.Value, StringComparison.Ordinal);
    }

    /// <summary>A compiler host brings its own Roslyn and the assemblies of netstandard2.0; any other reference must be in the package.</summary>
    [Fact]
    public void AnalyzerAssemblies_ReferToNothingThatTheHostDoesNotHave()
    {
        using var archive = feed.Open("MigrationAnalyzers");
        var assemblies = archive.Entries.Where(static e => e.FullName.EndsWith(".dll", StringComparison.Ordinal)).ToList();
        var own = assemblies.Select(static e => Path.GetFileNameWithoutExtension(e.Name));
        var allowed = own.Concat(["netstandard", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "System.Collections.Immutable"]).ToHashSet(StringComparer.Ordinal);

        foreach (var assembly in assemblies)
        {
            var workspaces = assembly.Name == "MigrationAnalyzers.CodeFixes.dll"
                ? ["Microsoft.CodeAnalysis.Workspaces", "Microsoft.CodeAnalysis.CSharp.Workspaces", "System.Composition.AttributedModel"]
                : Array.Empty<string>();
            Assert.Empty(ReferencesOf(assembly).Except(allowed).Except(workspaces));
        }
    }

    private static List<string> ReferencesOf(ZipArchiveEntry assembly)
    {
        using var content = new MemoryStream();
        using (var packed = assembly.Open())
        {
            packed.CopyTo(content);
        }

        content.Position = 0;
        using var pe = new PEReader(content);
        var reader = pe.GetMetadataReader();
        return [.. reader.AssemblyReferences.Select(r => reader.GetString(reader.GetAssemblyReference(r).Name))];
    }

    private List<string> FilesOf(string package)
    {
        using var archive = feed.Open(package);
        return [.. archive.Entries
            .Select(static e => e.FullName)
            .Where(static f => f is not ("[Content_Types].xml" or "_rels/.rels") && !f.StartsWith("package/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
    }

    private Dictionary<string, XElement> MetadataOf(string package)
    {
        using var archive = feed.Open(package);
        using var nuspec = archive.GetEntry(package + ".nuspec")!.Open();
        return XDocument.Load(nuspec).Root!.Elements().Single().Elements().ToDictionary(static e => e.Name.LocalName, StringComparer.Ordinal);
    }
}
