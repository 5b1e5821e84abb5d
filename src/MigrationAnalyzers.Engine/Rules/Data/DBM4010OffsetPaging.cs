using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Data;

/// <summary>Batches are cut by OFFSET.</summary>
public sealed class DBM4010OffsetPaging : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM4010",
        "Batches cut by OFFSET",
        "Each round reads all rows of {0} again that OFFSET then leaves out, so that the last batch reads the whole table; rows that come or go meanwhile move the pages, and others are left out or written twice",
        $"""
        Let each batch begin after the last key of the one before.
        {BatchLoop.Example}
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (PagedTable(context.Operation) is { } table && context.MayBeLarge(table) && context.Statement.Has(Circumstances.Repeated))
        {
            context.Report(table.ToString());
        }
    }

    public override void CheckMigration(MigrationContext context)
    {
        // Pages that are written one by one, or made by a loop in code.
        var seen = new Dictionary<RelationName, int>();
        foreach (var analyzed in context.Up)
        {
            if (analyzed.Operation is WriteRows && !analyzed.Statement.Has(Circumstances.Repeated)
                && PagedTable(analyzed.Operation) is { } table && context.At(analyzed).MayBeLarge(table))
            {
                seen[table] = seen.TryGetValue(table, out var count) ? count + 1 : 1;
                if (seen[table] == 2)
                {
                    context.ReportAs(RuleSeverity.Info, analyzed.Operation.Origin, table.ToString());
                }
            }
        }
    }

    private static RelationName? PagedTable(MigrationOperation operation) => operation switch
    {
        WriteRows { Batch: { HasOffset: true } batch } write => batch.Table ?? write.Table,
        OtherStatement { PagesByOffset: true, Relations: [var only] } => only,
        _ => null,
    };
}
