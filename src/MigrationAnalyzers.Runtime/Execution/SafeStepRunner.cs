using System.Collections.Immutable;
using System.Diagnostics;
using MigrationAnalyzers.Runtime.Steps;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Execution;

/// <summary>Executes a safe form: phase by phase, leaving out what the catalog shows to be done.</summary>
internal sealed class SafeStepRunner(StepRun run, SafeStep step)
{
    private int _lockAttempts = 1;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await RunPhasesAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception e) when (ServerErrors.IsLock(e))
            {
                // A deadlock between this statement and another one: what is left of it, the catalog shows.
                var context = new LockAttemptContext(++_lockAttempts, Stopwatch.GetElapsedTime(started), run.Keeper.Session.DeadlockTimeout, []);
                if (run.Options.LockRetry.Next(context) is not { } next)
                {
                    throw;
                }

                run.Progress.Report(SafeMigrationState.WaitingForTableLock, e.Message);
                await Task.Delay(next.Delay, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task RunPhasesAsync(CancellationToken cancellationToken)
    {
        var writes = 0;
        foreach (var phase in await step.PhasesAsync(new StepContext(run.Connection), cancellationToken).ConfigureAwait(false))
        {
            if (phase.IsRefused is { } refused && await AskAsync(refused, cancellationToken).ConfigureAwait(false))
            {
                throw new SafeMigrationException(SafeMigrationFailure.Server, phase.RefusalMessage ?? $"Refused: {refused}");
            }

            var number = phase.Kind == PhaseKind.Batches ? writes++ : 0;
            if (phase.IsDone is { } done && await AskAsync(done, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            try
            {
                await RunPhaseAsync(phase, number, cancellationToken).ConfigureAwait(false);
            }
            catch (PostgresException e) when (!ServerErrors.IsLock(e) && !ServerErrors.IsConnectionLoss(e))
            {
                await CleanUpAsync(phase, cancellationToken).ConfigureAwait(false);
                if (!phase.Advice.TryGetValue(e.SqlState, out var advice))
                {
                    throw;
                }

                var detail = e.Detail is null ? "" : $" ({e.Detail.TrimEnd('.')})";
                throw new SafeMigrationException(SafeMigrationFailure.Server, $"Could not {step.Title}: {e.MessageText}{detail}. {advice}", e);
            }
        }
    }

    /// <summary>Takes away what a failed phase left. Where that fails too, the next run does it, and the first error is the one to tell.</summary>
    private async Task CleanUpAsync(StepPhase phase, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var sql in phase.CleanUp)
            {
                await run.Transaction.RunAsync(
                    async (connection, token) =>
                    {
                        await using var command = connection.Command(sql);
                        await command.ExecuteNonQueryAsync(token).ConfigureAwait(false);
                    }, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is PostgresException or SafeMigrationException)
        {
        }
    }

    private async Task RunPhaseAsync(StepPhase phase, int number, CancellationToken cancellationToken)
    {
        switch (phase.Kind)
        {
            case PhaseKind.ShortLock:
                await run.Transaction.RunAsync(
                    async (connection, token) =>
                    {
                        foreach (var sql in phase.Sql)
                        {
                            await using var command = connection.Command(sql);
                            await command.ExecuteNonQueryAsync(token).ConfigureAwait(false);
                        }
                    },
                    cancellationToken).ConfigureAwait(false);
                break;

            case PhaseKind.Online:
                foreach (var sql in phase.Sql)
                {
                    await new OnlineStatement(run).ExecuteAsync(sql, cancellationToken).ConfigureAwait(false);
                }

                break;

            case PhaseKind.Batches:
                await new BatchRunner(run).RunAsync(phase.Batches!, number, cancellationToken).ConfigureAwait(false);
                break;

            default:
                throw new InvalidOperationException($"There is no phase of the kind {phase.Kind}.");
        }
    }

    private Task<bool> AskAsync(string sql, CancellationToken cancellationToken) => run.Keeper.Session.ScalarAsync<bool>(sql, cancellationToken);
}
