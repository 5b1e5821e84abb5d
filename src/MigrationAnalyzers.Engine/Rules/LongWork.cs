using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules.Data;

namespace MigrationAnalyzers.Engine.Rules;

/// <summary>Work that takes as long as a table is large.</summary>
internal static class LongWork
{
    /// <summary>What the operation does, in words ("builds an index on orders"); null where it takes no long time, or that is not certain.</summary>
    public static string? Of(OperationContext context)
    {
        if (context.Effect is not { Error: null, CannotRunInTransaction: false })
        {
            return null;
        }

        switch (context.Operation)
        {
            case WriteRows write:
                return WritesMany(write, context) ? $"writes rows of {write.Table}" : null;

            case CreateTable create:
                return create is { AsSelect: true, WithNoData: false } && create.Reads.Any(context.MayBeLarge) ? $"fills {create.Table}" : null;

            case RefreshMaterializedView refresh:
                return !refresh.WithNoData && context.MayBeLarge(refresh.View) ? $"refreshes {refresh.View}" : null;

            // A sample of the rows is read.
            case ServerCommand { Kind: ServerCommandKind.Analyze }:
                return null;
        }

        foreach (var held in context.Effect.Locks)
        {
            if (WordsFor(held, context.Operation) is { } words && context.MayBeLarge(held.Relation))
            {
                return words;
            }
        }

        return null;
    }

    /// <summary>An INSERT takes as long as what it reads is large, even where its own table is new.</summary>
    private static bool WritesMany(WriteRows write, OperationContext context) =>
        !write.IsHidden
        && (write.Kind == RowWriteKind.Insert || context.MayBeLarge(write.Table))
        && WriteSize.IsUnbounded(write, context)
        && !WriteSize.CommitsEachRound(context.Statement);

    private static string? WordsFor(TableLock held, MigrationOperation operation) => held.Work switch
    {
        var work when (work & TableWork.Rewrite) != 0 => $"rewrites {held.Relation}",
        var work when (work & TableWork.Copy) != 0 => $"copies {held.Relation}",
        var work when (work & TableWork.IndexBuild) != 0 && operation is AlterColumnType => $"builds the indexes of {held.Relation} anew",
        var work when (work & TableWork.IndexBuild) != 0 => $"builds an index on {held.Relation}",
        var work when (work & (TableWork.Scan | TableWork.ForeignKeyScan)) != 0 => $"checks the rows of {held.Relation}",
        _ => null,
    };
}
