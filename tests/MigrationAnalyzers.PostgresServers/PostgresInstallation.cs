using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text.Json;

namespace MigrationAnalyzers.PostgresServers;

/// <summary>
/// The programs of one version and an initialized data folder to copy, as <c>native</c> and <c>template</c> in a
/// <see cref="CachedFolder"/>. A copy of the programs, because the account that the servers run under
/// may not be allowed to read the repository, and because npm packages have no symbolic links.
/// </summary>
internal sealed class PostgresInstallation
{
    private const UnixFileMode ReadableByAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode ExecutableByAll = ReadableByAll | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private PostgresInstallation(string version, string folder, ProgramFolder programs)
    {
        Version = version;
        TemplateFolder = TemplateOf(folder);
        Programs = programs;
    }

    /// <summary>The npm package's version (18.4.0-beta.17), or debian-15.</summary>
    public string Version { get; }

    public ProgramFolder Programs { get; }

    /// <summary>What initdb made; servers start on copies of it.</summary>
    public string TemplateFolder { get; }

    /// <summary>Finds the version's installation, and makes it when this is the first use on the machine.</summary>
    public static Task<PostgresInstallation> PrepareAsync(int major, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != Architecture.X64)
        {
            throw new PostgresServerException(
                $"The tests' PostgreSQL servers are programs for Linux x64, this is {RuntimeInformation.RuntimeIdentifier}. Run the tests in a Linux x64 container.");
        }

        return PrepareOnLinuxAsync(major, cancellationToken);
    }

    /// <summary>Debian's own server: the package postgresql-15, installed or downloaded.</summary>
    public static async Task<PostgresInstallation> PrepareDebianAsync(int major, CancellationToken cancellationToken)
    {
        var number = major.ToString(CultureInfo.InvariantCulture);
        string[] packages = [$"postgresql-{number}", $"postgresql-client-{number}"];
        var programs = await DebianPackages.FindAsync(packages, DebianPrograms(major), "postgres", cancellationToken).ConfigureAwait(false);
        return await PrepareDebianAsync(major, programs, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Debian's own server, with these programs.</summary>
    public static async Task<PostgresInstallation> PrepareDebianAsync(int major, ProgramFolder programs, CancellationToken cancellationToken)
    {
        // "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)": an upgrade of the package makes a folder of its own.
        var said = await ServiceAccount.Current.RunAsync(programs.Command("postgres"), ["--version"], cancellationToken).ConfigureAwait(false);
        var package = string.Concat(said.Split(' ')[^1].Where(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '+' or '-'));
        var folder = await CachedFolder
            .PrepareAsync($"debian-{package}", staging => InitializeAsync(programs, staging, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        return new PostgresInstallation(string.Create(CultureInfo.InvariantCulture, $"debian-{major}"), folder, programs);
    }

    /// <summary>Where Debian puts the programs of a major version.</summary>
    public static string DebianPrograms(int major) => string.Create(CultureInfo.InvariantCulture, $"/usr/lib/postgresql/{major}/bin");

    [SupportedOSPlatform("linux")]
    private static async Task<PostgresInstallation> PrepareOnLinuxAsync(int major, CancellationToken cancellationToken)
    {
        var package = Path.Combine(PackagesFolder, $"postgres-{major}");
        var version = ReadVersion(major, package);
        var folder = await CachedFolder
            .PrepareAsync(version, staging => InstallAsync(package, staging, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        return new PostgresInstallation(version, folder, ProgramsOf(folder));
    }

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

    [SupportedOSPlatform("linux")]
    private static async Task InstallAsync(string package, string folder, CancellationToken cancellationToken)
    {
        CopyFolder(Path.Combine(package, "native"), Path.Combine(folder, "native"));
        CreateSymbolicLinks(folder, Path.Combine(package, "native", "pg-symlinks.json"));
        await InitializeAsync(ProgramsOf(folder), folder, cancellationToken).ConfigureAwait(false);
    }

    private static ProgramFolder ProgramsOf(string folder) => new(Path.Combine(folder, "native", "bin"));

    private static string TemplateOf(string folder) => Path.Combine(folder, "template");

    private static Task InitializeAsync(ProgramFolder programs, string folder, CancellationToken cancellationToken) => ServiceAccount.Current.RunAsync(
        programs.Command("initdb"),
        [
            "--pgdata", TemplateOf(folder),
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
