using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules;

/// <summary>Runs all rules over a migration: operations, effects, findings.</summary>
public static class MigrationAnalysis
{
    /// <summary>The migration is applied everywhere already, so that nothing is said of it.</summary>
    public static bool IsApplied(Migration migration, AnalysisOptions options) =>
        options.StartAfter is { } applied && string.CompareOrdinal(migration.Id, applied) <= 0;

    /// <summary>What the rules find, whether it is suppressed by comments or not.</summary>
    /// <param name="history">The catalog that the earlier migrations leave behind; <see cref="SchemaCatalog.Unknown"/> where that is not known.</param>
    /// <param name="later">The migrations of the same DbContext that run after it, in their order.</param>
    /// <param name="earlier">The migrations of the same DbContext that run before it, in their order.</param>
    public static ImmutableArray<Finding> Analyze(
        Migration migration,
        SchemaCatalog history,
        AnalysisOptions options,
        ImmutableArray<Migration> later = default,
        ImmutableArray<Migration> earlier = default,
        CancellationToken cancellationToken = default)
    {
        if (IsApplied(migration, options))
        {
            return [];
        }

        var findings = ImmutableArray.CreateBuilder<Finding>();
        void Report(Finding found)
        {
            if (SafeFormFindings.Settle(found) is { } finding)
            {
                findings.Add(finding);
            }
        }

        var analyzed = new AnalyzedMigration(migration, history, earlier.IsDefault ? [] : earlier, later.IsDefault ? [] : later, options);
        foreach (var rule in MigrationRules.All)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!rule.AppliesTo(options))
            {
                continue;
            }

            CheckOperations(rule, analyzed, migration.Up, analyzed.Up, options, Report);
            rule.CheckMigration(new MigrationContext(analyzed, options, rule, Report));
        }

        if (!migration.Down.Statements.IsEmpty)
        {
            foreach (var rule in MigrationRules.All)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if ((rule.ChecksDown || options.CheckDown) && rule.AppliesTo(options))
                {
                    CheckOperations(rule, analyzed, migration.Down, analyzed.Down, options, Report);
                }
            }
        }

        return findings.ToImmutable();
    }

    /// <param name="migrations">Those of the call's DbContext in the same project.</param>
    public static ImmutableArray<Finding> Analyze(ApplicationCall call, ImmutableArray<Migration> migrations, AnalysisOptions options)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var rule in MigrationRules.All)
        {
            rule.CheckApplicationCall(new ApplicationContext(call, migrations, options, rule, findings.Add));
        }

        return findings.ToImmutable();
    }

    /// <summary>The effect of each operation, given what the operations before it did.</summary>
    /// <param name="sameTransaction">The statements of earlier migrations that are in the transaction with which it begins.</param>
    public static ImmutableArray<AnalyzedOperation> Trace(
        MigrationUnit unit, SchemaCatalog before, AnalysisOptions options, ImmutableArray<MigrationStatement> sameTransaction = default)
    {
        var effectOptions = new EffectOptions(options.PostgresMajor);
        var catalog = before.StartUnit(sameTransaction.IsDefault ? [] : sameTransaction);
        var held = ImmutableDictionary<RelationName, HeldLock>.Empty;
        var savepoints = new Dictionary<string, ImmutableDictionary<RelationName, HeldLock>>(StringComparer.Ordinal);
        MigrationStatement? previous = null;
        var result = ImmutableArray.CreateBuilder<AnalyzedOperation>();
        foreach (var statement in unit.Statements)
        {
            if (!statement.SharesTransactionWith(previous))
            {
                held = ImmutableDictionary<RelationName, HeldLock>.Empty;
            }

            previous = statement;
            catalog = catalog.At(statement);
            var heldBefore = held;
            var effects = StatementEffects.Of(statement, catalog, effectOptions);
            for (var i = 0; i < effects.Length; i++)
            {
                foreach (var taken in effects[i].Locks)
                {
                    if (!held.TryGetValue(taken.Relation, out var known) || known.Mode < taken.Mode)
                    {
                        held = held.SetItem(taken.Relation, new HeldLock(taken.Relation, taken.Mode, statement.Operations[i], effects[i], catalog));
                    }
                }
            }

            for (var i = 0; i < effects.Length; i++)
            {
                result.Add(new AnalyzedOperation(statement.Operations[i], statement, effects[i], catalog, held, heldBefore));
            }

            held = statement.Operations is [TransactionControl control] ? After(control, held, savepoints) : Rename(held, statement);
            catalog = catalog.Apply(statement);
        }

        return result.ToImmutable();
    }

    /// <summary>COMMIT and ROLLBACK give all locks back, also where the transaction was EF Core's; ROLLBACK TO gives back those taken since the savepoint.</summary>
    private static ImmutableDictionary<RelationName, HeldLock> After(
        TransactionControl control, ImmutableDictionary<RelationName, HeldLock> held, Dictionary<string, ImmutableDictionary<RelationName, HeldLock>> savepoints)
    {
        switch (control.Kind)
        {
            case TransactionControlKind.Commit or TransactionControlKind.Rollback:
                return ImmutableDictionary<RelationName, HeldLock>.Empty;

            case TransactionControlKind.Savepoint when control.Name is { } name:
                savepoints[name] = held;
                return held;

            case TransactionControlKind.RollbackTo when control.Name is { } name && savepoints.TryGetValue(name, out var then):
                return then;

            default:
                return held;
        }
    }

    /// <summary>A lock is one on the table, whatever its name is by then.</summary>
    private static ImmutableDictionary<RelationName, HeldLock> Rename(ImmutableDictionary<RelationName, HeldLock> held, MigrationStatement statement)
    {
        foreach (var operation in statement.Operations)
        {
            if (operation is RenameTable rename && held.TryGetValue(rename.Table, out var known))
            {
                held = held.Remove(rename.Table).SetItem(rename.NewTable, known);
            }
        }

        return held;
    }

    private static void CheckOperations(
        Rule rule, AnalyzedMigration migration, MigrationUnit unit, ImmutableArray<AnalyzedOperation> operations, AnalysisOptions options, Action<Finding> report)
    {
        foreach (var analyzed in operations)
        {
            rule.CheckOperation(new OperationContext(analyzed, migration, unit, options, rule, report));
        }
    }
}
