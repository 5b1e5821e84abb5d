using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore.Migrations;
using MigrationAnalyzers.Runtime.Planning;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Execution;

/// <summary>Carries out plans on one session that has the migration lock.</summary>
internal sealed class MigrationRun : IAsyncDisposable
{
    private readonly EfServices _services;
    private readonly SafeMigratorOptions _options;
    private readonly ProgressReporter _progress;
    private readonly Journal _journal;
    private readonly BlockerWatch _watch;
    private readonly LockingTransaction _transaction;

    private string? _unanswered;
    private string? _reached;

    public MigrationRun(EfServices services, NpgsqlConnection template, SafeMigratorOptions options, ProgressReporter progress)
    {
        _services = services;
        _options = options;
        _progress = progress;
        _journal = new Journal(services.JournalTable);
        Keeper = new SessionKeeper(template, new MigrationLock(services.HistoryTable), options, progress);
        _watch = new BlockerWatch(Keeper.OpenAsync);
        _transaction = new LockingTransaction(Keeper, _watch, options, progress);
    }

    public SessionKeeper Keeper { get; }

    /// <summary>The migration whose entry in the history (or its removal) was under way when the connection was lost: it may have been committed all the same. Null: none was.</summary>
    public string? TakeUnanswered() => Interlocked.Exchange(ref _unanswered, null);

    /// <summary>Whether the error is the end of the session, and not of one that a statement opened on the server itself (dblink).</summary>
    public bool IsLoss(Exception error) =>
        ServerErrors.IsConnectionLoss(error) && !(error is PostgresException { SqlState: ['0', '8', ..] } && Keeper.Session.Connection.FullState == System.Data.ConnectionState.Open);

    /// <summary>Makes the tables for history and journal, and returns when no other runner has the history locked.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await CreateTablesIfMissingAsync(cancellationToken).ConfigureAwait(false);

