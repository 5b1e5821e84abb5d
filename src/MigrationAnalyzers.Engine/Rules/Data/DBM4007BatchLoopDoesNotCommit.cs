using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Data;

/// <summary>A loop writes in batches, but all of them in one transaction.</summary>
public sealed class DBM4007BatchLoopDoesNotCommit : Rule
{
    /// <summary>A loop of so few rounds is a list of statements.</summary>
    private const int FewRounds = 10;

    public override RuleInfo Info { get; } = new(
        "DBM4007",
        "Batch loop does not commit",
        "This {0} of the existing table {1} runs in batches, but its loop does not commit: all rounds are one transaction, the rows of the first stay locked until the last is done, and a failure undoes everything",
        $"""
        COMMIT in each round, and let the block run outside of the migration's transaction.
        {BatchLoop.Example}
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is not WriteRows { IsHidden: false } write
            || context.Statement is not { Rounds: null or > FewRounds } statement
            || !statement.Has(Circumstances.Repeated)
            || WriteSize.CommitsEachRound(statement)
            || WriteSize.IsUnbounded(write, context)
            || !context.MayBeLarge(write.Table))
        {
            return;
        }

        if (write.Reach == RowReach.Limited || (statement.Has(Circumstances.InDoBlock) && !write.BoundingColumns.IsEmpty))
        {
            // Row by row: how many there are is not known.
            context.ReportAs(
                write.Reach != RowReach.Limited && statement.LoopEnd == LoopEnd.AfterTheLastRow ? RuleSeverity.Info : RuleSeverity.Warning,
                WriteSize.NameOf(write.Kind), context.Describe(write.Table));
        }
    }
}
