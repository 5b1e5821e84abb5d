using System.Diagnostics;
using MigrationAnalyzers.Runtime.Planning;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Execution;

/// <summary>
/// Executes a command that EF Core sends outside of the migration's transaction. What PostgreSQL allows in a transaction gets one of its own with its mark in the journal, and so runs
/// once. Of the rest the catalog is asked what became of it.
/// </summary>
internal sealed class CommandStepRunner(StepRun run, CommandStep step)
{
    /// <param name="begin">Marks the step as begun, in a transaction.</param>
    /// <param name="finish">Marks the step as done, in a transaction.</param>
    /// <param name="cancellationToken">Stops the command.</param>
    public async Task RunAsync(Func<NpgsqlConnection, CancellationToken, Task> begin, Func<NpgsqlConnection, CancellationToken, Task> finish, CancellationToken cancellationToken)
    {
        var command = ReadCommand.Of(step.Sql, run.Keeper.Session.PostgresMajor);
        if (!command.RunsInTransaction || !await TryInTransactionAsync(begin, finish, cancellationToken).ConfigureAwait(false))
        {
            await RunOutsideAsync(command, begin, cancellationToken).ConfigureAwait(false);
            await run.Transaction.RunAsync(finish, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> TryInTransactionAsync(
        Func<NpgsqlConnection, CancellationToken, Task> begin, Func<NpgsqlConnection, CancellationToken, Task> finish, CancellationToken cancellationToken)
    {
        try
        {
            await run.Transaction.RunAsync(
                async (connection, token) =>
                {
                    await begin(connection, token).ConfigureAwait(false);
                    await using var command = connection.Command(step.Sql);
                    await command.ExecuteNonQueryAsync(token).ConfigureAwait(false);
                    await finish(connection, token).ConfigureAwait(false);
                }, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.ActiveSqlTransaction or PostgresErrorCodes.InvalidTransactionTermination)
        {
            // Rolled back: it does need to be alone (a function or block that commits).
            return false;
        }
    }

    private async Task RunOutsideAsync(ReadCommand command, Func<NpgsqlConnection, CancellationToken, Task> begin, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var attempts = 1;
        for (var wasBegun = run.WasBegun; ; wasBegun = true)
        {
            try
            {
                if (!await HasToRunAsync(command, wasBegun, cancellationToken).ConfigureAwait(false))
                {
                    return;
                }

                await run.Transaction.RunAsync(begin, cancellationToken).ConfigureAwait(false);
                await ExecuteAsync(command, cancellationToken).ConfigureAwait(false);
                if (await CommandOutcome.FindInvalidIndexAsync(run.Keeper.Session, command, cancellationToken).ConfigureAwait(false) is { } index)
                {
                    throw new SafeMigrationException(SafeMigrationFailure.Server, $"The index {index} is not valid after its build. Look into the server's log; run again, it is dropped and built anew.");
                }

                return;
            }
            catch (Exception e) when (ServerErrors.IsLock(e))
            {
                var context = new LockAttemptContext(++attempts, Stopwatch.GetElapsedTime(started), run.Keeper.Session.DeadlockTimeout, []);
                if (run.Options.LockRetry.Next(context) is not { } next)
                {
                    throw;
                }

                run.Progress.Report(SafeMigrationState.WaitingForTableLock, e.Message);
                await Task.Delay(next.Delay, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// When the server says that it failed, then it was not done, whatever the next run finds: an index of the same name, for one, that was there before and is another one.
    /// </summary>
    private async Task ExecuteAsync(ReadCommand command, CancellationToken cancellationToken)
    {
        try
        {
            await new OnlineStatement(run).ExecuteAsync(step.Sql, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException e) when (!ServerErrors.IsConnectionLoss(e) && !ServerErrors.IsLock(e) && CommandOutcome.IsKnown(command))
        {
            await run.Journal.ForgetStepAsync(run.Connection, run.Migration, run.Step, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<bool> HasToRunAsync(ReadCommand command, bool wasBegun, CancellationToken cancellationToken)
    {
        var outcome = await CommandOutcome.ExamineAsync(run.Keeper.Session, command, wasBegun, cancellationToken).ConfigureAwait(false);
        return (outcome, run.Options.InterruptedCommand) switch
        {
            (Outcome.Execute, _) or (Outcome.Unknown, InterruptedCommand.Repeat) => true,
            (Outcome.Done, _) or (Outcome.Unknown, InterruptedCommand.AssumeDone) => false,
            _ => throw new SafeMigrationException(
                SafeMigrationFailure.Journal,
                $"Step {run.Step.Number} of {run.Migration.Id} was begun outside of a transaction and interrupted, and the catalog does not tell what became of it: {step.Title}. "
                + "Look at the database. If it is to be executed (again), use --interrupted repeat; if it is done, --interrupted assume-done (option InterruptedCommand)."),
        };
    }
}
