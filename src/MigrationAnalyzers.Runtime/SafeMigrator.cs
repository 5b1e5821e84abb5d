using System.Collections.Immutable;
using MigrationAnalyzers.Runtime.Execution;
using MigrationAnalyzers.Runtime.Planning;
using MigrationAnalyzers.Runtime.Preflight;
using MigrationAnalyzers.Runtime.Verification;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace MigrationAnalyzers.Runtime;

/// <summary>
/// Applies migrations to a PostgreSQL database that is in use. Unlike <c>Migrate()</c> it waits for locks only briefly and tries again, executes the safe forms of
/// <see cref="SafeMigrationBuilderExtensions"/> step by step, keeps a journal and goes on where an earlier run ended, lets one process migrate at a time without holding a lock on a table,
/// and looks at the database before it begins.
/// </summary>
/// <remarks>Not for concurrent use: one call at a time, as with a DbContext.</remarks>
public sealed partial class SafeMigrator
{
    private readonly DbContext _context;
    private readonly SafeMigratorOptions _options;
    private readonly EfServices _services;
    private readonly MigrationPlanner _planner;

    /// <summary>A migrator for the migrations of a DbContext. Nothing is asked of the server yet.</summary>
    /// <param name="context">Configured with UseNpgsql. Its connection string is used; its connection is used only to read the history.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is null.</exception>
    /// <exception cref="SafeMigrationException">The context is not one of PostgreSQL.</exception>
    public SafeMigrator(DbContext context, SafeMigratorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        _context = context;
        _options = options ?? new SafeMigratorOptions();
        _services = new EfServices(context);
        _planner = new MigrationPlanner(_services);
    }

