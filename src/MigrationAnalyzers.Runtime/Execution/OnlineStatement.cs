using System.Runtime.ExceptionServices;

namespace MigrationAnalyzers.Runtime.Execution;

/// <summary>
/// A statement outside of a transaction that lets others read and write while it runs: nobody queues behind its lock, so it may wait without a limit. It tells
/// whom it waits for and how far it is.
/// </summary>
internal sealed class OnlineStatement(StepRun run)
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>pg_stat_progress_create_index exists since PostgreSQL 12; only index builds have a row there.</summary>
    private const string ProgressSql =
        "SELECT phase, CASE WHEN blocks_total > 0 THEN blocks_done::float8 / blocks_total END FROM pg_catalog.pg_stat_progress_create_index WHERE pid = $1";

    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await run.Keeper.GuardAsync(cancellationToken).ConfigureAwait(false);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reporting = ReportAsync(run.Keeper.Session.ProcessId, done.Token);
        var (error, _) = await run.Watch.RunAsync(
            run.Keeper.Session.ProcessId,
            () => run.Keeper.Session.ExecuteAsync(sql, cancellationToken),
            found => run.Progress.Report(SafeMigrationState.StepProgress, $"waits for {string.Join("; ", found)}"),
            cancellationToken).ConfigureAwait(false);
        await done.CancelAsync().ConfigureAwait(false);
        await reporting.ConfigureAwait(false);
        if (error is not null)
        {
            ExceptionDispatchInfo.Throw(error);
        }
    }

    /// <summary>From a session of its own; whatever goes wrong with it does not disturb the statement.</summary>
    private async Task ReportAsync(int processId, CancellationToken cancellationToken)
    {
        try
        {
            // Most statements are done sooner.
            await Task.Delay(ReportInterval, cancellationToken).ConfigureAwait(false);
            await using var session = await run.Keeper.OpenAsync(cancellationToken).ConfigureAwait(false);
            while (true)
            {
                var rows = await session.Connection.QueryAsync(
                    ProgressSql, static r => (r.GetString(0), r.IsDBNull(1) ? (double?)null : r.GetDouble(1)), cancellationToken, processId).ConfigureAwait(false);
                foreach (var (phase, fraction) in rows)
                {
                    run.Progress.Report(SafeMigrationState.StepProgress, phase, fraction);
                }

                await Task.Delay(ReportInterval, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or Npgsql.NpgsqlException or InvalidOperationException or IOException or SafeMigrationException)
        {
        }
    }
}
