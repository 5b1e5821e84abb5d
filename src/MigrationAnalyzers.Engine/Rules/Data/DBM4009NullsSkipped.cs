using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Data;

/// <summary>An UPDATE that is to give a column its value everywhere leaves out the rows where it is NULL.</summary>
public sealed class DBM4009NullsSkipped : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM4009",
        "UPDATE leaves out the rows that are NULL",
        "This UPDATE sets {0}.{1} where it is <> {2}, which is not true where it is NULL: these rows stay NULL",
        """
        IS DISTINCT FROM treats NULL as a value of its own.
          migrationBuilder.Sql("UPDATE orders SET status = 'open' WHERE id = 7 AND status IS DISTINCT FROM 'open'");
        """,
        RuleSeverity.Info);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is not WriteRows { Kind: RowWriteKind.Update, IsHidden: false } write
            || context.Catalog.Find(write.Table) is not { IsNew: false } table)
        {
            return;
        }

        var ofBatch = write.Batch is { Table: { } from, Where: { } where } && from.Equals(write.Table) ? where : null;
        if ((Inequality(write.Where, write) ?? Inequality(ofBatch, write)) is { } test && table.IsNotNull(test.Operand) == false)
        {
            context.Report(write.Table.ToString(), test.Operand, test.Constant.Type is null ? $"'{test.Constant.Text}'" : test.Constant.Text);
        }
    }

    /// <summary>A part that must be true, whatever the others are, and that compares a column which the statement sets.</summary>
    private static ComparisonPredicate? Inequality(Predicate? condition, WriteRows write) => condition switch
    {
        ComparisonPredicate { Operator: "<>" } comparison when write.Columns.Contains(comparison.Operand, StringComparer.Ordinal) => comparison,
        PredicateList { IsAnd: true, Parts: var parts } => parts.Select(p => Inequality(p, write)).FirstOrDefault(static c => c is not null),
        _ => null,
    };
}
