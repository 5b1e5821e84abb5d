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

    /// <summary>A script: BEGIN and COMMIT written in it count, and what its runner does around them.</summary>
    public static ImmutableArray<MigrationStatement> ForScript(
        ImmutableArray<MigrationStatement> statements, ScriptTransaction runner = ScriptTransaction.Unknown)
    {
        var result = ImmutableArray.CreateBuilder<MigrationStatement>(statements.Length);
        var isImplicit = runner == ScriptTransaction.OneCommand && IsSeveral(statements);
        var isKnown = runner != ScriptTransaction.Unknown;
        var transaction = 0;
        var open = isImplicit || runner == ScriptTransaction.OneTransaction;
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

            // In a transaction BEGIN changes nothing: PostgreSQL warns, or makes the implicit one explicit.
            if (control == TransactionControlKind.Begin && !open)
            {
                open = true;
                transaction++;
            }

            result.Add(statement with { Transaction = open ? transaction : null, TransactionIsKnown = open || isKnown });
            if (control is TransactionControlKind.Commit or TransactionControlKind.Rollback)
            {
                open = isImplicit;
                transaction++;
            }
        }

        return result.MoveToImmutable();
    }

    /// <summary>Parts of a script that the runner sends one after the other.</summary>
    public static ImmutableArray<MigrationStatement> Join(IEnumerable<ImmutableArray<MigrationStatement>> parts)
    {
        var result = ImmutableArray.CreateBuilder<MigrationStatement>();
        var (transactions, commands) = (0, 0);
        foreach (var part in parts)
        {
            var (nextTransaction, nextCommand) = (transactions, commands);
            foreach (var statement in part)
            {
                var moved = statement with { Transaction = statement.Transaction + transactions, Command = statement.Command + commands };
                nextTransaction = Math.Max(nextTransaction, (moved.Transaction ?? -1) + 1);
                nextCommand = Math.Max(nextCommand, moved.Command + 1);
                result.Add(moved);
            }

            (transactions, commands) = (nextTransaction, nextCommand);
        }

        return result.ToImmutable();
    }

    private static bool IsSeveral(ImmutableArray<MigrationStatement> statements) =>
        !statements.IsEmpty && statements[0].Command != statements[statements.Length - 1].Command;
}
