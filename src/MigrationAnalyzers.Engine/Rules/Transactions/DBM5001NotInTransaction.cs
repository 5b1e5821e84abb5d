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
            context.Report(IsBegun(context) ? "it stands between BEGIN and COMMIT" : RunnersWay(context));
        }
        else if (FollowsInCommand(context))
        {
            context.Report("it follows another statement in one command, which is one transaction: give it a Sql call of its own");
        }
    }

    /// <summary>The script itself begins the transaction.</summary>
    private static bool IsBegun(OperationContext context)
    {
        if (context.Operation.Origin.FrontEnd != FrontEnd.SqlFile)
        {
            return false;
        }

        foreach (var statement in context.Unit.Statements)
        {
            if (statement.Transaction == context.Statement.Transaction && statement.Operations is [TransactionControl { Kind: TransactionControlKind.Begin }])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What runs the migration in a transaction, and how it is told not to.</summary>
    private static string RunnersWay(OperationContext context) => context.Migration.Runner switch
    {
        MigrationRunner.EfCore => "EF Core runs the migration in one unless suppressTransaction is true",
        MigrationRunner.Flyway => "Flyway runs a script in one, and refuses to mix such a statement with others: give it a script of its own, "
            + "and write executeInTransaction=false into the script's .conf file",
        MigrationRunner.GolangMigrate => "golang-migrate sends the whole file in one command, which is one transaction: give the statement a file of its own",
        MigrationRunner.Dbmate => "dbmate runs the section in one: give the statement a migration of its own, and write transaction:false after -- migrate:up or -- migrate:down",
        MigrationRunner.Goose => "goose runs the file in one: write -- +goose NO TRANSACTION at its top, and no other statement between the same StatementBegin and StatementEnd",
        MigrationRunner.Liquibase => "Liquibase runs the changeset in one: give the statement a changeset of its own with runInTransaction:false",
        MigrationRunner.Atlas => "Atlas runs the file in one: write -- atlas:txmode none and an empty line at its top",
        MigrationRunner.Prisma => "Prisma sends the file in one command, which is one transaction: give the statement a migration of its own",
        MigrationRunner.DbUp => "DbUp is set up to run each script in one: run this script with an upgrader that has WithoutTransaction()",
        MigrationRunner.Grate => "grate is set up to run all scripts in one: run this script without --transaction",
        _ => "the option sql_transaction says that the file runs in one",
    };

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
