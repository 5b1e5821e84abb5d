using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Transactions;

/// <summary>CREATE INDEX CONCURRENTLY IF NOT EXISTS takes the INVALID index of a failed run for the real one.</summary>
public sealed class DBM5010InvalidIndexKept : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM5010",
        "IF NOT EXISTS keeps an invalid index",
        "When a build of {0} fails it leaves an INVALID index, and IF NOT EXISTS takes that for the real one: the next run succeeds without a usable index",
        """
        Remove what a failed run may have left, and create the index without IF NOT EXISTS.
          migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix_orders_user_id", suppressTransaction: true);
          migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix_orders_user_id ON orders (user_id)", suppressTransaction: true);
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is CreateIndex { Concurrently: true, IfNotExists: true, Name: { } name } && !IsRepaired(context, name))
        {
            context.Report(name);
        }
    }

    /// <summary>An invalid index is dropped before, or built again after; or something runs that may do so.</summary>
    private static bool IsRepaired(OperationContext context, string name)
    {
        foreach (var operation in context.Unit.Operations)
        {
            if (operation is UnknownSql or OpaqueOperation
                || (operation is DropIndex drop && string.Equals(drop.Index.Name, name, StringComparison.Ordinal))
                || (operation is Reindex { Target: ReindexTarget.Index, Relation: { } index } && string.Equals(index.Name, name, StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }
}
