namespace MigrationAnalyzers.Runtime;

/// <summary>A lock that a session has.</summary>
/// <param name="Mode">As pg_locks names it: <c>RowExclusiveLock</c>.</param>
/// <param name="Relation">The table or index, quoted where SQL needs it.</param>
public sealed record HeldLock(string Mode, string Relation);
