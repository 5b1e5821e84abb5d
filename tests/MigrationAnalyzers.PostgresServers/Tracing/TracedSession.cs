using Npgsql;

namespace MigrationAnalyzers.PostgresServers.Tracing;

/// <summary>One session on a live server: runs statements, one transaction after the other, and tells what they locked, rewrote, scanned and built.</summary>
public sealed class TracedSession : IAsyncDisposable
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

    private readonly PostgresDatabase _database;
    private readonly NpgsqlConnection _connection;
    private readonly ServerMessages _messages;

    private TracedSession(PostgresDatabase database, NpgsqlConnection connection, ServerMessages messages) =>
        (_database, _connection, _messages) = (database, connection, messages);

    /// <param name="database">Where to run.</param>
    /// <param name="before">Run first in the session: <c>SET timezone = ...</c>.</param>
    /// <param name="cancellationToken">Ends the session.</param>
    public static async Task<TracedSession> OpenAsync(PostgresDatabase database, IEnumerable<string>? before = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (var sql in before ?? [])
            {
                await RunOrThrowAsync(connection, sql, cancellationToken).ConfigureAwait(false);
            }

            await RunOrThrowAsync(connection, "SET client_min_messages = debug1", cancellationToken).ConfigureAwait(false);
            return new TracedSession(database, connection, new ServerMessages(connection));
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Runs the statements in one transaction, looks after each, and commits (or rolls back). The trace ends with the first statement that fails.</summary>
    /// <param name="statements">One each.</param>
    /// <param name="commit">False leaves the database as it was.</param>
    /// <param name="cancellationToken">Ends the session.</param>
    public async Task<IReadOnlyList<StatementTrace>> InTransactionAsync(IEnumerable<string> statements, bool commit = true, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(statements);
        var traces = new List<StatementTrace>();
        var last = await RelationMap.CaptureAsync(_connection, cancellationToken).ConfigureAwait(false);
        _messages.Take();

        await using var transaction = await _connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        foreach (var sql in statements)
        {
            if (await RunAsync(_connection, sql, cancellationToken).ConfigureAwait(false) is { } error)
            {
                traces.Add(Create(sql, _messages, error));
                return traces;
            }

            var trace = Create(sql, _messages, error: null);
            var locks = await ReadLocksAsync(_connection, OwnLocks, sessionId: null, cancellationToken).ConfigureAwait(false);
            var now = await RelationMap.CaptureAsync(_connection, cancellationToken).ConfigureAwait(false);
            now.RememberDropped(last);
            traces.Add(trace with { Rewritten = [.. now.RewrittenSince(last)], Locks = Describe(locks, now) });
            last = now;
        }

        // A deferred constraint speaks here.
        if (commit && await CommitAsync(transaction, cancellationToken).ConfigureAwait(false) is { } commitError)
        {
            traces.Add(Create("COMMIT", _messages, commitError));
        }

        return traces;
    }

    /// <summary>
    /// Runs a statement that manages its own transactions (CREATE INDEX CONCURRENTLY), while another session watches its locks. A third one,
    /// the blocker, holds the statement up until it has been seen waiting, so that its locks last long enough to be seen.
    /// </summary>
    /// <param name="statement">One.</param>
    /// <param name="blocker">What the blocker does in its transaction: <c>LOCK TABLE t IN ROW EXCLUSIVE MODE</c>; null for no blocker.</param>
    /// <param name="cancellationToken">Ends the sessions.</param>
    public async Task<StatementTrace> OutsideTransactionAsync(string statement, string? blocker = null, CancellationToken cancellationToken = default)
    {
        await using var observer = await _database.OpenAsync(cancellationToken).ConfigureAwait(false);
        var first = await RelationMap.CaptureAsync(_connection, cancellationToken).ConfigureAwait(false);
        _messages.Take();

        var locks = new HashSet<(uint, TableLockMode)>();
        StatementError? error;
        await using (var blocking = await _database.OpenAsync(cancellationToken).ConfigureAwait(false))
        {
            await using var transaction = await blocking.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            if (blocker is not null)
            {
                await RunOrThrowAsync(blocking, blocker, cancellationToken).ConfigureAwait(false);
            }

            var running = RunAsync(_connection, statement, cancellationToken);
            var isBlocking = true;
            while (!running.IsCompleted)
            {
                locks.UnionWith(await ReadLocksAsync(observer, LocksOfSession, _connection.ProcessID, cancellationToken).ConfigureAwait(false));
                if (isBlocking && await IsWaitingAsync(observer, _connection.ProcessID, cancellationToken).ConfigureAwait(false))
                {
                    locks.UnionWith(await ReadLocksAsync(observer, LocksOfSession, _connection.ProcessID, cancellationToken).ConfigureAwait(false));
                    await transaction.RollbackAsync(cancellationToken).ConfigureAwait(false);
                    isBlocking = false;
                }

                await Task.WhenAny(running, Task.Delay(SampleInterval, cancellationToken)).ConfigureAwait(false);
            }

            error = await running.ConfigureAwait(false);
        }

        var trace = Create(statement, _messages, error);
        var last = await RelationMap.CaptureAsync(_connection, cancellationToken).ConfigureAwait(false);
        last.RememberDropped(first);
        return trace with { Rewritten = [.. last.RewrittenSince(first)], Locks = Describe(locks, last) };
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

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
        catch (InvalidOperationException e)
        {
            // One of the statements was COMMIT: Npgsql knows that the transaction has ended, and does not ask the server.
            return new StatementError(PostgresErrorCodes.NoActiveSqlTransaction, e.Message);
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
