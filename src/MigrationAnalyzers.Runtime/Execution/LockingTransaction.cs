using System.Collections.Immutable;
using System.Diagnostics;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Execution;

/// <summary>A short transaction that waits for locks no longer than lock_timeout, and is tried again as a whole.</summary>
internal sealed class LockingTransaction(SessionKeeper keeper, BlockerWatch watch, SafeMigratorOptions options, ProgressReporter progress)
{
    /// <param name="body">What to do in the transaction.</param>
    /// <param name="cancellationToken">Rolls back.</param>
    /// <exception cref="SafeMigrationException">The lock was not to be had.</exception>
    /// <exception cref="PostgresException">A statement failed.</exception>
    public async Task RunAsync(Func<NpgsqlConnection, CancellationToken, Task> body, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        Exception? last = null;
        ImmutableArray<BlockingSession> blockers = [];
        var attempt = 1;
        while (true)
        {
            var context = new LockAttemptContext(attempt, Stopwatch.GetElapsedTime(started), keeper.Session.DeadlockTimeout, blockers);
            if (options.LockRetry.Next(context) is not { } next)
            {
                throw GivenUp(context, last);
            }

            if (next.Delay > TimeSpan.Zero)
            {
                await Task.Delay(next.Delay, cancellationToken).ConfigureAwait(false);
            }

            var (error, seen) = await watch.RunAsync(
                keeper.Session.ProcessId,
                () => AttemptAsync(next.LockTimeout, body, cancellationToken),
                found => progress.Report(SafeMigrationState.WaitingForTableLock, Waiting(attempt, found)),
                cancellationToken).ConfigureAwait(false);
            switch (error)
            {
                case null:
                    return;

                case not null when ServerErrors.IsLock(error):
                    (last, blockers) = (error, seen.IsEmpty ? blockers : seen);
                    progress.Report(SafeMigrationState.WaitingForTableLock, Waiting(attempt, seen));
                    attempt++;
                    break;

                default:
                    System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(error);
                    break;
            }
        }
    }

    /// <summary>Whom a statement waits for.</summary>
    public static string Waiting(int attempt, ImmutableArray<BlockingSession> blockers) =>
        FormattableString.Invariant($"attempt {attempt} waits for {(blockers.IsEmpty ? "a lock (who holds it was not seen)" : string.Join("; ", blockers))}");

    private async Task AttemptAsync(TimeSpan lockTimeout, Func<NpgsqlConnection, CancellationToken, Task> body, CancellationToken cancellationToken)
    {
        var session = keeper.Session;
        await using var transaction = await session.Connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await keeper.GuardAsync(lockTimeout, cancellationToken).ConfigureAwait(false);
        await body(session.Connection, cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    private static SafeMigrationException GivenUp(LockAttemptContext context, Exception? last)
    {
        var blockers = context.Blockers.IsEmpty ? "Who held it was not seen." : $"It was held by {string.Join("; ", context.Blockers)}.";
        return new SafeMigrationException(
            SafeMigrationFailure.TableLock,
            FormattableString.Invariant($"A lock was not to be had in {context.Attempt - 1} attempts within {context.Elapsed.TotalSeconds:F0} s ({last?.Message}). {blockers} ")
            + "Nothing of this step was done, what came before stays. End that session (SELECT pg_terminate_backend(<its process id>)) or run again at a quieter time; LockRetry sets the limits.",
            last);
    }
}
