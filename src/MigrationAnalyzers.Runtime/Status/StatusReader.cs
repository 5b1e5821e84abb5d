using System.Collections.Immutable;
using MigrationAnalyzers.Runtime.Execution;
using MigrationAnalyzers.Runtime.Planning;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Status;

/// <summary>Lays history, journal and the program's migrations beside each other.</summary>
internal sealed class StatusReader(EfServices services, MigrationPlanner planner)
{
    private readonly Journal _journal = new(services.JournalTable);

    /// <param name="session">Null: there is no database yet.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<MigrationStatus> ReadAsync(DatabaseSession? session, CancellationToken cancellationToken)
    {
        if (session is null)
        {
            return new MigrationStatus(false, [], [.. services.Ids], [], [], null);
        }

        var inHistory = await services.ReadAppliedAsync(cancellationToken).ConfigureAwait(false);
        var applied = inHistory.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var known = services.Ids.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new MigrationStatus(
            true,
            [.. services.Ids.Where(applied.Contains)],
            [.. services.Ids.Where(id => !applied.Contains(id))],
            await ReadHalfAppliedAsync(session.Connection, applied, known, cancellationToken).ConfigureAwait(false),
            [.. inHistory.Where(id => !known.Contains(id))],
            await new MigrationLock(services.HistoryTable).HolderAsync(session, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The journal also keeps what was done of applied migrations.</summary>
    private async Task<ImmutableArray<HalfAppliedMigration>> ReadHalfAppliedAsync(
        NpgsqlConnection connection, HashSet<string> applied, HashSet<string> known, CancellationToken cancellationToken)
    {
        if (!await _journal.ExistsAsync(connection, cancellationToken).ConfigureAwait(false))
        {
            return [];
        }

        var result = ImmutableArray.CreateBuilder<HalfAppliedMigration>();
        foreach (var (id, direction, _, done) in await _journal.ReadMigrationsAsync(connection, cancellationToken).ConfigureAwait(false))
        {
            if (applied.Contains(id) == (direction == PlanDirection.Up))
            {
                continue;
            }

            var entries = await _journal.ReadAsync(connection, id, direction, cancellationToken).ConfigureAwait(false);
            var steps = known.Contains(id) ? StepCount(id, direction) : null;
            var current = entries.Values.Where(static e => !e.IsDone).MinBy(static e => e.Step)?.Title;
            result.Add(new HalfAppliedMigration(id, direction == PlanDirection.Down, done, steps, current, entries.Values.Sum(static e => e.Rows)));
        }

        return result.ToImmutable();
    }

    private int? StepCount(string id, PlanDirection direction)
    {
        try
        {
            return (direction == PlanDirection.Up ? planner.PlanUp(id) : planner.PlanDown(id, allowEmptyDown: true)).Steps.Length;
        }
        catch (SafeMigrationException)
        {
            // Its Up throws: that is said when it is to run.
            return null;
        }
    }
}
