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
        (Origin Origin, string Where, string Error)? byChoice = null;
        foreach (var (analyzed, where, error) in Rerun.HazardsOf(context.Migration.Up, context.Up, new EffectOptions(context.Options.PostgresMajor)))
        {
            // Who suppresses the transaction by choice (VALIDATE, a batch loop) knows that it commits; and on a new, empty table little can fail.
            if (analyzed.Effect.CannotRunInTransaction && !(analyzed.Operation is TableOperation { Table: var table } && !context.At(analyzed).Existed(table)))
            {
                context.ReportAs(RuleSeverity.Warning, analyzed.Operation.Origin, where, error);
                return;
            }

            byChoice ??= (analyzed.Operation.Origin, where, error);
        }

        if (byChoice is var (origin, when, outcome))
        {
            context.ReportAs(RuleSeverity.Info, origin, when, outcome);
        }
    }
}
