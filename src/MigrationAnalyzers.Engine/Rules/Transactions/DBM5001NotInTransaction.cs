using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Transactions;

/// <summary>A statement that cannot run in a transaction block is run in one.</summary>
public sealed class DBM5001NotInTransaction : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM5001",
        "Statement cannot run inside a transaction",
        "This statement fails: PostgreSQL does not run it inside a transaction block, and {0}",
        """
        Let EF Core run it outside the migration's transaction, alone in its Sql call and best alone in its migration:
          migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix_orders_user_id ON orders (user_id)", suppressTransaction: true);
        """,
        RuleSeverity.Warning);

    public override bool ChecksDown => true;

    public override void CheckOperation(OperationContext context)
    {
        if (!context.Effect.CannotRunInTransaction)
        {
            return;
        }

        if (context.Statement.Has(Circumstances.InDoBlock))
        {
            context.Report("a DO block always runs in one");
        }
        else if (context.Statement is { Transaction: not null, TransactionIsKnown: true })
        {
            context.Report(context.Operation.Origin.FrontEnd == FrontEnd.SqlFile
                ? "it stands between BEGIN and COMMIT"
                : "EF Core runs the migration in one unless suppressTransaction is true");
        }
        else if (SharesCommand(context))
        {
            context.Report("several statements in one command share an implicit one: give it a Sql call of its own");
        }
    }

    /// <summary>Npgsql sends the statements of one command together; the server takes them as one transaction.</summary>
    private static bool SharesCommand(OperationContext context)
    {
        if (context.Operation.Origin.FrontEnd != FrontEnd.SqlInCode)
        {
            return false;
        }

        foreach (var other in context.Unit.Statements)
        {
            if (!ReferenceEquals(other, context.Statement) && other.Command == context.Statement.Command && other.Transaction is null)
            {
                return true;
            }
        }

        return false;
    }
}
