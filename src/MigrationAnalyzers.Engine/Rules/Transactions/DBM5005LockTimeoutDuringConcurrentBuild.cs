using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Transactions;

/// <summary>A concurrent build waits for old transactions, and lock_timeout ends that wait.</summary>
public sealed class DBM5005LockTimeoutDuringConcurrentBuild : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM5005",
        "Lock_timeout breaks off a concurrent build",
        "A lock_timeout of {0} is in force: a concurrent build waits for every older transaction, blocking nobody, and when one of them lasts longer it ends and leaves an "
        + "INVALID index",
        """
        Take the limit away for the build; it holds up no reader and no writer while it waits.
          migrationBuilder.Sql("SET lock_timeout = 0", suppressTransaction: true);
          migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix_orders_user_id", suppressTransaction: true);
          migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix_orders_user_id ON orders (user_id)", suppressTransaction: true);
          migrationBuilder.Sql("RESET lock_timeout", suppressTransaction: true);
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is CreateIndex { Concurrently: true } or Reindex { Concurrently: true }
            && context.Catalog.Parameter("lock_timeout") is { } value
            && TimeSetting.Milliseconds(value) is > 0)
        {
            context.Report(TimeSetting.Milliseconds(value) is var milliseconds && value.All(char.IsDigit) ? $"{milliseconds} ms" : value);
        }
    }
}
