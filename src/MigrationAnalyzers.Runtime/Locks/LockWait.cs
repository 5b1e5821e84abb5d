using System.Collections.Immutable;

namespace MigrationAnalyzers.Runtime;

/// <summary>A lock that a session waits for.</summary>
/// <param name="Mode">As pg_locks names it: <c>AccessExclusiveLock</c>.</param>
/// <param name="LockType">As pg_locks names it: <c>relation</c>; <c>transactionid</c> and <c>tuple</c> are locks on rows.</param>
/// <param name="Relation">The table or index, quoted where SQL needs it; null: not one of them, or not known.</param>
/// <param name="Age">How long it has been waiting; before PostgreSQL 14, which does not tell, how long its statement has been running. Null: the user may not know.</param>
/// <param name="BlockedBy">The process ids of all sessions that it waits for, those before it in the queue included; 0: a prepared transaction.</param>
public sealed record LockWait(string Mode, string LockType, string? Relation, TimeSpan? Age, ImmutableArray<int> BlockedBy);
