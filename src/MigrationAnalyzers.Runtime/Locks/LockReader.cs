using System.Collections.Immutable;
using MigrationAnalyzers.Runtime.Execution;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Locks;

/// <summary>Reads who waits for whom from pg_locks, which everybody may read, and what they do from pg_stat_activity.</summary>
internal static class LockReader
{
    /// <summary>PostgreSQL 14 has pg_locks.waitstart.</summary>
    private const int FirstWithWaitStart = 14;

    public static async Task<LockReport> ReadAsync(DatabaseSession session, CancellationToken cancellationToken)
    {
        var since = session.PostgresMajor >= FirstWithWaitStart ? "COALESCE(l.waitstart, a.query_start)" : "a.query_start";
        var nodes = await session.Connection.QueryAsync(Sql(since), Read, cancellationToken).ConfigureAwait(false);
        return new LockReport(LockForest.Of(nodes));
    }

    /// <summary>
    /// Who waits for a row waits for the transaction that wrote it, whose lock names no table: its lock on the row (tuple) does. pg_blocking_pids() is asked only about those who
    /// wait, because it stops all changes of locks for a moment.
    /// </summary>
    private static string Sql(string since) => $"""
        WITH waiting AS MATERIALIZED (
            SELECT w.pid, pg_catalog.pg_blocking_pids(w.pid) AS blockers
            FROM (SELECT DISTINCT l.pid FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid WHERE NOT l.granted AND a.datname = current_database()) w
        ), lock AS MATERIALIZED (
            SELECT l.*, CASE WHEN l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()) THEN l.relation END AS local
            FROM pg_catalog.pg_locks l
        ), wait AS (
            SELECT DISTINCT ON (w.pid) w.pid, w.blockers, l.mode, l.locktype, COALESCE(l.local, t.local) AS relation, EXTRACT(epoch FROM clock_timestamp() - {since})::float8 AS age
            FROM waiting w
            JOIN lock l ON l.pid = w.pid AND NOT l.granted
            JOIN pg_catalog.pg_stat_activity a ON a.pid = w.pid
            LEFT JOIN lock t ON t.pid = w.pid AND t.locktype = 'tuple'
            WHERE w.blockers <> '{"{}"}'
            ORDER BY w.pid, l.locktype
        ), involved AS (
            SELECT pid FROM wait UNION SELECT unnest(blockers) FROM wait
        )
        SELECT i.pid, {BlockerQueries.Details}, w.mode, w.locktype, w.relation::regclass::text, w.age, ARRAY(SELECT DISTINCT unnest(w.blockers) ORDER BY 1), h.modes, h.relations
        FROM involved i
        LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = i.pid
        LEFT JOIN wait w ON w.pid = i.pid
        CROSS JOIN LATERAL (
            SELECT array_agg(x.mode ORDER BY x.relation, x.mode) AS modes, array_agg(x.relation ORDER BY x.relation, x.mode) AS relations
            FROM (SELECT DISTINCT l.mode, l.local::regclass::text AS relation FROM lock l
                WHERE l.pid = i.pid AND l.granted AND l.locktype = 'relation' AND l.local IN (SELECT relation FROM wait)) x
        ) h
        ORDER BY a.xact_start, i.pid
        """;

    private static LockTreeNode Read(NpgsqlDataReader reader)
    {
        var session = BlockerQueries.Read(reader);
        if (session.ProcessId == 0)
        {
            session = session with { BackendType = "prepared transaction", State = "prepared" };
        }

        var wait = reader.IsDBNull(7)
            ? null
            : new LockWait(
                reader.GetString(7),
                reader.GetString(8),
                reader.IsDBNull(9) ? null : reader.GetString(9),
                reader.IsDBNull(10) ? null : TimeSpan.FromSeconds(reader.GetDouble(10)),
                [.. reader.GetFieldValue<int[]>(11)]);
        var held = reader.IsDBNull(12)
            ? []
            : reader.GetFieldValue<string[]>(12).Zip(reader.GetFieldValue<string[]>(13), static (mode, relation) => new HeldLock(mode, relation)).ToImmutableArray();
        return new LockTreeNode(session, wait, held, []);
    }
}
