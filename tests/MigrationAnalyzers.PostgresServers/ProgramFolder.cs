namespace MigrationAnalyzers.PostgresServers;

/// <summary>Where programs are.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Libraries">Folders, separated by colons, with shared libraries that the system's own folders lack; null without such.</param>
internal sealed record ProgramFolder(string Path, string? Libraries = null)
{
    /// <summary>The words that start a program of the folder, to which its arguments are to be added.</summary>
    public string[] Command(string program)
    {
        var path = System.IO.Path.Combine(Path, program);
        // By env(1), so that setpriv and sh, which come before it, run on the system's libraries.
        return Libraries is null ? [path] : ["env", $"LD_LIBRARY_PATH={Libraries}", path];
    }

    public bool Contains(string program) => File.Exists(System.IO.Path.Combine(Path, program));
}
