using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Transactions;

/// <summary>A lock_timeout that does not do what it is there for.</summary>
public sealed class DBM5004LockTimeoutUseless : Rule
{
    /// <summary>The default of deadlock_timeout, after which a lock that waits for autovacuum makes that give way.</summary>
    private const double DeadlockTimeout = 1000;

    public override RuleInfo Info { get; } = new(
        "DBM5004",
        "Lock_timeout without effect",
        "This lock_timeout does not help: {0}",
        """
        Take a few seconds, more than deadlock_timeout (1 s) and less than statement_timeout.
          migrationBuilder.Sql("SET LOCAL lock_timeout = '5s'");
        """,
        RuleSeverity.Warning);

    public override void CheckMigration(MigrationContext context)
    {
        AnalyzedOperation? set = null;
        foreach (var analyzed in context.Up)
        {
            if (analyzed.Operation is SetParameter { Name: "lock_timeout" } parameter)
            {
                set = parameter.Value is null ? null : analyzed;
                if (set is not null && parameter.Local && IsOutsideOfTransactions(analyzed, context))
                {
                    context.ReportAs(RuleSeverity.Info, parameter.Origin, "SET LOCAL ends with the transaction, and this command has none of its own to last in");
                    set = null;
                }
            }
            else if (set?.Operation is SetParameter { Value: { } value } setting
                && string.Equals(analyzed.CatalogBefore.Parameter("lock_timeout"), value, StringComparison.Ordinal)
                && context.At(analyzed).BlockingLock() is { } taken)
            {
                Judge(value, setting, analyzed, taken.Relation, context);
                set = null;
            }
        }
    }

    private static void Judge(string value, SetParameter set, AnalyzedOperation analyzed, RelationName table, MigrationContext context)
    {
        if (TimeSetting.Milliseconds(value) is not { } milliseconds)
        {
            return;
        }

        if (milliseconds is 0)
        {
            context.ReportAs(RuleSeverity.Warning, set.Origin, $"0 turns it off, so the lock on {table} is waited for without end, and all later reads and writes of the table queue up behind it");
        }
        else if (TimeSetting.Milliseconds(analyzed.CatalogBefore.Parameter("statement_timeout")) is > 0 and var limit && milliseconds >= limit)
        {
            context.ReportAs(RuleSeverity.Info, set.Origin, $"the statement_timeout of {analyzed.CatalogBefore.Parameter("statement_timeout")} ends the statement before {value} have passed");
        }
        else if (milliseconds <= DeadlockTimeout && analyzed.CatalogBefore.Parameter("deadlock_timeout") is null)
        {
            context.ReportAs(
                RuleSeverity.Info,
                set.Origin,
                $"autovacuum gives way only to who has waited for deadlock_timeout (1 s): after {value} the statement gives up each time that autovacuum works on {table}");
        }
    }

    private static bool IsOutsideOfTransactions(AnalyzedOperation analyzed, MigrationContext context)
    {
        if (analyzed.Statement is not { Transaction: null, TransactionIsKnown: true } || analyzed.Statement.Has(Circumstances.InDoBlock))
        {
            return false;
        }

        foreach (var statement in context.Migration.Up.Statements)
        {
            if (statement.Command == analyzed.Statement.Command && !ReferenceEquals(statement, analyzed.Statement))
            {
                return false;
            }
        }

        return true;
    }
}
