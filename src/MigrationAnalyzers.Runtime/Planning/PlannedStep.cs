using System.Collections.Immutable;
using MigrationAnalyzers.Runtime.Steps;

namespace MigrationAnalyzers.Runtime.Planning;

/// <summary>A statement or command that a step sends.</summary>
/// <param name="Sql">Its text.</param>
/// <param name="Transaction">Commands of a step with the same number share a transaction; null: on its own.</param>
internal sealed record PlannedCommand(string Sql, int? Transaction);

/// <summary>A part of a migration that is done wholly or not at all, or that can be taken up again.</summary>
/// <param name="Number">From 1 on, in the order of the migration.</param>
/// <param name="Title">What it does, for people.</param>
internal abstract record PlannedStep(int Number, string Title)
{
    /// <summary>What it sends to the server, as far as that is known beforehand.</summary>
    public abstract ImmutableArray<PlannedCommand> Commands { get; }
}

/// <summary>Commands of EF Core in one transaction, which is tried again as a whole.</summary>
internal sealed record TransactionStep(int Number, string Title, ImmutableArray<string> Sql) : PlannedStep(Number, Title)
{
    public override ImmutableArray<PlannedCommand> Commands => [.. Sql.Select(static s => new PlannedCommand(s, 0))];
}

/// <summary>A command of EF Core that runs outside of a transaction (suppressTransaction, or Npgsql's own).</summary>
internal sealed record CommandStep(int Number, string Title, string Sql) : PlannedStep(Number, Title)
{
    public override ImmutableArray<PlannedCommand> Commands => [new PlannedCommand(Sql, null)];
}

/// <summary>A safe form.</summary>
internal sealed record HelperStep(int Number, SafeStep Step) : PlannedStep(Number, Step.Title)
{
    public override ImmutableArray<PlannedCommand> Commands
    {
        get
        {
            var commands = ImmutableArray.CreateBuilder<PlannedCommand>();
            var transaction = 0;
            foreach (var phase in Step.Phases)
            {
                foreach (var sql in phase.Sql)
                {
                    commands.Add(new PlannedCommand(sql, phase.Kind == PhaseKind.ShortLock ? transaction : null));
                }

                transaction++;
            }

            return commands.ToImmutable();
        }
    }
}
