namespace MigrationAnalyzers.Runtime;

/// <summary>
/// Decides how long an operation queues for a lock that others need, and when it is tried again. Who queues for ACCESS EXCLUSIVE makes all later readers and writers of the
/// table queue behind it: a short wait and many attempts are better than one long wait.
/// </summary>
public interface ILockRetryPolicy
{
    /// <summary>The next attempt; null: give up.</summary>
    /// <param name="context">What is known so far. Called before each attempt, the first one (<see cref="LockAttemptContext.Attempt"/> = 1) included.</param>
    /// <returns>When to try, and how long to queue; null: give up, which ends the migration with <see cref="SafeMigrationFailure.TableLock"/>.</returns>
    public LockAttempt? Next(LockAttemptContext context);
}
