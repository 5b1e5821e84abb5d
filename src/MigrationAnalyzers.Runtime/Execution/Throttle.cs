using System.Diagnostics;

namespace MigrationAnalyzers.Runtime.Execution;

/// <summary>Lets batched writes wait while replicas are behind or the application asks for it.</summary>
internal sealed class Throttle(SafeMigratorOptions options, ProgressReporter progress)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly ReplicaLag _replicas = new();
    private long _looked = long.MinValue;

    /// <summary>Returns when nothing speaks against writing.</summary>
    public async Task WaitAsync(DatabaseSession session, CancellationToken cancellationToken)
    {
        while (await ReasonAsync(session, cancellationToken).ConfigureAwait(false) is { } reason)
        {
            progress.Report(SafeMigrationState.Throttled, reason);
            await Task.Delay(Interval, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<string?> ReasonAsync(DatabaseSession session, CancellationToken cancellationToken)
    {
        if (options.Throttle is { } throttle && await throttle(cancellationToken).ConfigureAwait(false) is { } reason)
        {
            return reason;
        }

        if (options.MaxReplicaLag is not { } most || (_looked != long.MinValue && Stopwatch.GetElapsedTime(_looked) < Interval))
        {
            return null;
        }

        var slowest = await _replicas.MeasureAsync(session, cancellationToken).ConfigureAwait(false);
        if (slowest is { } behind && behind.Lag > most)
        {
            // Looked at again before the next batch, however soon that is.
            _looked = long.MinValue;
            return FormattableString.Invariant($"the replica {behind.Name} is {behind.Lag.TotalSeconds:F1} s behind (limit {most.TotalSeconds:F1} s)");
        }

        _looked = Stopwatch.GetTimestamp();
        return null;
    }
}
