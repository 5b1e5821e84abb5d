using System.Collections.Immutable;

namespace MigrationAnalyzers.Runtime;

/// <summary>What is known when an attempt to get a lock is planned.</summary>
/// <param name="Attempt">The number of the attempt, from 1 on.</param>
/// <param name="Elapsed">The time since the first attempt began.</param>
/// <param name="DeadlockTimeout">The server's deadlock_timeout: only who waits for longer makes a running autovacuum give way.</param>
/// <param name="Blockers">The sessions that were seen to hold the lock during the last attempt; empty: none was seen.</param>
public sealed record LockAttemptContext(int Attempt, TimeSpan Elapsed, TimeSpan DeadlockTimeout, ImmutableArray<BlockingSession> Blockers);
