using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.LockLab.Verifying;

/// <summary>
/// Outside a transaction, locks are looked at while the statement waits for the blocker. That shows those which it holds by then.
/// </summary>
internal static class Waiting
{
    /// <summary>
    /// CONCURRENTLY takes its lock on the table first and waits for the others who use the table then; anything else waits for its first lock, or does not wait.
    /// </summary>
    public static bool IsSeen(MigrationStatement statement, List<TableLock> locks, List<TableLock> blocker) =>
        WaitsFor(statement) is { } awaited
        && blocker.Any(held => locks.Any(own => own.Relation.Equals(held.Relation) && held.Mode >= awaited && held.Mode < LockMode.ShareUpdateExclusive));

    /// <summary>The weakest lock of others that is waited for (WaitForLockers in PostgreSQL's sources).</summary>
    private static LockMode? WaitsFor(MigrationStatement statement) => statement.Operations switch
    {
        [CreateIndex { Concurrently: true }] or [Reindex { Concurrently: true }] => LockMode.RowExclusive,
        [DropIndex { Concurrently: true }] or [DetachPartition { Concurrently: true }] => LockMode.AccessShare,
        _ => null,
    };
}
