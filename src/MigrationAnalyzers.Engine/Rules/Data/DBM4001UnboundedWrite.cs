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
        $"""
        Write in batches by key, each in a transaction of its own, and run it again until nothing is left:
        {BatchLoop.Example}
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