        // EF Core's Migrate() locks it from version 9 on, as long as it runs.
        await _transaction.RunAsync(
            async (c, token) =>
            {
                await using var command = c.Command($"LOCK TABLE {_services.HistoryTable.Sql} IN ACCESS SHARE MODE");
                await command.ExecuteNonQueryAsync(token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private async Task CreateTablesIfMissingAsync(CancellationToken cancellationToken)
    {
        await _watch.PrepareAsync(cancellationToken).ConfigureAwait(false);

        // Not EF Core's way, which reads the history to find out whether it is there: it would wait for a Migrate() that has it locked, for as long as a command may take.
        if (await Keeper.Session.ScalarAsync<bool>(
            $"SELECT pg_catalog.to_regclass({_services.HistoryTable.RegclassLiteral}) IS NOT NULL AND pg_catalog.to_regclass({_services.JournalTable.RegclassLiteral}) IS NOT NULL",
            cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            await CreateTablesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DuplicateTable)
        {
            // Migrate() made the history at the same moment: IF NOT EXISTS does not see what is not committed.
            await CreateTablesAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private Task CreateTablesAsync(CancellationToken cancellationToken) =>
        _transaction.RunAsync(
            async (c, token) =>
            {
                await using var history = c.Command(_services.History.GetCreateIfNotExistsScript());
                await history.ExecuteNonQueryAsync(token).ConfigureAwait(false);
                await using var journal = c.Command(_journal.CreateSql);
                await journal.ExecuteNonQueryAsync(token).ConfigureAwait(false);
            }, cancellationToken);

    /// <summary>Executes the migration, or what is left of it.</summary>
    public async Task RunAsync(PlannedMigration migration, CancellationToken cancellationToken)
    {
        _progress.Enter(migration, null);
        _progress.Report(SafeMigrationState.MigrationStarted);
        var entries = await _journal.ReadAsync(Keeper.Session.Connection, migration.Id, migration.Direction, cancellationToken).ConfigureAwait(false);
        CheckUnchanged(migration, entries);
        NoteProgress(migration, entries);
        if (migration.Steps.IsEmpty)
        {
            await _transaction.RunAsync((c, token) => WriteHistoryAsync(c, migration, token), cancellationToken).ConfigureAwait(false);
        }

        foreach (var step in migration.Steps)
        {
            _progress.Enter(migration, step);
            entries.TryGetValue(step.Number, out var entry);
            if (entry is { IsDone: true })
            {
                _progress.Report(SafeMigrationState.StepSkipped);
                await FinishHistoryAsync(migration, step, cancellationToken).ConfigureAwait(false);
                continue;
            }

            _progress.Report(SafeMigrationState.StepStarted);
            await RunStepAsync(migration, step, entry is not null, cancellationToken).ConfigureAwait(false);
            Keeper.MadeProgress();
            _progress.Report(SafeMigrationState.StepDone);
        }

        _progress.Enter(migration, null);
        _progress.Report(SafeMigrationState.MigrationDone);
        _unanswered = null;
    }

    /// <summary>Forgets which steps of a migration were done, without changing anything else.</summary>
    public Task ForgetAsync(string migrationId, CancellationToken cancellationToken) =>
        _transaction.RunAsync((c, token) => _journal.ForgetAsync(c, migrationId, null, token), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _watch.DisposeAsync().ConfigureAwait(false);
        await Keeper.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>What was committed although the connection was lost before the server's answer came is progress too.</summary>
    private void NoteProgress(PlannedMigration migration, IReadOnlyDictionary<int, JournalEntry> entries)
    {
        var reached = $"{migration.Id} {string.Join(' ', entries.Values.OrderBy(static e => e.Step).Select(static e => $"{e.Step} {e.IsDone} {e.Cursor}"))}";
        if (reached != _reached)
        {
            _reached = reached;
            Keeper.MadeProgress();
        }
    }

    private static void CheckUnchanged(PlannedMigration migration, IReadOnlyDictionary<int, JournalEntry> entries)
    {
        foreach (var entry in entries.Values.OrderBy(static e => e.Step))
        {
            var step = migration.Steps.FirstOrDefault(s => s.Number == entry.Step);
            if (step is not null && StepChecksum.Of(step) == entry.Checksum)
            {
                continue;
            }

            // A step that was begun and wrote nothing may have been mended since.
            if (!entry.IsDone && entry.Rows == 0 && entry.Cursor is null && step is not null)
            {
                continue;
            }

            throw new SafeMigrationException(
                SafeMigrationFailure.Journal,
                $"{migration.Id} was changed after a part of it had run: step {entry.Step} was \"{entry.Title}\" and is now {(step is null ? "missing" : $"\"{step.Title}\"")} (EF Core then {entry.ProductVersion}, now {EfServices.ProductVersion}). "
                + "Restore the migration and run again; or undo by hand what was done and forget it (forget " + migration.Id + "), so that it begins anew.");
        }
    }

    private async Task RunStepAsync(PlannedMigration migration, PlannedStep step, bool wasBegun, CancellationToken cancellationToken)
    {
        var run = new StepRun(migration, step, Keeper, _watch, _transaction, _journal, _options, _progress) { WasBegun = wasBegun };
        Task Finish(NpgsqlConnection connection, CancellationToken token) => FinishAsync(run, connection, token);
        async Task Begin(NpgsqlConnection connection, CancellationToken token)
        {
            await CheckPendingAsync(connection, migration, token).ConfigureAwait(false);
            await _journal.BeginAsync(connection, migration, step, token).ConfigureAwait(false);
        }

        try
        {
            switch (step)
            {
                case TransactionStep together:
                    await _transaction.RunAsync(
                        async (connection, token) =>
                        {
                            await CheckPendingAsync(connection, migration, token).ConfigureAwait(false);
                            foreach (var sql in together.Sql)
                            {
                                await using var command = connection.Command(sql);
                                await command.ExecuteNonQueryAsync(token).ConfigureAwait(false);
                            }

                            await Finish(connection, token).ConfigureAwait(false);
                        }, cancellationToken).ConfigureAwait(false);
                    break;

                case CommandStep alone:
                    await new CommandStepRunner(run, alone).RunAsync(Begin, Finish, cancellationToken).ConfigureAwait(false);
                    break;

                case HelperStep helper:
                    await _transaction.RunAsync(Begin, cancellationToken).ConfigureAwait(false);
                    await new SafeStepRunner(run, helper.Step).RunAsync(cancellationToken).ConfigureAwait(false);
                    await _transaction.RunAsync(Finish, cancellationToken).ConfigureAwait(false);
                    break;

                default:
                    throw new InvalidOperationException($"There is no step of the kind {step.GetType().Name}.");
            }
        }
        catch (PostgresException e) when (!IsLoss(e))
        {
            throw new SafeMigrationException(SafeMigrationFailure.Server, FailureMessage(migration, step, e), e);
        }
    }

    /// <summary>
    /// Other runners of migrations do not know the lock. EF Core's Migrate() locks the history from version 9 on, so that this waits for it, and is told apart by what it leaves there.
    /// </summary>
    private async Task CheckPendingAsync(NpgsqlConnection connection, PlannedMigration migration, CancellationToken cancellationToken)
    {
        if (await IsRecordedAsync(connection, migration.Id, cancellationToken).ConfigureAwait(false) == (migration.Direction == PlanDirection.Up))
        {
            throw new SafeMigrationException(
                SafeMigrationFailure.MigrationLock,
                $"Another program {(migration.Direction == PlanDirection.Up ? "applied" : "rolled back")} {migration.Id} while it was under way here: Migrate() or `dotnet ef database update`, which do not know of this run. "
                + "Nothing more was done here. Compare the database with what the migration should leave (verify), and let one program alone migrate this database.");
        }
    }

    /// <summary>The name of the history's column for the id may have been changed by the application.</summary>
    private Task<bool> IsRecordedAsync(NpgsqlConnection connection, string id, CancellationToken cancellationToken) => connection.ScalarAsync<bool>(
        $"SELECT EXISTS (SELECT FROM {_services.HistoryTable.Sql} h, pg_catalog.jsonb_each_text(pg_catalog.to_jsonb(h)) f WHERE f.value = $1)", cancellationToken, id);

    /// <summary>With the last step the migration enters the history, or leaves it.</summary>
    private async Task FinishAsync(StepRun run, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await run.FinishAsync(connection, cancellationToken).ConfigureAwait(false);
        if (run.Step == run.Migration.Steps[^1])
        {
            await WriteHistoryAsync(connection, run.Migration, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>All steps are done and the history does not say so: its row was deleted by hand, and comes back.</summary>
    private async Task FinishHistoryAsync(PlannedMigration migration, PlannedStep step, CancellationToken cancellationToken)
    {
        if (step == migration.Steps[^1])
        {
            await _transaction.RunAsync((c, token) => WriteHistoryAsync(c, migration, token), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WriteHistoryAsync(NpgsqlConnection connection, PlannedMigration migration, CancellationToken cancellationToken)
    {
        _unanswered = migration.Id;
        await using (var command = connection.Command(_services.HistorySql(migration)))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }

        if (migration.Direction == PlanDirection.Down)
        {
            await _journal.ForgetAsync(connection, migration.Id, null, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string FailureMessage(PlannedMigration migration, PlannedStep step, PostgresException e)
    {
        var where = FormattableString.Invariant($"Step {step.Number} of {migration.Steps.Length} of {migration.Id} failed ({step.Title}): {e.SqlState}: {e.MessageText}.");
        var detail = string.IsNullOrEmpty(e.Detail) ? "" : $" {e.Detail}";
        var hint = string.IsNullOrEmpty(e.Hint) ? "" : $" Hint: {e.Hint}";
        var state = step is TransactionStep ? "Nothing of this step was done" : "What this step has done so far stays and is taken up again";
        var before = step.Number == 1 ? "" : FormattableString.Invariant($"; the {step.Number - 1} before it stay done");
        return $"{where}{detail}{hint} {state}{before}. Remove the cause and run again: it goes on from there.";
    }
}
