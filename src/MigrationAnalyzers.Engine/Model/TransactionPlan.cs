using System.Collections.Immutable;

namespace MigrationAnalyzers.Engine.Model;

/// <summary>Decides which statements share a transaction.</summary>
public static class TransactionPlan
{
    /// <summary>
    /// EF Core: one transaction, interrupted by each statement that suppresses it (by suppressTransaction, or because Npgsql does so itself
    /// for an index built concurrently): what ran before is committed, what follows begins a new one.
    /// </summary>
    public static ImmutableArray<MigrationStatement> ForEf(IEnumerable<(MigrationStatement Statement, bool Suppressed)> statements)
    {
        var result = ImmutableArray.CreateBuilder<MigrationStatement>();
        var transaction = 0;
        foreach (var (statement, suppressed) in statements)
        {
            if (suppressed)
            {
                transaction++;
            }

            result.Add(statement with { Transaction = suppressed ? null : transaction });
        }

        return result.ToImmutable();
    }

    /// <summary>
    /// A script: BEGIN and COMMIT written in it count; whether its runner opens a transaction around the rest is not known.
    /// </summary>
    public static ImmutableArray<MigrationStatement> ForScript(ImmutableArray<MigrationStatement> statements)
    {
        var result = ImmutableArray.CreateBuilder<MigrationStatement>(statements.Length);
        var transaction = 0;
        var open = false;
        int? block = null;
        foreach (var statement in statements)
        {
            var control = statement.Operations is [TransactionControl { Kind: var kind }] ? kind : (TransactionControlKind?)null;
            if (!open && statement.Has(Circumstances.InDoBlock))
            {
                // Whatever the runner does, a DO block is in one transaction until it commits.
                transaction += block == statement.Command ? 0 : 1;
                block = statement.Command;
                result.Add(statement with { Transaction = transaction, TransactionIsKnown = true });
                transaction += control is null ? 0 : 1;
                continue;
            }

            if (control == TransactionControlKind.Begin)
            {
                open = true;
                transaction++;
            }

            result.Add(statement with { Transaction = open ? transaction : null, TransactionIsKnown = open });
            if (control is TransactionControlKind.Commit or TransactionControlKind.Rollback)
            {
                open = false;
            }
        }

        return result.MoveToImmutable();
    }
}
