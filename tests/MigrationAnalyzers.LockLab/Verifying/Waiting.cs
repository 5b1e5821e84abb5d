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
    public static bool IsSeen(MigrationStatement statement, TableLock held, List<TableLock> locks, List<TableLock> blocker)
    {
        if (statement.Operations is [DetachPartition { Concurrently: true } detach])
        {
            // Its first transaction is committed when it waits for those who use the parent, so that it holds nothing; then it takes the lock on the partition.
            return held.Relation.Equals(detach.Table)
                && !blocker.Any(b => b.Relation.Equals(detach.Table))
                && blocker.Any(b => b.Relation.Equals(detach.Partition) && b.Mode < LockMode.ShareUpdateExclusive);
        }

        return WaitsFor(statement, locks) is { } awaited
            && blocker.Any(b => locks.Any(own => own.Relation.Equals(b.Relation) && b.Mode >= awaited && b.Mode < LockMode.ShareUpdateExclusive));
    }

    /// <summary>The weakest lock of others that is waited for (WaitForLockers in PostgreSQL's sources).</summary>
    private static LockMode? WaitsFor(MigrationStatement statement, List<TableLock> locks) => statement.Operations switch
    {
        [CreateIndex { Concurrently: true }] when locks.TrueForAll(static l => l.Work == TableWork.None) => null,
        [CreateIndex { Concurrently: true }] or [Reindex { Concurrently: true }] => LockMode.RowExclusive,
        [DropIndex { Concurrently: true }] => LockMode.AccessShare,
        _ => null,
    };
}
