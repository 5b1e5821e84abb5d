using System.Diagnostics;

namespace MigrationAnalyzers.PostgresServers;

/// <summary>
/// The account that the servers run under. PostgreSQL refuses to run as root, so root (containers, mostly) hands its commands to
/// <c>postgres</c> or <c>nobody</c>; anyone else runs them as themselves.
/// </summary>
internal sealed class ServiceAccount
{
    private static readonly string[] PreferredNames = ["postgres", "nobody"];

    private readonly string[] _prefix;

    private ServiceAccount(string name, string[] prefix)
    {
        Name = name;
        _prefix = prefix;
    }

    public static ServiceAccount Current { get; } = Find();

    public string Name { get; }

    /// <summary>The command under this account, with all streams redirected.</summary>
    public ProcessStartInfo CreateStartInfo(string fileName, params IEnumerable<string> arguments)
    {
        string[] command = [.. _prefix, fileName, .. arguments];
        return new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // The caller's folder may be closed to the account.
            WorkingDirectory = "/",
        };
    }

    /// <summary>Runs a program whose command has words of its own; see <see cref="ProgramFolder.Command"/>.</summary>
    /// <returns>What it wrote to its standard output.</returns>
    /// <exception cref="PostgresServerException">It could not be started, or ended with another code than 0.</exception>
    public Task<string> RunAsync(string[] command, IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(command[0], [.. command[1..], .. arguments], cancellationToken);

    /// <returns>What it wrote to its standard output.</returns>
    /// <exception cref="PostgresServerException">It could not be started, or ended with another code than 0.</exception>
    public async Task<string> RunAsync(string fileName, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Start(CreateStartInfo(fileName, arguments));
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        if (process.ExitCode != 0)
        {
            throw new PostgresServerException(
                $"{fileName} failed with exit code {process.ExitCode} (as {Name}): {await output.ConfigureAwait(false)}{await error.ConfigureAwait(false)}");
        }

        return await output.ConfigureAwait(false);
    }

    /// <exception cref="PostgresServerException">There is no such program.</exception>
    public static Process Start(ProcessStartInfo startInfo)
    {
        try
        {
            return Process.Start(startInfo)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new PostgresServerException(
                $"{startInfo.FileName} could not be started: {e.Message}. The servers need setpriv (util-linux), sh and coreutils.", e);
        }
    }

    private static ServiceAccount Find()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return new ServiceAccount(Environment.UserName, []);
        }

        var accounts = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(fields => fields.Length > 3).ToList();
        foreach (var name in PreferredNames)
        {
            if (accounts.Find(fields => fields[0] == name) is [_, _, var user, var group, ..])
            {
                return new ServiceAccount(name, ["setpriv", $"--reuid={user}", $"--regid={group}", "--clear-groups", "--"]);
            }
        }

        throw new PostgresServerException(
            $"PostgreSQL does not run as root, and /etc/passwd has no account to run it under ({string.Join(", ", PreferredNames)}). Run the tests as another user.");
    }
}
