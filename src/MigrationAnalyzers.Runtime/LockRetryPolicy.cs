namespace MigrationAnalyzers.Runtime;

/// <summary>
/// Waits between attempts that grow exponentially, with jitter. While an autovacuum worker holds the lock, the attempt lasts a little longer than deadlock_timeout, because
/// only then does PostgreSQL cancel the worker.
/// </summary>
public sealed class LockRetryPolicy : ILockRetryPolicy
{
    private static readonly TimeSpan PastDeadlockTimeout = TimeSpan.FromMilliseconds(250);

    private readonly TimeSpan _lockTimeout = TimeSpan.FromMilliseconds(500);
    private readonly TimeSpan _firstDelay = TimeSpan.FromMilliseconds(100);
    private readonly TimeSpan _longestDelay = TimeSpan.FromSeconds(15);
    private readonly TimeSpan _budget = TimeSpan.FromMinutes(15);

    /// <summary>How long one attempt queues; from 1 ms on. Default: 500 ms.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is shorter than 1 ms.</exception>
    public TimeSpan LockTimeout
    {
        get => _lockTimeout;
        init => _lockTimeout = AtLeast(value, TimeSpan.FromMilliseconds(1), nameof(LockTimeout), "0 would be no limit at all: everybody would queue behind the migration");
    }

    /// <summary>The longest wait before the second attempt; it doubles for each further one, and a random part of it is waited. Default: 100 ms.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is shorter than 1 ms.</exception>
    public TimeSpan FirstDelay
    {
        get => _firstDelay;
        init => _firstDelay = AtLeast(value, TimeSpan.FromMilliseconds(1), nameof(FirstDelay), "without a pause those who queued behind the migration would hardly get their turn");
    }

    /// <summary>The longest wait between two attempts. Default: 15 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is shorter than 1 ms.</exception>
    public TimeSpan LongestDelay
    {
        get => _longestDelay;
        init => _longestDelay = AtLeast(value, TimeSpan.FromMilliseconds(1), nameof(LongestDelay), "without a pause those who queued behind the migration would hardly get their turn");
    }

    /// <summary>No attempt begins later than this after the first one; zero: one attempt only. Default: 15 minutes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan Budget
    {
        get => _budget;
        init => _budget = AtLeast(value, TimeSpan.Zero, nameof(Budget), "use TimeSpan.Zero for a single attempt");
    }

    /// <inheritdoc />
    public LockAttempt? Next(LockAttemptContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Attempt == 1)
        {
            return new LockAttempt(TimeSpan.Zero, LockTimeout);
        }

        if (context.Elapsed >= Budget)
        {
            return null;
        }

        var longest = Math.Min(FirstDelay.TotalMilliseconds * Math.Pow(2, Math.Min(context.Attempt - 2, 30)), LongestDelay.TotalMilliseconds);

        // Between half of it and all of it, so that several runners do not keep meeting.
        var delay = TimeSpan.FromMilliseconds(longest * (0.5 + (Random.Shared.NextDouble() / 2)));
        var isAutovacuum = context.Blockers.Any(static b => b.IsAutovacuum);
        var past = context.DeadlockTimeout + PastDeadlockTimeout;
        return new LockAttempt(delay, isAutovacuum && LockTimeout < past ? past : LockTimeout);
    }

    private static TimeSpan AtLeast(TimeSpan value, TimeSpan least, string name, string reason) =>
        value >= least ? value : throw new ArgumentOutOfRangeException(name, value, $"It has to be {least} or longer: {reason}.");
}
