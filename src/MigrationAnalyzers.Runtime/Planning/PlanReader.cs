using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore.Migrations;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Runtime.Execution;
using MigrationAnalyzers.Runtime.Steps;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Planning;

/// <summary>Lays what is planned beside the journal and the catalog.</summary>
/// <param name="services">The migrations.</param>
/// <param name="options">The limits of the run.</param>
/// <param name="session">To look with; null: there is no database yet.</param>
internal sealed class PlanReader(EfServices services, SafeMigratorOptions options, DatabaseSession? session)
{
    private readonly Journal _journal = new(services.JournalTable);

    /// <summary>Nothing of what comes before is left to do, so that the catalog is the one that the step will meet.</summary>
    private bool _isNext = true;

    public async Task<MigrationPlan> ReadAsync(PlanDirection direction, ImmutableArray<PlannedMigration> planned, CancellationToken cancellationToken)
    {
        var hasJournal = session is not null && await _journal.ExistsAsync(session.Connection, cancellationToken).ConfigureAwait(false);
        var hasHistory = session is not null && await services.History.ExistsAsync(cancellationToken).ConfigureAwait(false);
        ImmutableArray<string> setUp = hasJournal && hasHistory ? [] : [services.History.GetCreateIfNotExistsScript(), _journal.CreateSql];
        var migrations = ImmutableArray.CreateBuilder<PlanMigration>(planned.Length);
        foreach (var migration in planned)
        {
            var entries = hasJournal
                ? await _journal.ReadAsync(session!.Connection, migration.Id, direction, cancellationToken).ConfigureAwait(false)
                : ImmutableDictionary<int, JournalEntry>.Empty;
            var steps = ImmutableArray.CreateBuilder<PlanStep>(migration.Steps.Length);
            foreach (var step in migration.Steps)
            {
                steps.Add(await ReadAsync(step, entries.GetValueOrDefault(step.Number), cancellationToken).ConfigureAwait(false));
            }

            migrations.Add(new PlanMigration(migration.Id, services.HistorySql(migration), steps.MoveToImmutable()));
        }

        var context = new LockAttemptContext(1, TimeSpan.Zero, session?.DeadlockTimeout ?? TimeSpan.FromSeconds(1), []);
        var lockTimeout = options.LockRetry.Next(context)?.LockTimeout ?? TimeSpan.Zero;
        return new MigrationPlan(direction == PlanDirection.Down, session is not null, lockTimeout, setUp, migrations.MoveToImmutable());
    }

    private async Task<PlanStep> ReadAsync(PlannedStep step, JournalEntry? entry, CancellationToken cancellationToken)
    {
        var state = entry switch { null => PlanStepState.Pending, { IsDone: true } => PlanStepState.Done, _ => PlanStepState.Begun };
        var read = step switch
        {
            TransactionStep together => New(PlanStepKind.Transaction, [.. together.Sql.Select(static s => new PlanCommand(s, PlanCommandKind.InTransaction, 1))]),
            CommandStep alone => New(PlanStepKind.Alone, [Command(alone)]),
            HelperStep { Step: var safe } => await ReadAsync(New(PlanStepKind.SafeForm, []), safe, cancellationToken).ConfigureAwait(false),
            _ => throw new InvalidOperationException($"There is no step of the kind {step.GetType().Name}."),
        };
        _isNext &= state == PlanStepState.Done || (!read.Commands.IsEmpty && read.Commands.All(static c => c.IsDone));
        return read;

        PlanStep New(PlanStepKind kind, ImmutableArray<PlanCommand> commands) => new(step.Number, step.Title, kind, state, entry?.Rows ?? 0, commands);
    }

    /// <summary>What PostgreSQL allows in a transaction gets one of its own.</summary>
    private PlanCommand Command(CommandStep step) =>
        ReadCommand.Of(step.Sql, session?.PostgresMajor ?? EffectOptions.NewestMajor).RunsInTransaction
            ? new PlanCommand(step.Sql, PlanCommandKind.InTransaction, 1)
            : new PlanCommand(step.Sql, PlanCommandKind.Online, null);

    private async Task<PlanStep> ReadAsync(PlanStep plan, SafeStep step, CancellationToken cancellationToken)
    {
        var phases = step.Phases;
        string? note = null;
        if (session is not null && plan.State != PlanStepState.Done)
        {
            try
            {
                phases = await step.PhasesAsync(new StepContext(session.Connection), cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is SafeMigrationException or PostgresException && session.Connection.State == System.Data.ConnectionState.Open)
            {
                // A step before it makes what it needs; or it cannot be done.
                note = _isNext ? (e as PostgresException)?.MessageText ?? e.Message : "What exactly it does depends on the steps before it: they are not done yet.";
            }
        }

        var commands = ImmutableArray.CreateBuilder<PlanCommand>();
        for (var i = 0; i < phases.Length; i++)
        {
            var phase = phases[i];
            if (plan.State != PlanStepState.Done && phase.IsRefused is { } refused && await AskAsync(refused, cancellationToken).ConfigureAwait(false))
            {
                note ??= phase.RefusalMessage;
            }

            var isDone = plan.State == PlanStepState.Done || (phase.IsDone is { } done && await AskAsync(done, cancellationToken).ConfigureAwait(false));
            var kind = phase.Kind switch { PhaseKind.ShortLock => PlanCommandKind.InTransaction, PhaseKind.Online => PlanCommandKind.Online, _ => PlanCommandKind.InBatches };
            commands.AddRange(phase.Sql.Select(sql => new PlanCommand(sql, kind, kind == PlanCommandKind.InTransaction ? i + 1 : null) { IsDone = isDone }));
        }

        return plan with { Commands = commands.ToImmutable(), Note = note };
    }

    private async Task<bool> AskAsync(string sql, CancellationToken cancellationToken)
    {
        if (session is null || !_isNext)
        {
            return false;
        }

        try
        {
            return await session.ScalarAsync<bool>(sql, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException) when (session.Connection.State == System.Data.ConnectionState.Open)
        {
            // A table that the step itself makes is not there yet.
            return false;
        }
    }
}
