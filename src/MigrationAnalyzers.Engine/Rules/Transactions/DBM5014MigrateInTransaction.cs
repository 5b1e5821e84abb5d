using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Transactions;

/// <summary>Migrate is called inside a transaction of the application.</summary>
public sealed class DBM5014MigrateInTransaction : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM5014",
        "Migrations applied inside a transaction",
        "This {0} runs inside a transaction of the application: {1}",
        """
        Call it outside of any transaction: EF Core begins and commits the transactions of migrations itself.
        """,
        RuleSeverity.Warning);

    public override void CheckApplicationCall(ApplicationContext context)
    {
        if (context.Call is not { Kind: ApplicationCallKind.Migrate, InTransaction: true } call)
        {
            return;
        }

        if (SuppressedIn(context) is { } migration)
        {
            context.ReportAs(RuleSeverity.Warning, call.Method, $"it throws when it comes to {migration.Id}, which runs a command outside of the transaction");
        }
        else
        {
            context.ReportAs(RuleSeverity.Info, call.Method, "all locks of all migrations are held until it ends, and with EnableRetryOnFailure it throws");
        }
    }

    private static Migration? SuppressedIn(ApplicationContext context)
    {
        foreach (var migration in context.Migrations)
        {
            if (context.Options.StartAfter is { } applied && string.CompareOrdinal(migration.Id, applied) <= 0)
            {
                continue;
            }

            foreach (var statement in migration.Up.Statements)
            {
                if (statement is { Transaction: null, TransactionIsKnown: true })
                {
                    return migration;
                }
            }
        }

        return null;
    }
}
