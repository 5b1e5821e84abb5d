using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Locking;

/// <summary>
/// Long work on one table, while an earlier statement of the transaction holds a lock on another one for which the application waits. Once a transaction: the
/// cause is the same for all its statements, and so is what mends it.
/// </summary>
public sealed class DBM1019WorkUnderExclusiveLock : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM1019",
        "Long work while another table is locked",
        "While this statement {0}, {1} wait: its transaction already holds {2} there, and keeps it until it ends{3}",
        """
        Change one table per migration, and do long work in no transaction that has locked anything. A statement that suppresses the transaction commits what ran before it.
          migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix_orders_user_id ON orders (user_id)", suppressTransaction: true);
        """,
        RuleSeverity.Warning);

    /// <summary>The whole unit is looked at once, with its first operation.</summary>
    public override void CheckOperation(OperationContext context)
    {
        if (!ReferenceEquals(context.Operations[0].Operation, context.Operation))
        {
            return;
        }

        (OperationContext Operation, string Work, List<HeldLock> Locked)? first = null;
        var later = 0;
        AnalyzedOperation? last = null;
        foreach (var operation in context.Operations)
        {
            if (last is not null && StartsTransaction(operation, last))
            {
                Report(first, later);
                (first, later) = (null, 0);
            }

            last = operation;
            var here = context.At(operation);
            if (Find(here) is not var (work, locked))
            {
                continue;
            }

            if (first is null)
            {
                first = (here, work, locked);
            }
            else if (!ReferenceEquals(operation.Statement, first.Value.Operation.Statement))
            {
                later++;
            }
        }

        Report(first, later);
    }

    private static void Report((OperationContext Operation, string Work, List<HeldLock> Locked)? first, int later)
    {
        if (first is var (operation, work, locked))
        {
            operation.Report(work, Waiting(locked), Locks(locked), later switch
            {
                0 => "",
                1 => "; the same goes for a later statement",
                _ => $"; the same goes for {later} later statements",
            });
        }
    }

    /// <summary>The rule has something to say of the operation, or has said it of an earlier one.</summary>
    public static bool Concerns(OperationContext context) => Find(context) is not null;

    private static (string Work, List<HeldLock> Locked)? Find(OperationContext context)
    {
        if (context.LocksBefore.IsEmpty || LongWork.Of(context) is not { } work)
        {
            return null;
        }

        var locked = EarlierLocks.Beside(context);
        locked.RemoveAll(IsReportedThere);
        return locked.Count > 0 ? (work, locked) : null;
    }

    private static bool StartsTransaction(AnalyzedOperation operation, AnalyzedOperation last) =>
        !ReferenceEquals(operation.Statement, last.Statement)
        && (!operation.Statement.SharesTransactionWith(last.Statement)
            || last.Operation is TransactionControl { Kind: TransactionControlKind.Commit or TransactionControlKind.Rollback });

    /// <summary>
    /// Writers wait for a statement that has worked long itself: its own rule says so, and what that rule advises gives this lock back as well.
    /// </summary>
    private static bool IsReportedThere(HeldLock held)
    {
        if (held.Mode.BlocksReads())
        {
            return false;
        }

        foreach (var taken in held.Effect.Locks)
        {
            if (taken.BlocksWhileWorking)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"reads and writes of users and writes of products".</summary>
    private static string Waiting(List<HeldLock> locked)
    {
        var parts = new List<string>();
        foreach (var group in locked.GroupBy(static l => l.Mode.Waits(), StringComparer.Ordinal))
        {
            parts.Add($"{group.Key} of {Words.ExistingTables([.. group.Select(static l => l.Relation)])}");
        }

        return string.Join(", and ", parts);
    }

    private static string Locks(List<HeldLock> locked)
    {
        var modes = new List<string>();
        foreach (var held in locked)
        {
            var mode = held.Mode.WithArticle() + " lock";
            if (!modes.Contains(mode))
            {
                modes.Add(mode);
            }
        }

        return Words.List(modes);
    }
}
