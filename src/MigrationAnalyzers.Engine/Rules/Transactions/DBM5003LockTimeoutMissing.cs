using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Transactions;

/// <summary>A strong lock is waited for without end, and everybody else waits behind it.</summary>
public sealed class DBM5003LockTimeoutMissing : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM5003",
        "Lock is waited for without a lock_timeout",
        "This waits for {0} lock on {1} as long as it takes: when a long query or transaction is in the way, all later {2} of the table queue up behind it",
        """
        Give up after a few seconds and try again later: put this first in the migration.
          migrationBuilder.Sql("SET LOCAL lock_timeout = '5s'");
        SET LOCAL ends with the transaction, so repeat it after an operation that suppresses the transaction. Where the connection, the role or the tool sets lock_timeout already, say so:
        migration_analyzers.lock_timeout_set_elsewhere = true.
        """,
        RuleSeverity.Info);

    public override void CheckMigration(MigrationContext context)
    {
        if (context.Options.LockTimeoutSetElsewhere)
        {
            return;
        }

        foreach (var analyzed in context.Up)
        {
            if (analyzed.Operation is SetParameter { Name: "lock_timeout", Local: true } && !analyzed.Statement.TransactionIsKnown)
            {
                // The runner of a script may run all of it in one transaction.
                return;
            }

            if (!analyzed.CatalogBefore.IsSet("lock_timeout") && context.At(analyzed).BlockingLock() is { } taken)
            {
                context.Report(
                    analyzed.Operation.Origin,
                    taken.Mode.WithArticle(),
                    taken.Relation.ToString(),
                    taken.Mode.Waits());
                return;
            }
        }
    }
}
