using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;
using MigrationAnalyzers.Runtime.Planning;
using MigrationAnalyzers.Runtime.Steps;

namespace MigrationAnalyzers.Runtime.Lowering;

/// <summary>
/// The front end for migrations at run time: reads the commands that EF Core's IMigrationsSqlGenerator made of the operations, which say exactly what the server is going to get.
/// </summary>
internal static class MigrationLowering
{
    public static LoweredMigration Lower(PlannedMigration migration)
    {
        ArgumentNullException.ThrowIfNull(migration);
        var statements = ImmutableArray.CreateBuilder<MigrationStatement>();
        var commands = ImmutableDictionary.CreateBuilder<CommandPlace, LoweredCommand>();
        var transactions = new Dictionary<(int Step, int Transaction), int>();
        foreach (var step in migration.Steps)
        {
            var number = 0;
            foreach (var (sql, transaction, isBatched) in CommandsOf(step))
            {
                var command = new LoweredCommand(new CommandPlace(migration.Id, step.Number, ++number), step, sql);
                commands.Add(command.Place, command);
                var read = Read(command, migration.IsRaw(sql));
                foreach (var statement in isBatched ? read.Select(InBatches) : read)
                {
                    statements.Add(statement with { Command = commands.Count, Transaction = transaction is { } shared ? NumberOf(step.Number, shared) : null });
                }
            }
        }

        var unit = new MigrationUnit(MigrationDirection.Up, EfStatements.Mark(statements.ToImmutable()));
        return new LoweredMigration(
            new Migration(migration.Id, unit, MigrationUnit.EmptyDown, DownShape.NotApplicable) { Runner = MigrationRunner.EfCore },
            commands.ToImmutable());

        // Each step has transactions of its own.
        int NumberOf(int step, int transaction)
        {
            if (!transactions.TryGetValue((step, transaction), out var known))
            {
                transactions.Add((step, transaction), known = transactions.Count);
            }

            return known;
        }
    }

    /// <summary>The text of a command, its transaction, and whether it is done in batches. Of a batched write the single statement is read: the batches name values that nobody knows yet.</summary>
    private static IEnumerable<(string Sql, int? Transaction, bool IsBatched)> CommandsOf(PlannedStep step)
    {
        if (step is not HelperStep { Step.Phases: var phases })
        {
            return step.Commands.Select(static c => (c.Sql, c.Transaction, false));
        }

        return phases.SelectMany(static (phase, i) => phase.Batches is { } write
            ? [(write.SingleStatement, null, true)]
            : phase.Sql.Select(sql => (sql, phase.Kind == PhaseKind.ShortLock ? i : (int?)null, false)));
    }

    private static ImmutableArray<MigrationStatement> Read(LoweredCommand command, bool isRaw) =>
        SqlFrontEnd.Read(new SqlText(command.Sql, isRaw ? FrontEnd.SqlInCode : FrontEnd.EfOperation, new CommandMap(command.Place.Path)));

    /// <summary>Each round writes a bounded number of rows and commits.</summary>
    private static MigrationStatement InBatches(MigrationStatement statement) => statement with
    {
        Operations = [.. statement.Operations.Select(static o => o is WriteRows write ? write with { Reach = RowReach.Limited } : o)],
        Circumstances = statement.Circumstances | Circumstances.Repeated | Circumstances.CommitsEachRound,
    };

    private sealed class CommandMap(string path) : ISqlSourceMap
    {
        public SourceLocation Locate(int start, int length) => new(path, start, length);
    }
}
