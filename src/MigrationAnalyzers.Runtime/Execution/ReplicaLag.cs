using System.Diagnostics;
using NpgsqlTypes;

namespace MigrationAnalyzers.Runtime.Execution;

/// <summary>
/// How far the streaming replicas are behind, in time. pg_stat_replication.replay_lag stands still while a replica does not replay, so the time is measured here: when was
/// the primary where the replica is now?
/// </summary>
internal sealed class ReplicaLag
{
    private readonly Queue<(long Time, NpgsqlLogSequenceNumber Position)> _positions = new();

    /// <summary>The slowest replica; null: none is behind.</summary>
    public async Task<(string Name, TimeSpan Lag)?> MeasureAsync(DatabaseSession session, CancellationToken cancellationToken)
    {
        var now = Stopwatch.GetTimestamp();
        var replicas = await session.Connection.QueryAsync(
            """
            SELECT pg_catalog.pg_current_wal_lsn(), COALESCE(NULLIF(application_name, ''), pid::text), replay_lsn
            FROM (SELECT 1) one LEFT JOIN pg_catalog.pg_stat_replication ON state IN ('streaming', 'catchup') AND replay_lsn IS NOT NULL
            """,
            static r => (Now: r.GetFieldValue<NpgsqlLogSequenceNumber>(0), Name: r.IsDBNull(1) ? "" : r.GetString(1), Replay: r.IsDBNull(2) ? (NpgsqlLogSequenceNumber?)null : r.GetFieldValue<NpgsqlLogSequenceNumber>(2)),
            cancellationToken).ConfigureAwait(false);
        _positions.Enqueue((now, replicas[0].Now));
        (string Name, TimeSpan Lag)? slowest = null;
        var oldest = replicas[0].Now;
        foreach (var (_, name, replay) in replicas)
        {
            if (replay is not { } position)
            {
                continue;
            }

            oldest = position < oldest ? position : oldest;

            // The first position that the replica has not reached is as old as its lag.
            foreach (var (time, reached) in _positions)
            {
                if (reached > position)
                {
                    var lag = Stopwatch.GetElapsedTime(time, now);
                    slowest = slowest is { } known && known.Lag >= lag ? known : (name, lag);
                    break;
                }
            }
        }

        while (_positions.Count > 1 && _positions.Peek().Position <= oldest)
        {
            _positions.Dequeue();
        }

        return slowest is { Lag.Ticks: > 0 } ? slowest : null;
    }
}
