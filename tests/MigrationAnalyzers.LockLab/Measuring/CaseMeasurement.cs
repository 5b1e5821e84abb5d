using MigrationAnalyzers.LockLab.Facts;
using MigrationAnalyzers.PostgresServers.Tracing;
using Npgsql;

namespace MigrationAnalyzers.LockLab.Measuring;

/// <summary>Runs one case on one server, in a database of its own, and looks at it before the transaction ends.</summary>
internal static class CaseMeasurement
{
    // Granted to the session that runs the case; catalogs have names that RelationMap does not know.
    private const string GrantedLocks = """
        SELECT relation, mode FROM pg_locks
        WHERE pid = $1 AND locktype = 'relation' AND granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        """;

    private const string IsWaiting = "SELECT EXISTS (SELECT FROM pg_locks WHERE pid = $1 AND NOT granted)";

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(5);

    /// <summary>Null when this version does not take the statements that prepare the case.</summary>
    public static async Task<Measured?> RunAsync(LockCase lockCase, CaseDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (var sql in Fixture.Statements(lockCase).Concat(lockCase.Before ?? []))
            {
                await SqlScript.ExecuteAsync(connection, sql, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (PostgresException)
        {
            return null;
        }

        await SqlScript.ExecuteAsync(connection, "set client_min_messages = debug1", cancellationToken).ConfigureAwait(false);
        return lockCase.OutsideTransaction
            ? await OutsideTransactionAsync(lockCase, database, connection, cancellationToken).ConfigureAwait(false)
            : await InTransactionAsync(lockCase, connection, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Measured> InTransactionAsync(LockCase lockCase, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var before = await RelationMap.CaptureAsync(connection, cancellationToken).ConfigureAwait(false);
        var messages = new ServerMessages(connection);
        await SqlScript.ExecuteAsync(connection, "begin", cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (var sql in lockCase.Ddl)
            {
                await SqlScript.ExecuteAsync(connection, sql, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (PostgresException e)
        {
            return Measured.Failure(e.MessageText);
        }

        var (texts, _) = messages.Take();
        var locks = await ReadLocksAsync(connection, connection.ProcessID, cancellationToken).ConfigureAwait(false);
        var after = await RelationMap.CaptureAsync(connection, cancellationToken).ConfigureAwait(false);
        return Measured.Create(locks, after, after.RewrittenSince(before), texts);
    }

    private static async Task<Measured> OutsideTransactionAsync(
        LockCase lockCase, CaseDatabase database, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var blocker = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var observer = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        var before = await RelationMap.CaptureAsync(observer, cancellationToken).ConfigureAwait(false);
        await SqlScript.ExecuteAsync(blocker, "begin; " + (lockCase.Blocker ?? Fixture.DefaultBlocker), cancellationToken).ConfigureAwait(false);

        var messages = new ServerMessages(connection);
        List<(uint, TableLockMode)> locks = [];
        RelationMap? whileWaiting = null;
        var running = RunAllAsync(connection, lockCase.Ddl, cancellationToken);
        while (!running.IsCompleted && whileWaiting is null)
        {
            if (await IsWaitingAsync(observer, connection.ProcessID, cancellationToken).ConfigureAwait(false))
            {
                locks = await ReadLocksAsync(observer, connection.ProcessID, cancellationToken).ConfigureAwait(false);
                whileWaiting = await RelationMap.CaptureAsync(observer, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await Task.WhenAny(running, Task.Delay(PollInterval, cancellationToken)).ConfigureAwait(false);
            }
        }

        await SqlScript.ExecuteAsync(blocker, "rollback", cancellationToken).ConfigureAwait(false);
        if (await running.ConfigureAwait(false) is { } error)
        {
            return Measured.Failure(error);
        }

        var (texts, _) = messages.Take();
        var after = await RelationMap.CaptureAsync(observer, cancellationToken).ConfigureAwait(false);
        return Measured.Create(locks, whileWaiting ?? after, after.RewrittenSince(before), texts);
    }

    private static async Task<string?> RunAllAsync(NpgsqlConnection connection, string[] statements, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var sql in statements)
            {
                await SqlScript.ExecuteAsync(connection, sql, cancellationToken).ConfigureAwait(false);
            }

            return null;
        }
        catch (PostgresException e)
        {
            return e.MessageText;
        }
    }

    private static async Task<bool> IsWaitingAsync(NpgsqlConnection observer, int sessionId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(IsWaiting, observer) { Parameters = { new() { Value = sessionId } } };
        return (bool)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    private static async Task<List<(uint Oid, TableLockMode Mode)>> ReadLocksAsync(
        NpgsqlConnection connection, int sessionId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(GrantedLocks, connection) { Parameters = { new() { Value = sessionId } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var locks = new List<(uint, TableLockMode)>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            locks.Add((reader.GetFieldValue<uint>(0), TableLockModes.Parse(reader.GetString(1))));
        }

        return locks;
    }
}
