namespace MigrationAnalyzers.PostgresServers;

/// <summary>
/// Programs of Debian (or Ubuntu) packages: the installed ones, or else the packages' files, downloaded with apt and unpacked in the
/// cache. That needs no root and changes nothing on the system.
/// </summary>
internal static class DebianPackages
{
    private static readonly string[] LibraryFolders = ["usr/lib/x86_64-linux-gnu", "lib/x86_64-linux-gnu"];

    /// <summary>
    /// libc6 cannot be used beside the system's own loader, and is there anyway. LLVM (25 MB) and Perl are for JIT compilation and
    /// PL/Perl, which no test uses.
    /// </summary>
    private static readonly string[] NeedlessLibraries = ["libc6", "libc-bin", "libllvm", "libperl"];

    /// <summary>Finds the programs, and downloads them when they are not installed.</summary>
    /// <param name="packages">All that the programs are in; what these depend on need not be named.</param>
    /// <param name="folder">Where the packages put the programs: <c>/usr/sbin</c>.</param>
    /// <param name="program">One of the programs.</param>
    /// <param name="cancellationToken">Ends the download.</param>
    /// <exception cref="PostgresServerException">They are not installed and cannot be downloaded; the message says what to install.</exception>
    public static async Task<ProgramFolder> FindAsync(string[] packages, string folder, string program, CancellationToken cancellationToken)
    {
        var installed = new ProgramFolder(folder);
        return installed.Contains(program) ? installed : await DownloadAsync(packages, folder, program, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>As <see cref="FindAsync"/>, whether they are installed or not.</summary>
    public static async Task<ProgramFolder> DownloadAsync(string[] packages, string folder, string program, CancellationToken cancellationToken)
    {
        var install = $"Install it: apt-get install {string.Join(' ', packages)}.";
        try
        {
            var root = await CachedFolder
                .PrepareAsync($"packages-{string.Join('-', packages)}", staging => UnpackAsync(packages, staging, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
            var programs = new ProgramFolder(
                Path.Combine(root, folder.TrimStart('/')),
                string.Join(':', LibraryFolders.Select(library => Path.Combine(root, library))));
            return programs.Contains(program)
                ? programs
                : throw new PostgresServerException($"{program} is not in {folder}, nor in the packages that were downloaded to {root}. {install}");
        }
        catch (AptException e)
        {
            throw new PostgresServerException($"There is no {program} in {folder}, and its packages could not be downloaded. {install} {e.Message}", e);
        }
    }

    private static async Task UnpackAsync(string[] packages, string root, CancellationToken cancellationToken)
    {
        var downloads = Path.Combine(root, "apt");
        await ServiceAccount.Current.RunAsync("mkdir", ["-p", downloads], cancellationToken).ConfigureAwait(false);
        await DownloadAsync(packages, downloads, cancellationToken).ConfigureAwait(false);
        foreach (var package in Directory.GetFiles(downloads, "*.deb"))
        {
            await ServiceAccount.Current.RunAsync("dpkg-deb", ["--extract", package, root], cancellationToken).ConfigureAwait(false);
        }

        await ServiceAccount.Current.RunAsync("rm", ["-rf", downloads], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>With the system's package lists; with fresh ones when those are missing or name files that the mirror no longer has.</summary>
    private static async Task DownloadAsync(string[] packages, string folder, CancellationToken cancellationToken)
    {
        try
        {
            await DownloadAsync(packages, folder, [], cancellationToken).ConfigureAwait(false);
        }
        catch (AptException)
        {
            var lists = Path.Combine(folder, "lists");
            var cache = Path.Combine(folder, "cache");
            string[] options =
            [
                "-o", $"Dir::State::lists={lists}/",
                "-o", $"Dir::Cache={cache}/",
                // apt-file, where it is installed, would have the lists of all files of all packages fetched as well (50 MB).
                "-o", "Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled=false",
                "-o", "Acquire::Languages=none",
            ];
            await ServiceAccount.Current
                .RunAsync("mkdir", ["-p", Path.Combine(lists, "partial"), Path.Combine(cache, "archives", "partial")], cancellationToken)
                .ConfigureAwait(false);
            var update = await AptAsync(folder, [.. options, "update"], cancellationToken).ConfigureAwait(false);
            try
            {
                await DownloadAsync(packages, folder, options, cancellationToken).ConfigureAwait(false);
            }
            catch (AptException e)
            {
                // For apt-get update a mirror out of reach is a warning, and the reason why nothing is found.
                var complaints = update.Split('\n').Where(line => line.StartsWith("W:", StringComparison.Ordinal) || line.StartsWith("E:", StringComparison.Ordinal));
                throw new AptException($"{e.Message}apt-get update: {string.Join(' ', complaints)}", e);
            }
        }
    }

    private static async Task DownloadAsync(string[] packages, string folder, string[] options, CancellationToken cancellationToken)
    {
        // A line is "Inst libevent-2.1-7 (2.1.12-stable-8 Debian:12.15/oldstable [amd64])", for each package that the system lacks.
        var plan = await AptAsync(folder, [.. options, "install", "--simulate", "--no-install-recommends", .. packages], cancellationToken)
            .ConfigureAwait(false);
        var libraries = plan.Split('\n')
            .Where(line => line.StartsWith("Inst ", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[1])
            .Where(IsLibrary);
        await AptAsync(folder, [.. options, "download", .. packages.Union(libraries)], cancellationToken).ConfigureAwait(false);
    }

    private static bool IsLibrary(string package) =>
        (package.StartsWith("lib", StringComparison.Ordinal) || package == "zlib1g")
        && !NeedlessLibraries.Any(needless => package.StartsWith(needless, StringComparison.Ordinal))
        && !package.EndsWith("-perl", StringComparison.Ordinal)
        // Listed when an installed one waits for its upgrade.
        && !package.EndsWith("-dev", StringComparison.Ordinal);

    /// <summary>apt-get download writes to the folder that it is called in.</summary>
    /// <returns>All that apt-get said, its warnings too.</returns>
    private static async Task<string> AptAsync(string folder, string[] arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await ServiceAccount.Current
                .RunAsync(
                    "env",
                    [$"--chdir={folder}", "LC_ALL=C", "sh", "-c", "exec apt-get -q \"$@\" 2>&1", "sh", .. arguments],
                    cancellationToken)
                .ConfigureAwait(false);
        }
        catch (PostgresServerException e)
        {
            throw new AptException($"apt-get {string.Join(' ', arguments)}: {e.Message}", e);
        }
    }

    private sealed class AptException(string message, Exception innerException) : Exception(message, innerException);
}
