using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;

namespace MigrationAnalyzers.Package.Tests;

/// <summary>The packages, packed once in each run, in a feed of their own; and the consumers, which restore from it.</summary>
public sealed class PackageFeed : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("migration-analyzers-").FullName;

    /// <summary>Unlike any before, so that no cache holds it.</summary>
    public string Version { get; } = "0.1.0-test." + DateTime.UtcNow.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture);

    internal string PackOutput { get; private set; } = "";

    public async Task InitializeAsync()
    {
        foreach (var project in (string[])["MigrationAnalyzers.Package", "MigrationAnalyzers.Runtime", "PgQuery.NET"])
        {
            var packed = await DotNet.RunAsync(
                Repository.Root,
                "pack", Path.Combine("src", project), "--no-build", "-c", Repository.Configuration, "-o", Path.Combine(_directory, "feed"), "-p:PackageVersion=" + Version);
            PackOutput += packed.Succeeded().Output;
        }
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_directory, recursive: true);
        return Task.CompletedTask;
    }

    internal ZipArchive Open(string package) => ZipFile.OpenRead(Path.Combine(_directory, "feed", $"{package}.{Version}.nupkg"));

    /// <summary>What is in a package, without what packing itself adds.</summary>
    internal List<string> FilesOf(string package)
    {
        using var archive = Open(package);
        return [.. archive.Entries
            .Select(static e => e.FullName)
            .Where(static f => f is not ("[Content_Types].xml" or "_rels/.rels") && !f.StartsWith("package/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>The elements of its nuspec.</summary>
    internal Dictionary<string, XElement> MetadataOf(string package)
    {
        using var archive = Open(package);
        using var nuspec = archive.GetEntry(package + ".nuspec")!.Open();
        return XDocument.Load(nuspec).Root!.Elements().Single().Elements().ToDictionary(static e => e.Name.LocalName, StringComparer.Ordinal);
    }

    /// <summary>A copy of a project in Consumers, outside the repository, restored.</summary>
    /// <param name="entityFramework">The major version, where the project leaves it open.</param>
    /// <param name="arrange">Lays out the copy before it is restored: what it gets of other consumers, and where.</param>
    internal async Task<Consumer> CreateConsumerAsync(string name, int entityFramework = 10, Action<ConsumerLayout>? arrange = null)
    {
        var root = Path.Combine(_directory, Guid.NewGuid().ToString("N"));
        var directory = Path.Combine(root, name);
        var layout = new ConsumerLayout(directory);
        layout.Copy(name, "");
        arrange?.Invoke(layout);

        // Our packages come from the feed and are unpacked here; those of others may be taken from where the machine has them.
        var machine = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        Save(root, "NuGet.config", new XElement(
            "configuration",
            new XElement("config", Add("globalPackagesFolder", Path.Combine(_directory, "packages"))),
            new XElement("fallbackPackageFolders", Directory.Exists(machine) ? Add("machine", machine) : null),
            new XElement("packageSources", Add("packages-under-test", Path.Combine(_directory, "feed")))));
        Save(root, "Directory.Build.props", new XElement(
            "Project",
            new XElement(
                "PropertyGroup",
                new XElement("PackageUnderTest", $"[{Version}]"),
                new XElement("NpgsqlProviderVersion", Repository.VersionOf("Npgsql.EntityFrameworkCore.PostgreSQL")),
                new XElement("NpgsqlProvider8Version", Repository.PropertyOf("NpgsqlProvider8Version")),
                new XElement("EntityFrameworkMajor", entityFramework),
                new XElement("EntityFrameworkDesignVersion", Repository.PropertyOf("EntityFrameworkDesignVersion")),
                new XElement("EntityFramework8Version", Repository.PropertyOf("EntityFramework8Version")),
                new XElement("MachinePackages", machine + Path.DirectorySeparatorChar),
                new XElement("NuGetAudit", "false"))));

        (await DotNet.RunAsync(directory, "restore")).Succeeded();
        return new Consumer(directory);

        static XElement Add(string key, string value) => new("add", new XAttribute("key", key), new XAttribute("value", value));

        static void Save(string directory, string file, XElement content) => new XDocument(content).Save(Path.Combine(directory, file));
    }
}

[CollectionDefinition(Name)]
public sealed class PackageCollection : ICollectionFixture<PackageFeed>
{
    public const string Name = "packages";
}
