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
    /// <param name="migration">The plan.</param>
    /// <param name="helpers">What the database says of its safe forms, by the numbers of the steps; what is missing there is not known.</param>
    public static LoweredMigration Lower(PlannedMigration migration, IReadOnlyDictionary<int, ImmutableArray<HelperPhase>>? helpers = null)
    {
        ArgumentNullException.ThrowIfNull(migration);
        var statements = ImmutableArray.CreateBuilder<MigrationStatement>();
        var commands = ImmutableDictionary.CreateBuilder<CommandPlace, LoweredCommand>();
        var transactions = new Dictionary<(int Step, int Transaction), int>();
        foreach (var step in migration.Steps)
        {
            var number = 0;
            var texts = step is HelperStep helper
                ? OfHelper(helpers is not null && helpers.TryGetValue(step.Number, out var known) ? known : HelperPhases.Of(helper))
                : step.Commands.Select(static c => new CommandText(c.Sql, c.Transaction));
            foreach (var text in texts)
            {
                var command = new LoweredCommand(new CommandPlace(migration.Id, step.Number, ++number), step, text.Sql) { IsForCatalogOnly = text.IsForCatalogOnly };
                commands.Add(command.Place, command);
                var read = Read(command, migration.IsRaw(text.Sql));
                foreach (var statement in text.IsBatched ? read.Select(InBatches) : read)
                {
                    statements.Add(statement with { Command = commands.Count, Transaction = text.Transaction is { } shared ? NumberOf(step.Number, shared) : null });
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

    /// <summary>Of a batched write the single statement is read: the batches name values that nobody knows yet.</summary>
    private static IEnumerable<CommandText> OfHelper(ImmutableArray<HelperPhase> phases)
    {
        for (var i = 0; i < phases.Length; i++)
        {
            var (phase, isDone) = phases[i];
            int? transaction = phase.Kind == PhaseKind.ShortLock ? i : null;
            if (phase.Batches is { } write)
            {
                yield return new CommandText(write.SingleStatement, null) { IsBatched = true, IsForCatalogOnly = isDone };
                continue;
            }

            // A block with a summary is hard to read, for the Engine as well: it is no plain statement that a rule could judge.
            foreach (var sql in phase.Effect ?? phase.Sql)
            {
                yield return new CommandText(sql, transaction) { IsForCatalogOnly = isDone || phase.Effect is not null || phase.Summary is not null };
            }
        }
    }

    private static ImmutableArray<MigrationStatement> Read(LoweredCommand command, bool isRaw) =>
        SqlFrontEnd.Read(new SqlText(command.Sql, isRaw ? FrontEnd.SqlInCode : FrontEnd.EfOperation, new CommandMap(command.Place.Path)));

    /// <summary>Each round writes a bounded number of rows and commits.</summary>
    private static MigrationStatement InBatches(MigrationStatement statement) => statement with
    {
        Operations = [.. statement.Operations.Select(static o => o is WriteRows write ? write with { Reach = RowReach.Limited } : o)],
        Circumstances = statement.Circumstances | Circumstances.Repeated | Circumstances.CommitsEachRound,
    };

    private sealed record CommandText(string Sql, int? Transaction)
    {
        public bool IsBatched { get; init; }

        public bool IsForCatalogOnly { get; init; }
    }

    private sealed class CommandMap(string path) : ISqlSourceMap
    {
        public SourceLocation Locate(int start, int length) => new(path, start, length);
    }
}
