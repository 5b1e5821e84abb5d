using Npgsql;

namespace MigrationAnalyzers.PostgresServers.Tracing;

/// <summary>Runs statements on a live server and tells what they locked, rewrote, scanned and built.</summary>
public static class LockTrace
{
    private const string OwnLocks = """
        SELECT relation, mode FROM pg_locks
        WHERE pid = pg_backend_pid() AND locktype = 'relation' AND granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        """;

    // A lock that the statement waits for counts: once it is granted, a look may come too late.
    private const string LocksOfSession = """
        SELECT relation, mode FROM pg_locks
        WHERE pid = $1 AND locktype = 'relation'
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        """;

    private const string IsWaiting = "SELECT EXISTS (SELECT FROM pg_locks WHERE pid = $1 AND NOT granted)";

    private static readonly TimeSpan SampleInterval = TimeSpan.FromMilliseconds(2);

    /// <summary>
    /// Runs the statements in one transaction of a session of its own, looks after each, and commits (or rolls back). The trace ends
    /// with the first statement that fails.
    /// </summary>
    /// <param name="database">Where to run.</param>
    /// <param name="statements">One each.</param>
    /// <param name="before">Run first in the same session, outside the transaction: <c>SET timezone = ...</c>.</param>
    /// <param name="commit">False leaves the database as it was.</param>
    /// <param name="cancellationToken">Ends the session.</param>
    public static async Task<IReadOnlyList<StatementTrace>> InTransactionAsync(
        PostgresDatabase database,
        IEnumerable<string> statements,
        IEnumerable<string>? before = null,
        bool commit = true,
        CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        var messages = await PrepareAsync(connection, before, cancellationToken).ConfigureAwait(false);
        var traces = new List<StatementTrace>();
        var last = await RelationMap.CaptureAsync(connection, cancellationToken).ConfigureAwait(false);
        messages.Take();

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        foreach (var sql in statements)
        {
            if (await RunAsync(connection, sql, cancellationToken).ConfigureAwait(false) is { } error)
            {
                traces.Add(Create(sql, messages, error));
                return traces;
            }

            var trace = Create(sql, messages, error: null);
            var locks = await ReadLocksAsync(connection, OwnLocks, sessionId: null, cancellationToken).ConfigureAwait(false);
            var now = await RelationMap.CaptureAsync(connection, cancellationToken).ConfigureAwait(false);
            now.RememberDropped(last);
            traces.Add(trace with { Rewritten = [.. now.RewrittenSince(last)], Locks = Describe(locks, now) });
            last = now;
        }

        // A deferred constraint speaks here.
        if (commit && await CommitAsync(transaction, cancellationToken).ConfigureAwait(false) is { } commitError)
        {
            traces.Add(Create("COMMIT", messages, commitError));
        }

        return traces;
    }

    /// <summary>
    /// Runs a statement that manages its own transactions (CREATE INDEX CONCURRENTLY), while another session watches its locks. A third one,
    /// the blocker, holds the statement up until it has been seen waiting, so that its locks last long enough to be seen.
    /// </summary>
    /// <param name="database">Where to run.</param>
    /// <param name="statement">One.</param>
    /// <param name="blocker">What the blocker does in its transaction: <c>LOCK TABLE t IN ROW EXCLUSIVE MODE</c>; null for no blocker.</param>
    /// <param name="before">Run first in the statement's session.</param>
    /// <param name="cancellationToken">Ends the sessions.</param>
    public static async Task<StatementTrace> OutsideTransactionAsync(
        PostgresDatabase database,
        string statement,
        string? blocker = null,
        IEnumerable<string>? before = null,
        CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var observer = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        var messages = await PrepareAsync(connection, before, cancellationToken).ConfigureAwait(false);
        var first = await RelationMap.CaptureAsync(connection, cancellationToken).ConfigureAwait(false);
        messages.Take();

        var locks = new HashSet<(uint, TableLockMode)>();
        StatementError? error;
        await using (var blocking = await database.OpenAsync(cancellationToken).ConfigureAwait(false))
        {
            await using var transaction = await blocking.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            if (blocker is not null)
            {
                await RunOrThrowAsync(blocking, blocker, cancellationToken).ConfigureAwait(false);
            }

            var running = RunAsync(connection, statement, cancellationToken);
            var isBlocking = true;
            while (!running.IsCompleted)
            {
                locks.UnionWith(await ReadLocksAsync(observer, LocksOfSession, connection.ProcessID, cancellationToken).ConfigureAwait(false));
                if (isBlocking && await IsWaitingAsync(observer, connection.ProcessID, cancellationToken).ConfigureAwait(false))
                {
                    locks.UnionWith(await ReadLocksAsync(observer, LocksOfSession, connection.ProcessID, cancellationToken).ConfigureAwait(false));
                    await transaction.RollbackAsync(cancellationToken).ConfigureAwait(false);
                    isBlocking = false;
                }

                await Task.WhenAny(running, Task.Delay(SampleInterval, cancellationToken)).ConfigureAwait(false);
            }

            error = await running.ConfigureAwait(false);
        }

        var trace = Create(statement, messages, error);
        var last = await RelationMap.CaptureAsync(connection, cancellationToken).ConfigureAwait(false);
        last.RememberDropped(first);
        return trace with { Rewritten = [.. last.RewrittenSince(first)], Locks = Describe(locks, last) };
    }

    private static async Task<ServerMessages> PrepareAsync(NpgsqlConnection connection, IEnumerable<string>? before, CancellationToken cancellationToken)
    {
        foreach (var sql in before ?? [])
        {
            await RunOrThrowAsync(connection, sql, cancellationToken).ConfigureAwait(false);
        }

        await RunOrThrowAsync(connection, "SET client_min_messages = debug1", cancellationToken).ConfigureAwait(false);
        return new ServerMessages(connection);
    }

    private static StatementTrace Create(string sql, ServerMessages messages, StatementError? error)
    {
        var (texts, scanned) = messages.Take();
        return new StatementTrace { Sql = sql, Messages = [.. texts], Scanned = [.. scanned], Error = error };
    }

    private static IReadOnlyList<RelationLock> Describe(IEnumerable<(uint Oid, TableLockMode Mode)> locks, RelationMap relations) =>
        StatementTrace.Strongest(
            from held in locks
            let described = relations.Describe(held.Oid, held.Mode)
            where described is not null
            select described);

    private static async Task<StatementError?> RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        try
        {
            await RunOrThrowAsync(connection, sql, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (PostgresException e)
        {
            return new StatementError(e.SqlState, e.MessageText);
        }
    }

    private static async Task RunOrThrowAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<StatementError?> CommitAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        try
        {
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (PostgresException e)
        {
            return new StatementError(e.SqlState, e.MessageText);
        }
    }

    private static async Task<bool> IsWaitingAsync(NpgsqlConnection observer, int sessionId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(IsWaiting, observer) { Parameters = { new() { Value = sessionId } } };
        return (bool)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    private static async Task<List<(uint Oid, TableLockMode Mode)>> ReadLocksAsync(
        NpgsqlConnection connection, string query, int? sessionId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(query, connection);
        if (sessionId is { } id)
        {
            command.Parameters.Add(new() { Value = id });
        }

        var locks = new List<(uint, TableLockMode)>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            locks.Add((reader.GetFieldValue<uint>(0), TableLockModes.Parse(reader.GetString(1))));
        }

        return locks;
    }
}
