using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Data;

/// <summary>A loop that writes in batches and never ends, or ends before all rows are written.</summary>
public sealed class DBM4008BatchLoopEndsWrongly : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM4008",
        "Batch loop never ends or leaves rows out",
        "The loop around this {0} of {1} {2}",
        $"""
        Walk through the key: each round begins where the one before ended, so that the loop ends whatever the statement writes, and no row is left out.
        {BatchLoop.Example}
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is not WriteRows { IsHidden: false } write)
        {
            return;
        }

        switch (context.Statement.LoopEnd)
        {
            case LoopEnd.Never:
                Report(RuleSeverity.Warning, "never ends: there is no EXIT in it, and no RETURN");
                break;

            case LoopEnd.WhenNothingIsFound when write.Batch is { SkipsLocked: true } && context.Existed(write.Table):
                Report(RuleSeverity.Warning, "ends when no row is found, but SKIP LOCKED does not find rows that somebody else has locked just then: they are never written, and nothing says so");
                break;

            case LoopEnd.WhenNothingIsFound when write is { Kind: RowWriteKind.Update, Batch: { } batch } && FindsTheSameRows(write, batch) && context.Existed(write.Table):
                Report(
                    batch.IsUnconditional || HasNoTriggers(write.Table, context) ? RuleSeverity.Warning : RuleSeverity.Info,
                    "ends when no row is found, but the UPDATE changes nothing that its batch is chosen by: each round finds rows again, and the loop never ends");
                break;

            case LoopEnd.WhenNothingIsFound when StaysNull(write, context) is { } column && context.Existed(write.Table):
                Report(RuleSeverity.Info, $"ends when no row is found where {column} is NULL, but the value that it gets may be NULL as well: such rows are found again in each round, and the loop never ends");
                break;
        }

        void Report(RuleSeverity severity, string what) => context.ReportAs(severity, WriteSize.NameOf(write.Kind), write.Table.ToString(), what);
    }

    /// <summary>What is written has no part in which rows the batch has.</summary>
    private static bool FindsTheSameRows(WriteRows write, RowBatch batch) =>
        batch is { HasOffset: false, DecidingColumns.IsDefault: false }
        && batch.Table is { } table && table.Equals(write.Table)
        && write.TouchedColumns.IsEmpty
        && !batch.DecidingColumns.Any(c => write.Columns.Contains(c, StringComparer.Ordinal));

    /// <summary>The batch is chosen by a column that is NULL, and what the column is set to may be NULL.</summary>
    private static string? StaysNull(WriteRows write, OperationContext context)
    {
        if (write is not { Kind: RowWriteKind.Update, Batch: { Table: { } table, Where: { } where } } || !table.Equals(write.Table))
        {
            return null;
        }

        ImmutableArray<Predicate> parts = where is PredicateList { IsAnd: true } all ? all.Parts : [where];
        foreach (var source in write.Sources)
        {
            if (parts.Contains(new NullPredicate(source.Column, IsNull: true))
                && (source.From is not { } from
                    || (context.Catalog.Find(table)?.IsNotNull(from) == false && !parts.Contains(new NullPredicate(from, IsNull: false)))))
            {
                return source.Column;
            }
        }

        return null;
    }

    /// <summary>A trigger may change what is not written in the statement.</summary>
    private static bool HasNoTriggers(RelationName table, OperationContext context) =>
        context.Catalog.Find(table) is { IsComplete: true } info && info.Objects.IsEmpty;
}
