using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Locking;

/// <summary>An index is built without CONCURRENTLY on a table that exists already.</summary>
public sealed class DBM1001CreateIndexBlocksWrites : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM1001",
        "Index built without CONCURRENTLY on an existing table",
        "Building {0} on the existing table {1} holds {2} lock: {3} wait until {4}",
        """
        Build the index concurrently: writes go on while it is built. It cannot run in a transaction, so let it be alone in its migration.
          migrationBuilder.CreateIndex(name: "ix_orders_user_id", table: "orders", column: "user_id")
              .Annotation("Npgsql:CreatedConcurrently", true);
        or, in SQL:
          migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix_orders_user_id ON orders (user_id)", suppressTransaction: true);
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is not CreateIndex index || !context.MayBeLarge(index.Table) || context.Effect.LockOn(index.Table) is not { } taken)
        {
            return;
        }

        var held = context.HeldOn(index.Table);
        if (taken.BlocksWhileWorking)
        {
            context.Report(index.Name is null ? "an index" : "index " + index.Name, context.Describe(index.Table), held.WithArticle(), held.Waits(), "the index is built");
        }
        else if (index is { IfNotExists: true, Concurrently: false, Name: { } name } && taken.Mode.BlocksWrites() && context.Catalog.Find(index.Table)?.Index(name) is not null)
        {
            // The lock is waited for and taken before it is found that there is nothing to do (DefineIndex).
            context.ReportAs(
                RuleSeverity.Info, $"index {name}, which exists already,", context.Describe(index.Table), held.WithArticle(), held.Waits(), "the transaction ends");
        }
    }
}
