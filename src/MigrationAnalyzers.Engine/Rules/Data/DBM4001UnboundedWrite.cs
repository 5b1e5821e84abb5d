using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Data;

/// <summary>One statement writes any number of rows of an existing table.</summary>
public sealed class DBM4001UnboundedWrite : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM4001",
        "Rows of an existing table written in one statement",
        "This {0} reaches any number of rows of the existing table {1} in one transaction: {2}, and a failure undoes everything",
        """
        Write in batches by key, each in a transaction of its own, and run it again until nothing is left:
          migrationBuilder.Sql(
              "DO $$ DECLARE last bigint := 0; upper_id bigint; BEGIN LOOP " +
              "SELECT max(id) INTO upper_id FROM (SELECT id FROM orders WHERE id > last ORDER BY id LIMIT 5000) batch; EXIT WHEN upper_id IS NULL; " +
              "UPDATE orders SET status = 'open' WHERE id > last AND id <= upper_id AND status IS NULL; last := upper_id; COMMIT; END LOOP; END $$",
              suppressTransaction: true);
          migrationBuilder.Sql("ANALYZE orders");
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (WriteSize.IsUnboundedInOneTransaction(context) && context.Operation is WriteRows write)
        {
            context.Report(WriteSize.NameOf(write.Kind), context.Describe(write.Table), Consequence(write.Kind, context.HeldOn(write.Table)));
        }
    }

    /// <summary>The statement itself locks rows; an earlier one of the transaction may have locked the table.</summary>
    private static string Consequence(RowWriteKind kind, LockMode held) => (kind, held) switch
    {
        (_, _) when held.BlocksWrites() => $"all {held.Waits()} of the table wait until it has ended ({held.WithArticle()} lock is held already)",
        (RowWriteKind.Insert, _) => "the transaction stays open until all are written",
        _ => "other writers of these rows wait until it has ended",
    };
}
