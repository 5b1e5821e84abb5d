using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Locking;

/// <summary>Statements of one transaction lock several existing tables, one after the other.</summary>
public sealed class DBM1020SeveralTablesLocked : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM1020",
        "Several existing tables locked in one transaction",
        "This statement locks {0} while its transaction holds {1} lock on {2}: it deadlocks with a transaction of the application that uses them in the other order",
        """
        Change one existing table per migration. Where that is impossible, set a lock_timeout, so that the migration gives up and can be run again:
          migrationBuilder.Sql("SET LOCAL lock_timeout = '2s'");
        """,
        RuleSeverity.Info);

    public override void CheckMigration(MigrationContext context)
    {
        if (First(context) is not var (operation, held, table) || HasLongWork(context))
        {
            return;
        }

        operation.Report(table.ToString(), held.Mode.WithArticle(), held.Relation.ToString());
    }

    private static (OperationContext Operation, HeldLock Held, RelationName Table)? First(MigrationContext context)
    {
        foreach (var operation in context.Up)
        {
            var here = context.At(operation);
            if (here.LocksBefore.IsEmpty || here.Effect.Error is not null || NewlyLocked(here) is not { } table)
            {
                continue;
            }

            foreach (var held in EarlierLocks.Of(here))
            {
                if (!held.Relation.Equals(table) && !AreOneTree(here, held.Relation, table))
                {
                    return (here, held, table);
                }
            }
        }

        return null;
    }

    /// <summary>DBM1019 warns of the migration then, and advises the same.</summary>
    private static bool HasLongWork(MigrationContext context)
    {
        foreach (var operation in context.Up)
        {
            if (DBM1019WorkUnderExclusiveLock.Concerns(context.At(operation)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>An existing table that the transaction has not locked before, or so weakly that the application did not wait.</summary>
    private static RelationName? NewlyLocked(OperationContext context)
    {
        foreach (var taken in context.Effect.Locks)
        {
            if (taken.Mode.BlocksWrites()
                && !context.HeldBefore(taken.Relation).BlocksWrites()
                && EarlierLocks.IsExistingTable(taken.Relation, new HeldLock(taken.Relation, taken.Mode, context.Operation, context.Effect, context.Catalog), context))
            {
                return taken.Relation;
            }
        }

        return null;
    }

    private static bool AreOneTree(OperationContext context, RelationName a, RelationName b) =>
        context.Catalog.Descendants(a).Contains(b) || context.Catalog.Descendants(b).Contains(a);
}
