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
        else if (FollowsInCommand(context))
        {
            context.Report("it follows another statement in one command, which is one transaction: give it a Sql call of its own");
        }
    }

    /// <summary>
    /// Npgsql sends the statements of one command in one go. The server runs the first on its own; a later one is refused with "cannot be executed
    /// within a pipeline" (measured with Npgsql 10).
    /// </summary>
    private static bool FollowsInCommand(OperationContext context)
    {
        if (context.Operation.Origin.FrontEnd != FrontEnd.SqlInCode)
        {
            return false;
        }

        foreach (var statement in context.Unit.Statements)
        {
            if (statement.Command == context.Statement.Command)
            {
                return !ReferenceEquals(statement, context.Statement);
            }
        }

        return false;
    }
}
