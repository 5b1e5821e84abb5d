using System.Runtime.InteropServices;
using MigrationAnalyzers.Runtime.CommandLine;
using Microsoft.EntityFrameworkCore;

namespace MigrationAnalyzers.Runtime;

/// <summary>The migration step of a deployment as a console program: its whole <c>Program.cs</c> is one call.</summary>
public static class SafeMigrations
{
    /// <summary>
    /// Carries out a command line: <c>plan</c>, <c>dry-run</c>, <c>apply</c>, <c>rollback</c>, <c>status</c>, <c>locks</c>, <c>forget</c> and others; <c>--help</c> lists
    /// them. Ctrl-C and SIGTERM cancel it.
    /// </summary>
    /// <param name="args">The program's arguments.</param>
    /// <param name="createContext">Makes the DbContext, configured with UseNpgsql; called once, and not for help.</param>
    /// <param name="cancellationToken">Cancels it, as Ctrl-C does.</param>
    /// <returns>A <see cref="SafeMigrationsExitCode"/>, for Main to return. Errors are written, not thrown.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="args"/> or <paramref name="createContext"/> is null.</exception>
    public static async Task<int> RunAsync(string[] args, Func<DbContext> createContext, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(createContext);
        var terminal = Terminal.OfProcess();
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        return await RunAsync(args, createContext, terminal, cancellation.Token).ConfigureAwait(false);

        // The second time the system ends the process, as it does without us.
        void Cancel(PosixSignalContext signal)
        {
            if (!cancellation.IsCancellationRequested)
            {
                signal.Cancel = true;
                cancellation.Cancel();
            }
        }
    }

    internal static async Task<int> RunAsync(string[] args, Func<DbContext> createContext, Terminal terminal, CancellationToken cancellationToken) =>
        (int)await new CommandTree(createContext, terminal).RunAsync(args, cancellationToken).ConfigureAwait(false);
}
