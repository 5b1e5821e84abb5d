using System.Collections.Immutable;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Execution;

/// <summary>
/// Looks on from a second session while the migration's own waits for a lock: when the wait has timed out, it is too late to ask who held it.
/// </summary>
internal sealed class BlockerWatch(Func<CancellationToken, Task<DatabaseSession>> open) : IAsyncDisposable
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(150);

    private DatabaseSession? _session;

    /// <summary>Connects beforehand: the first wait may be over before a connection is made.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken) => _session ??= await open(cancellationToken).ConfigureAwait(false);

    /// <summary>Runs the action, and tells whom the session waited for last. Whatever goes wrong with looking on does not disturb the action.</summary>
    public async Task<(Exception? Error, ImmutableArray<BlockingSession> Blockers)> RunAsync(
        int processId, Func<Task> action, Action<ImmutableArray<BlockingSession>> waiting, CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var looking = LookAsync(processId, waiting, done.Token);
        Exception? error = null;
        try
        {
            await action().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            error = e;
        }

        await done.CancelAsync().ConfigureAwait(false);
        return (error, await looking.ConfigureAwait(false));
    }

    public async ValueTask DisposeAsync()
    {
        if (_session is { } session)
        {
            _session = null;
            await session.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<ImmutableArray<BlockingSession>> LookAsync(int processId, Action<ImmutableArray<BlockingSession>> waiting, CancellationToken cancellationToken)
    {
        ImmutableArray<BlockingSession> last = [];
        try
        {
            for (var pause = FirstLook; ; pause = Interval)
            {
                await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
                _session ??= await open(cancellationToken).ConfigureAwait(false);

                // Not cancelled midway: that would cost the session.
                var found = await _session.Connection.QueryAsync(BlockerQueries.BlockersOf, BlockerQueries.Read, CancellationToken.None, processId).ConfigureAwait(false);
                if (found.Count > 0)
                {
                    last = [.. found];
                    waiting(last);
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException or IOException or SafeMigrationException)
        {
            await DisposeAsync().ConfigureAwait(false);
        }

        return last;
    }
}
