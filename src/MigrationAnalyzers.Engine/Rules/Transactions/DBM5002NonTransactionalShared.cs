using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Transactions;

/// <summary>An operation outside of the transaction shares a migration with operations that cannot run twice.</summary>
public sealed class DBM5002NonTransactionalShared : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM5002",
        "Migration cannot run again after a failure",
        "This runs outside of the migration's transaction and commits what ran before it: when the migration fails {0}, the next run starts at the first operation again "
        + "and ends with '{1}'",
        """
        Give the operation a migration of its own, or write the others so that they can run twice (IF NOT EXISTS, IF EXISTS).
          migrationBuilder.CreateIndex(name: "ix_orders_user_id", table: "orders", column: "user_id")
              .Annotation("Npgsql:CreatedConcurrently", true);
        """,
        RuleSeverity.Warning);

    public override void CheckMigration(MigrationContext context)
    {
        var statements = context.Migration.Up.Statements;
        var options = new EffectOptions(context.Options.PostgresMajor);
        var index = 0;
        foreach (var analyzed in context.Up)
        {
            while (!ReferenceEquals(statements[index], analyzed.Statement))
            {
                index++;
            }

            if (analyzed.Operation is SetParameter || !RunsAlone(statements, index) || !ReferenceEquals(analyzed.Operation, analyzed.Statement.Operations[0]))
            {
                continue;
            }

            var end = index + 1;
            while (end < statements.Length && statements[end].Command == analyzed.Statement.Command)
            {
                end++;
            }

            var after = MayFail(statements, end) ? context.Up.First(o => ReferenceEquals(o.Statement, statements[end])).CatalogBefore : null;
            var (where, error) = Rerun.ErrorOf(context.Migration.Up, index, analyzed.CatalogBefore, options) is { } here ? ("here or later", here)
                : after is not null && Rerun.ErrorOf(context.Migration.Up, end, after, options) is { } later ? ("after it", later)
                : ("", null);
            if (error is not null)
            {
                // Who suppresses the transaction by choice (VALIDATE, a batch loop) knows that it commits; and on a new, empty table little can fail.
                var severity = analyzed.Effect.CannotRunInTransaction && !(analyzed.Operation is TableOperation { Table: var table } && !context.At(analyzed).Existed(table))
                    ? RuleSeverity.Warning
                    : RuleSeverity.Info;
                context.ReportAs(severity, analyzed.Operation.Origin, where, error);
                return;
            }
        }
    }

    /// <summary>Something follows that is more than putting a setting back.</summary>
    private static bool MayFail(ImmutableArray<MigrationStatement> statements, int from)
    {
        for (var i = from; i < statements.Length; i++)
        {
            foreach (var operation in statements[i].Operations)
            {
                if (operation is not SetParameter)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>It is the first statement of a command that suppresses the transaction.</summary>
    private static bool RunsAlone(ImmutableArray<MigrationStatement> statements, int index) =>
        statements[index] is { Transaction: null, TransactionIsKnown: true, Origin.FrontEnd: not FrontEnd.SqlFile } statement
        && (index == 0 || statements[index - 1].Command != statement.Command);
}
