namespace MigrationAnalyzers.Runtime;

/// <summary>A further attempt to get a lock.</summary>
/// <param name="Delay">How long to wait before it, in which nobody queues behind the migration; zero or more.</param>
/// <param name="LockTimeout">How long to queue for the lock, and so how long readers and writers may queue behind it: from 1 ms on.</param>
public readonly record struct LockAttempt(TimeSpan Delay, TimeSpan LockTimeout);
