using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Transactions;

/// <summary>BEGIN, COMMIT and ROLLBACK in a migration that EF Core runs in a transaction.</summary>
public sealed class DBM5007TransactionControlInMigration : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM5007",
        "Transaction control inside EF Core's transaction",
        "EF Core runs this migration in a transaction: {0}",
        """
        Leave the transaction to EF Core: delete BEGIN, COMMIT and ROLLBACK. What has to commit on its own runs outside of the migration's transaction, best in a migration of its own.
          migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT fk_orders_users", suppressTransaction: true);
        """,
        RuleSeverity.Warning);

    public override bool ChecksDown => true;

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is not TransactionControl { Kind: var kind, Origin.FrontEnd: FrontEnd.SqlInCode }
            || context.Statement is not { Transaction: not null, TransactionIsKnown: true })
        {
            return;
        }

        if (kind is TransactionControlKind.Commit or TransactionControlKind.Rollback)
        {
            var word = kind == TransactionControlKind.Commit ? "COMMIT" : "ROLLBACK";
            context.Report(
                context.Statement.Has(Circumstances.InDoBlock) ? $"{word} in a DO block fails there with 'invalid transaction termination'"
                : kind == TransactionControlKind.Commit ? "COMMIT ends it, so that what ran before stays and what follows runs without one, whatever fails later"
                : "ROLLBACK undoes everything that ran before in it, and what follows runs without one");
        }
        else if (kind == TransactionControlKind.Begin && !EndsLater(context))
        {
            context.ReportAs(RuleSeverity.Info, "this BEGIN gives a warning and does nothing");
        }
    }

    /// <summary>The COMMIT or ROLLBACK says it all.</summary>
    private static bool EndsLater(OperationContext context)
    {
        var found = false;
        foreach (var operation in context.Unit.Operations)
        {
            found |= ReferenceEquals(operation, context.Operation);
            if (found && operation is TransactionControl { Kind: TransactionControlKind.Commit or TransactionControlKind.Rollback })
            {
                return true;
            }
        }

        return false;
    }
}
