using System.Reflection;
using System.Xml.Linq;

namespace MigrationAnalyzers.Package.Tests;

/// <summary>What the tests know of the repository that they were built in.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    public static string Configuration { get; } = Metadata("Configuration");

    /// <summary>The version of a package in Directory.Packages.props.</summary>
    public static string VersionOf(string package) =>
        XDocument.Load(Path.Combine(Root, "Directory.Packages.props"))
            .Descendants("PackageVersion")
            .Single(p => p.Attribute("Include")?.Value == package)
            .Attribute("Version")!.Value;

    /// <summary>A property of Directory.Packages.props.</summary>
    public static string PropertyOf(string name) => XDocument.Load(Path.Combine(Root, "Directory.Packages.props")).Descendants(name).Single().Value;

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
