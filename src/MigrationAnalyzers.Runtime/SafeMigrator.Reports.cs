using MigrationAnalyzers.Runtime.Execution;
using MigrationAnalyzers.Runtime.LiveCatalog;
using MigrationAnalyzers.Runtime.Locks;
using MigrationAnalyzers.Runtime.Planning;
using MigrationAnalyzers.Runtime.Status;

namespace MigrationAnalyzers.Runtime;

/// <content>What can be asked without changing anything: neither a lock nor the history nor the database has to be there.</content>
public sealed partial class SafeMigrator
{
    /// <summary>What <see cref="ApplyAsync"/> would do on the database as it is now. Nothing is changed, and no lock is taken.</summary>
    /// <param name="targetMigration">The last migration to apply, by id or name; null: all.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The migrations in the order in which they would be applied; empty: nothing to do.</returns>
    /// <exception cref="SafeMigrationException">There is no such migration, or the database cannot be reached.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<MigrationPlan> PlanAsync(string? targetMigration = null, CancellationToken cancellationToken = default)
    {
        CheckTarget(targetMigration);
        return PlanAsync(PlanDirection.Up, applied => _planner.PlanUp(applied, targetMigration), cancellationToken);
    }

    /// <summary>What <see cref="RollbackAsync"/> would do on the database as it is now. Nothing is changed, and no lock is taken.</summary>
    /// <param name="targetMigration">The migration to go back to, by id or name; <c>0</c>: none is left.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The migrations in the order in which they would be undone.</returns>
    /// <exception cref="SafeMigrationException">There is no such migration, one cannot be rolled back, or the database cannot be reached.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<MigrationPlan> PlanRollbackAsync(string targetMigration, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(targetMigration);
        CheckTarget(targetMigration);
        return PlanAsync(PlanDirection.Down, applied => _planner.PlanDown(applied, targetMigration, _options.AllowEmptyDown), cancellationToken);
    }

    /// <summary>Which migrations are applied, which are not, and which are half applied; and who migrates the database now.</summary>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The state of each migration.</returns>
    /// <exception cref="SafeMigrationException">The database cannot be reached.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<MigrationStatus> StatusAsync(CancellationToken cancellationToken = default)
    {
        await using var session = await OpenForReadingAsync(cancellationToken).ConfigureAwait(false);
        return await ReachingAsync(token => new StatusReader(_services, _planner).ReadAsync(session, token), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Which sessions of the database wait for a lock now, and for whom.</summary>
    /// <remarks>What other users' sessions do is told only to members of the role pg_monitor (or pg_read_all_stats).</remarks>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Who waits for whom at this moment.</returns>
    /// <exception cref="SafeMigrationException">The database cannot be reached or does not exist.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<LockReport> LocksAsync(CancellationToken cancellationToken = default)
    {
        await using var session = await OpenForReadingAsync(cancellationToken).ConfigureAwait(false);
        return session is null
            ? throw new SafeMigrationException(SafeMigrationFailure.Connection, "There is no such database yet, so nobody waits in it. Check the connection string.")
            : await ReachingAsync(token => LockReader.ReadAsync(session, token), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>How large the tables of the database are.</summary>
    /// <exception cref="SafeMigrationException">The database cannot be reached.</exception>
    internal async Task<MeasuredTables> MeasureTablesAsync(CancellationToken cancellationToken)
    {
        await using var session = await OpenAsync(cancellationToken).ConfigureAwait(false);
        return await ReachingAsync(token => TableSizeReader.ReadAsync(session.Connection, token), cancellationToken).ConfigureAwait(false);
    }

    private async Task<MigrationPlan> PlanAsync(
        PlanDirection direction, Func<IReadOnlyList<string>, System.Collections.Immutable.ImmutableArray<PlannedMigration>> plan, CancellationToken cancellationToken)
    {
        await using var session = await OpenForReadingAsync(cancellationToken).ConfigureAwait(false);
        return await ReachingAsync(
            async token =>
            {
                var applied = session is null ? [] : await _services.ReadAppliedAsync(token).ConfigureAwait(false);
                return await new PlanReader(_services, _options, session).ReadAsync(direction, plan(applied), token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Null: there is no such database yet.</summary>
    private async Task<DatabaseSession?> OpenForReadingAsync(CancellationToken cancellationToken)
    {
        var template = Template;
        try
        {
            return await DatabaseSession.OpenAsync(template, _options.ConnectionString, cancellationToken).ConfigureAwait(false);
        }
        catch (Npgsql.PostgresException e) when (e.SqlState == Npgsql.PostgresErrorCodes.InvalidCatalogName)
        {
            return null;
        }
        catch (Npgsql.NpgsqlException e)
        {
            throw SessionKeeper.Unreachable(template, _options, e);
        }
    }
}
