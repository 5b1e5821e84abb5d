using System.Collections.Immutable;

namespace MigrationAnalyzers.Runtime;

/// <summary>A session that waits for a lock, or that others wait for.</summary>
/// <param name="Session">The session; the process id 0 stands for prepared transactions.</param>
/// <param name="Wait">What it waits for; null: nothing.</param>
/// <param name="Held">The locks that it has on the tables and indexes for which others wait.</param>
/// <param name="Waiters">Those who wait for it. A session that waits for several stands under one of them: <see cref="LockWait.BlockedBy"/> has them all.</param>
public sealed record LockTreeNode(BlockingSession Session, LockWait? Wait, ImmutableArray<HeldLock> Held, ImmutableArray<LockTreeNode> Waiters);
