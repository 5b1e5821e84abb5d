using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Locking;

/// <summary>An index is built without CONCURRENTLY on a table that exists already.</summary>
public sealed class DBM1001CreateIndexBlocksWrites : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM1001",
        "Index built without CONCURRENTLY on an existing table",
        "Building {0} on the existing table {1} holds {2} lock: {3} wait until the index is built",
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
        if (context.Operation is CreateIndex index
            && context.MayBeLarge(index.Table)
            && context.Effect.LockOn(index.Table) is { BlocksWhileWorking: true })
        {
            var held = context.HeldOn(index.Table);
            context.Report(index.Name is null ? "an index" : "index " + index.Name, index.Table.ToString(), held.WithArticle(), held.Waits());
        }
    }
}