    /// <summary>Applies the migrations that are not applied yet. A run that was interrupted is taken up where it ended.</summary>
    /// <param name="targetMigration">The last migration to apply, by id or name; null: all.</param>
    /// <param name="progress">Told what goes on; called from any thread.</param>
    /// <param name="cancellationToken">Ends the work; a transaction under way is rolled back.</param>
    /// <returns>The ids of the migrations that this call applied; empty when there was nothing to do.</returns>
    /// <exception cref="SafeMigrationException">Something speaks against it or went wrong; the message says what to do.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<IReadOnlyList<string>> ApplyAsync(
        string? targetMigration = null, IProgress<SafeMigrationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        CheckTarget(targetMigration);
        var reporter = new ProgressReporter(progress);
        reporter.Report(SafeMigrationState.Preparing, "connecting");
        await ReachingAsync(_services.CreateDatabaseIfMissingAsync, cancellationToken).ConfigureAwait(false);
        return await RunAsync(applied => _planner.PlanUp(applied, targetMigration), SeedAsync, reporter, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Undoes the migrations after the target, the last one first, by their Down methods.</summary>
    /// <param name="targetMigration">The migration to go back to, by id or name; <c>0</c>: none is left.</param>
    /// <param name="progress">Told what goes on; called from any thread.</param>
    /// <param name="cancellationToken">Ends the work; a transaction under way is rolled back.</param>
    /// <returns>The ids of the migrations that this call rolled back.</returns>
    /// <exception cref="SafeMigrationException">Something speaks against it or went wrong; the message says what to do.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<IReadOnlyList<string>> RollbackAsync(
        string targetMigration, IProgress<SafeMigrationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(targetMigration);
        CheckTarget(targetMigration);
        return await RunAsync(
            applied => _planner.PlanDown(applied, targetMigration, _options.AllowEmptyDown), static (_, _) => Task.CompletedTask, new ProgressReporter(progress), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Forgets which steps of a half applied migration were done, so that it begins anew. The database is not changed otherwise: undo by hand what was done before.</summary>
    /// <param name="migration">Its id or name.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="SafeMigrationException">There is no such migration, it is applied, or the database cannot be reached.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task ForgetAsync(string migration, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(migration);
        CheckTarget(migration);
        var id = _planner.FindId(migration);
        await using var run = NewRun(new ProgressReporter(null));
        await ReachingAsync(run.Keeper.ConnectAsync, cancellationToken).ConfigureAwait(false);
        await ReachingAsync(run.PrepareAsync, cancellationToken).ConfigureAwait(false);
        var applied = await _services.ReadAppliedAsync(cancellationToken).ConfigureAwait(false);
        if (applied.Contains(id, StringComparer.OrdinalIgnoreCase))
        {
            throw new SafeMigrationException(SafeMigrationFailure.Usage, $"{id} is applied: there is nothing half done to forget. rollback undoes it.");
        }

        await ReachingAsync(token => run.ForgetAsync(id, token), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Looks at the server and at the migrations that would be applied, with the real sizes of the tables. Nothing is changed.</summary>
    /// <param name="targetMigration">The last migration to look at, by id or name; null: all that are not applied.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>What was found, and whether it would keep the migrations from being applied.</returns>
    /// <exception cref="SafeMigrationException">The database cannot be reached, or there is no such migration.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<PreflightReport> PreflightAsync(string? targetMigration = null, CancellationToken cancellationToken = default)
    {
        CheckTarget(targetMigration);
        return PreflightAsync(applied => _planner.PlanUp(applied, targetMigration), cancellationToken);
    }

    /// <summary>The same for a rollback.</summary>
    /// <param name="targetMigration">The migration to go back to, by id or name; <c>0</c>: none would be left.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>What was found, and whether it would keep the migrations from being applied.</returns>
    /// <exception cref="SafeMigrationException">The database cannot be reached, or there is no such migration.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<PreflightReport> PreflightRollbackAsync(string targetMigration, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(targetMigration);
        CheckTarget(targetMigration);
        return PreflightAsync(applied => _planner.PlanDown(applied, targetMigration, _options.AllowEmptyDown), cancellationToken);
    }

    /// <summary>Compares the database with the migrations and the model: migrations changed after they were applied, invalid indexes, constraints that are NOT VALID, tables, columns, keys and indexes.</summary>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The differences; none: the database is as the migrations and the model say.</returns>
    /// <exception cref="SafeMigrationException">The database cannot be reached.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<VerificationReport> VerifyAsync(CancellationToken cancellationToken = default)
    {
        await using var session = await OpenAsync(cancellationToken).ConfigureAwait(false);
        var applied = await ReachingAsync(_services.ReadAppliedAsync, cancellationToken).ConfigureAwait(false);
        return await ReachingAsync(token => VerifyAsync(session, applied, token), cancellationToken).ConfigureAwait(false);
    }

    private async Task<VerificationReport> VerifyAsync(DatabaseSession session, IReadOnlyList<string> applied, CancellationToken cancellationToken)
    {
        var (differences, compared) = await new MigrationVerifier(_services, _planner).VerifyAsync(session.Connection, applied, cancellationToken).ConfigureAwait(false);
        differences.AddRange(await CatalogVerifier.VerifyAsync(session.Connection, cancellationToken).ConfigureAwait(false));
        differences.AddRange(await new ModelVerifier(_context, _services).VerifyAsync(session.Connection, cancellationToken).ConfigureAwait(false));
        return new VerificationReport(differences, applied.Count, compared);
    }

    private async Task<PreflightReport> PreflightAsync(Func<IReadOnlyList<string>, ImmutableArray<PlannedMigration>> plan, CancellationToken cancellationToken)
    {
        await using var session = await OpenAsync(cancellationToken).ConfigureAwait(false);
        var applied = await ReachingAsync(_services.ReadAppliedAsync, cancellationToken).ConfigureAwait(false);
        return await ReachingAsync(token => new PreflightRun(_services, _options).LookAsync(session.Connection, plan(applied), token), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A session that only looks.</summary>
    private Task<DatabaseSession> OpenAsync(CancellationToken cancellationToken) =>
        ReachingAsync(token => DatabaseSession.OpenAsync(Template, _options.ConnectionString, token), cancellationToken);

    private async Task<IReadOnlyList<string>> RunAsync(
        Func<IReadOnlyList<string>, ImmutableArray<PlannedMigration>> plan, Func<bool, CancellationToken, Task> seed, ProgressReporter reporter, CancellationToken cancellationToken)
    {
        await using var run = NewRun(reporter);
        await ReachingAsync(run.Keeper.ConnectAsync, cancellationToken).ConfigureAwait(false);
        var done = await ReachingAsync(token => RunPlansAsync(run, plan, reporter, token), cancellationToken).ConfigureAwait(false);

        // Still under the migration lock, as with Migrate().
        await seed(done.Count > 0, cancellationToken).ConfigureAwait(false);
        return done;
    }

    /// <summary>
    /// Plans with the lock: whoever had it before may have applied migrations. When the connection is lost, it is planned anew: somebody else may have had the lock in between, and a new primary
    /// may lack what the old one had not sent.
    /// </summary>
    private async Task<IReadOnlyList<string>> RunPlansAsync(
        MigrationRun run, Func<IReadOnlyList<string>, ImmutableArray<PlannedMigration>> plan, ProgressReporter reporter, CancellationToken cancellationToken)
    {
        var done = new List<string>();
        var isLookedAt = !_options.Preflight;
        while (true)
        {
            try
            {
                await run.PrepareAsync(cancellationToken).ConfigureAwait(false);
                var migrations = plan(await _services.ReadAppliedAsync(cancellationToken).ConfigureAwait(false));
                if (run.TakeUnanswered() is { } id && migrations.All(m => m.Id != id))
                {
                    done.Add(id);
                }

                if (!isLookedAt)
                {
                    await LookAsync(run, migrations, reporter, cancellationToken).ConfigureAwait(false);
                    isLookedAt = true;
                }

                foreach (var migration in migrations)
                {
                    await run.RunAsync(migration, cancellationToken).ConfigureAwait(false);
                    done.Add(migration.Id);
                }

                return done;
            }
            catch (Exception e) when (run.IsLoss(e))
            {
                await run.Keeper.ReconnectAsync(e, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task LookAsync(MigrationRun run, ImmutableArray<PlannedMigration> migrations, ProgressReporter reporter, CancellationToken cancellationToken)
    {
        var report = await new PreflightRun(_services, _options).LookAsync(run.Keeper.Session.Connection, migrations, cancellationToken).ConfigureAwait(false);
        foreach (var finding in report.Findings.Where(static f => f.Severity != PreflightSeverity.Info))
        {
            reporter.Report(SafeMigrationState.PreflightFinding, $"{finding.Id}: {finding.MigrationId} {finding.Message}");
        }

        if (report.IsBlocked)
        {
            throw PreflightRun.Refusal(report);
        }
    }

    /// <summary>What UseAsyncSeeding or UseSeeding configured (EF Core 9); the first of them, where both are there.</summary>
    private async Task SeedAsync(bool isMigrated, CancellationToken cancellationToken)
    {
#if NET10_0_OR_GREATER
        var core = _context.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>();
        if (core?.AsyncSeeder is { } seedAsync)
        {
            await seedAsync(_context, isMigrated, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            core?.Seeder?.Invoke(_context, isMigrated);
        }
#else
        await Task.CompletedTask.ConfigureAwait(false);
#endif
    }

    private MigrationRun NewRun(ProgressReporter reporter) => new(_services, Template, _options, reporter);

    private NpgsqlConnection Template =>
        _context.Database.GetDbConnection() as NpgsqlConnection
            ?? throw new SafeMigrationException(SafeMigrationFailure.Usage, $"The connection of {_context.GetType().Name} is no NpgsqlConnection: a wrapped connection cannot be copied. Give the option ConnectionString and configure the context with UseNpgsql(connection string).");

    private static void CheckTarget(string? target)
    {
        if (target is not null && string.IsNullOrWhiteSpace(target))
        {
            throw new ArgumentException("The name of a migration is expected, as in 20240131120000_AddIndex or AddIndex.", nameof(target));
        }
    }

    private async Task ReachingAsync(Func<CancellationToken, Task> action, CancellationToken cancellationToken) =>
        await ReachingAsync(
            async token =>
            {
                await action(token).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);

    /// <summary>Whatever goes wrong with the server is told as what the caller can do about it.</summary>
    private async Task<T> ReachingAsync<T>(Func<CancellationToken, Task<T>> action, CancellationToken cancellationToken)
    {
        try
        {
            return await action(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (SafeMigrationException or OperationCanceledException) && ServerErrors.OfNpgsql(e) is not null)
        {
            // EF Core and its execution strategy wrap what Npgsql throws.
            var error = ServerErrors.OfNpgsql(e)!;
            throw error is PostgresException server && !ServerErrors.IsConnectionLoss(server) && server.SqlState[..2] is not ("28" or "3D")
                ? new SafeMigrationException(SafeMigrationFailure.Server, $"The server gave an error: {server.SqlState}: {server.MessageText}. {server.Detail} {server.Hint}".TrimEnd(), e)
                : new SafeMigrationException(
                    SafeMigrationFailure.Connection,
                    $"The database cannot be reached, or went away: {(error as PostgresException)?.MessageText ?? error.Message}. Check the connection string of {_context.GetType().Name}, the server and the network.",
                    e);
        }
    }
}
