using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Locking;

/// <summary>LOCK TABLE takes a lock that none of the statements after it needs.</summary>
public sealed class DBM1017TableLockedExplicitly : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM1017",
        "LOCK TABLE in a migration",
        "This LOCK TABLE holds {0} lock on the existing table {1} until the transaction ends: {2} wait for all that the transaction still does",
        """
        Take the LOCK TABLE out: each statement takes the lock that it needs. Where rows must not change between two statements, lock these rows only:
          migrationBuilder.Sql("SELECT 1 FROM counters WHERE name = 'invoice' FOR UPDATE");
        Where two migrations must not run at the same time, take an advisory lock:
          migrationBuilder.Sql("SELECT pg_advisory_xact_lock(4711)");
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is LockTable { Table: var table }
            && context.Effect is { Error: null }
            && context.Effect.LockOn(table) is { Mode: var mode }
            && mode.BlocksWrites()
            && context.Existed(table)
            && context.HeldBefore(table) < mode
            && !IsTakenOrGivenBack(context, table, mode))
        {
            context.Report(mode.WithArticle(), context.Describe(table), mode.Waits());
        }
    }

    /// <summary>A later statement of the transaction needs a lock as strong: LOCK TABLE at the start, in one order for all tables, avoids deadlocks.</summary>
    private static bool IsTakenOrGivenBack(OperationContext context, RelationName table, LockMode mode)
    {
        var last = context.Statement;
        var isLater = false;
        foreach (var other in context.Operations)
        {
            if (ReferenceEquals(other.Statement, context.Statement))
            {
                isLater = true;
                continue;
            }

            if (!isLater)
            {
                continue;
            }

            if (other.Operation is TransactionControl { Kind: TransactionControlKind.Commit or TransactionControlKind.Rollback })
            {
                return false;
            }

            // Nobody locks a table for a transaction of its own: whatever runs the file has begun one.
            if (!other.Statement.SharesTransactionWith(last) && (last.TransactionIsKnown || other.Statement.TransactionIsKnown))
            {
                return false;
            }

            last = other.Statement;

            // ROLLBACK TO a savepoint before the LOCK TABLE gives the lock back.
            if (other.Operation is TransactionControl { Kind: TransactionControlKind.RollbackTo })
            {
                return true;
            }

            if (other.Operation is not LockTable && other.Effect.LockOn(table)?.Mode >= mode)
            {
                return true;
            }
        }

        return false;
    }
}
