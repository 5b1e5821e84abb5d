using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MigrationAnalyzers.Runtime.Steps;

namespace MigrationAnalyzers.Runtime.Execution;

/// <summary>
/// One process at a time migrates a database: an advisory lock of the session, which ends with the session, however that ends. Those who wait ask again and again instead of
/// queueing: a queued pg_advisory_lock() is a running statement with a snapshot, and CREATE INDEX CONCURRENTLY of the holder would wait for it.
/// </summary>
internal sealed class MigrationLock
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly long _key;

    public MigrationLock(TableName historyTable) =>
        _key = BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes("MigrationAnalyzers.Runtime:" + historyTable.Sql)));

    /// <exception cref="SafeMigrationException">Somebody else keeps it for longer than the timeout.</exception>
    public async Task AcquireAsync(DatabaseSession session, TimeSpan timeout, Action<string> waiting, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        for (var pause = ShortestPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            if (await session.ScalarAsync<bool>("SELECT pg_catalog.pg_try_advisory_lock($1)", cancellationToken, _key).ConfigureAwait(false))
            {
                return;
            }

            var holder = await HolderAsync(session, cancellationToken).ConfigureAwait(false);
            if (Stopwatch.GetElapsedTime(started) >= timeout)
            {
                throw new SafeMigrationException(
                    SafeMigrationFailure.MigrationLock,
                    $"Another process migrates this database: {holder?.ToString() ?? "it has ended just now"}. Waited {timeout}. Run again when it is done, or raise MigrationLockTimeout; "
                    + "a process that hangs is ended with SELECT pg_terminate_backend(<its process id>).");
            }

            waiting($"another process migrates this database: {holder?.ToString() ?? "it has ended just now"}");
            await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whoever has the lock; null: nobody.</summary>
    public async Task<BlockingSession?> HolderAsync(DatabaseSession session, CancellationToken cancellationToken)
    {
        var (high, low) = Halves;
        var holders = await session.Connection.QueryAsync(
            $"""
            SELECT {BlockerQueries.Columns}
            FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
            WHERE l.locktype = 'advisory' AND l.granted AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
              AND l.classid = {high}::oid AND l.objid = {low}::oid AND l.objsubid = 1
            """,
            BlockerQueries.Read,
            cancellationToken).ConfigureAwait(false);
        return holders.FirstOrDefault();
    }

    /// <summary>A query whose value is the server process's id when it has the lock, and null otherwise.</summary>
    public string GuardSql
    {
        get
        {
            var (high, low) = Halves;
            return $"""
                SELECT max(pid) FROM pg_catalog.pg_locks
                WHERE locktype = 'advisory' AND granted AND pid = pg_catalog.pg_backend_pid() AND classid = {high}::oid AND objid = {low}::oid AND objsubid = 1
                """;
        }
    }

    /// <summary>A bigint key is shown in pg_locks as its high half (classid), its low half (objid) and objsubid 1.</summary>
    private (string High, string Low) Halves => (
        ((uint)(_key >> 32)).ToString(CultureInfo.InvariantCulture),
        ((uint)_key).ToString(CultureInfo.InvariantCulture));
}
