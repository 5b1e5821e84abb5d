using System.Globalization;

namespace MigrationAnalyzers.PostgresServers;

/// <summary>Folders that are filled once for a machine and that all test processes of the user share.</summary>
internal static class CachedFolder
{
    /// <summary>Counts what is in the folder; it is one of the entries.</summary>
    private const string SealName = "entries";

    /// <summary>Where they are, and the running servers: <c>$TMPDIR/migration-analyzers-postgres-USER</c>.</summary>
    public static string Root { get; } = Path.Combine(Path.GetTempPath(), $"migration-analyzers-postgres-{Environment.UserName}");

    /// <summary>
    /// Fills the folder when this is the first use on the machine: aside and then moved into place, so that nobody sees a folder with the
    /// final name that is half made. The account that the servers run under owns it.
    /// </summary>
    /// <param name="name">Of the folder, under <see cref="Root"/>.</param>
    /// <param name="fillAsync">Fills the empty folder that it is given.</param>
    /// <param name="cancellationToken">Ends the waiting for another process that fills it, and the filling.</param>
    /// <returns>The folder's path.</returns>
    public static async Task<string> PrepareAsync(string name, Func<string, Task> fillAsync, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Root, name);
        if (IsComplete(folder))
        {
            return folder;
        }

        await ServiceAccount.Current.RunAsync("mkdir", ["-p", "-m", "755", Root], cancellationToken).ConfigureAwait(false);
        using var held = await FileLock.AcquireAsync($"{folder}.lock", cancellationToken).ConfigureAwait(false);
        if (!IsComplete(folder))
        {
            await FillAsync(folder, fillAsync, cancellationToken).ConfigureAwait(false);
        }

        return folder;
    }

    private static async Task FillAsync(string folder, Func<string, Task> fillAsync, CancellationToken cancellationToken)
    {
        var staging = $"{folder}.{Guid.NewGuid():N}";
        try
        {
            await ServiceAccount.Current.RunAsync("mkdir", ["-m", "755", staging], cancellationToken).ConfigureAwait(false);
            await fillAsync(staging).ConfigureAwait(false);
            // Created before it is counted, as it is one of the entries.
            var seal = Path.Combine(staging, SealName);
            File.Create(seal).Dispose();
            File.WriteAllText(seal, CountEntries(staging));
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            Directory.Move(staging, folder);
        }
        finally
        {
            if (Directory.Exists(staging))
            {
                Directory.Delete(staging, recursive: true);
            }
        }
    }

    /// <summary>Systems that tidy up their temporary folder delete single files that nobody has read for days: those are counted.</summary>
    private static bool IsComplete(string folder)
    {
        var seal = Path.Combine(folder, SealName);
        return File.Exists(seal) && File.ReadAllText(seal) == CountEntries(folder);
    }

    private static string CountEntries(string folder) =>
        Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Count().ToString(CultureInfo.InvariantCulture);
}
