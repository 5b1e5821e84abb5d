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
        var hazards = Rerun.HazardsOf(context.Migration.Up, context.Up, new EffectOptions(context.Options.PostgresMajor)).ToList();
        if (hazards.Count == 0)
        {
            return;
        }

        // Who suppresses the transaction by choice (VALIDATE, a batch loop) knows that it commits; and on a new, empty table little can fail.
        var warned = hazards.FindIndex(h => h.Operation.Effect.CannotRunInTransaction && !(h.Operation.Operation is TableOperation { Table: var table } && !context.At(h.Operation).Existed(table)));
        var (analyzed, where, error) = hazards[Math.Max(0, warned)];
        context.ReportAs(warned < 0 ? RuleSeverity.Info : RuleSeverity.Warning, analyzed.Operation.Origin, where, error);
    }
}
