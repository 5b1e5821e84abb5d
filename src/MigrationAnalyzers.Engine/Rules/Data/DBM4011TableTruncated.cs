using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Data;

/// <summary>TRUNCATE of a table that existed before.</summary>
public sealed class DBM4011TableTruncated : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM4011",
        "Existing table truncated",
        "Truncating the existing table {0} deletes all its rows{1}, and holds {2} lock until the transaction ends: {3} wait",
        """
        Delete the rows that are to go, by a condition that says which, in batches. Where the whole table is not needed any more, drop it one deployment after the application has
        stopped using it. Where all its rows really are to go, say so:
          #pragma warning disable DBM4011 // A cache: it is filled again at the next start.
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is Truncate truncate && context.Effect.Error is null && context.Existed(truncate.Table))
        {
            var held = context.HeldOn(truncate.Table);
            context.Report(context.Describe(truncate.Table), Others(context, truncate), held.WithArticle(), held.Waits());
        }
    }

    /// <summary>What CASCADE empties besides: the tables that reference this one, and those that reference them.</summary>
    private static string Others(OperationContext context, Truncate truncate)
    {
        if (!truncate.Cascade)
        {
            return "";
        }

        var others = new List<string>();
        foreach (var taken in context.Effect.Locks)
        {
            if ((taken.Work & TableWork.NewFile) != 0 && !taken.Relation.Equals(truncate.Table) && !context.Catalog.Descendants(truncate.Table).Contains(taken.Relation))
            {
                others.Add(taken.Relation.ToString());
            }
        }

        return others.Count > 0 ? $", and by CASCADE those of {Words.List(others)}"
            : context.Catalog.IsWhole ? ""
            : ", and by CASCADE those of every table that references it";
    }
}
