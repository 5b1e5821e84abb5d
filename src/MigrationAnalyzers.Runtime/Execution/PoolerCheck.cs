using Npgsql;

namespace MigrationAnalyzers.Runtime.Execution;

/// <summary>
/// Finds out whether something between this process and the server shares server sessions among clients (PgBouncer in the modes "transaction" and "statement", Odyssey, PgCat).
/// A session's advisory lock and settings would then be somebody else's.
/// </summary>
internal static class PoolerCheck
{
    /// <summary>A pooler with all of its server sessions in use lets one client wait while another one has its transaction open.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Whoever shares sessions hands the one that has just become free to the next who asks, so that one round would do; but under the traffic of others a client may get by
    /// chance the session that it had before. Of two sessions in a pool that happens in half of the cases, at each of four questions in a round.
    /// </summary>
    private const int RoundsBehindPooler = 12;

    /// <exception cref="SafeMigrationException">It does.</exception>
    public static async Task CheckAsync(DatabaseSession session, Func<CancellationToken, Task<DatabaseSession>> open, CancellationToken cancellationToken)
    {
        // A server tells its client the process id when they connect. Poolers, which have no server session then, make one up.
        var isDirect = session.Connection.ProcessID == session.ProcessId;
        await using var second = await OpenSecondAsync(session, open, cancellationToken).ConfigureAwait(false);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var rounds = isDirect ? 1 : RoundsBehindPooler;
            for (var i = 0; i < rounds; i++)
            {
                var (holder, other) = i % 2 == 0 ? (second, session) : (session, second);
                if (!await AreSeparateAsync(holder, other, patience.Token).ConfigureAwait(false))
                {
                    throw Shared(session);
                }
            }
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Shared(session, e);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ProtocolViolation || !ServerErrors.IsConnectionLoss(e))
        {
            // PgBouncer answers BEGIN so in the mode "statement".
            throw Shared(session, e);
        }
    }

    /// <summary>The transaction is on another server process than the lock.</summary>
    public static SafeMigrationException Shared(DatabaseSession session, Exception? inner = null) => new(
        SafeMigrationFailure.Connection,
        $"{session.Connection.Host}:{session.Connection.Port} shares server sessions among clients, as PgBouncer does with pool_mode = transaction: locks and settings of a session do not hold there. "
        + "Nothing was changed by this attempt. Connect to the server itself or to a pool with pool_mode = session (option ConnectionString, --connection).",
        inner);

    private static async Task<DatabaseSession> OpenSecondAsync(DatabaseSession session, Func<CancellationToken, Task<DatabaseSession>> open, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience * 2);
        try
        {
            return await open(patience.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is OperationCanceledException or NpgsqlException { InnerException: TimeoutException })
        {
            throw new SafeMigrationException(
                SafeMigrationFailure.Connection,
                $"{session.Connection.Host}:{session.Connection.Port} gives one session and not a second one: a migration needs up to four at a time. Nothing was changed. "
                + "Connect to the server itself, or to a pool with more of them (PgBouncer: pool_size; option ConnectionString, --connection).",
                e);
        }
    }

    /// <summary>Each is on the server process that it has had from the beginning, also while the holder is in a transaction.</summary>
    private static async Task<bool> AreSeparateAsync(DatabaseSession holder, DatabaseSession other, CancellationToken cancellationToken)
    {
        if (holder.ProcessId == other.ProcessId || !await IsAtHomeAsync(other, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        await using var transaction = await holder.Connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        return await IsAtHomeAsync(holder, cancellationToken).ConfigureAwait(false) && await IsAtHomeAsync(other, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<bool> IsAtHomeAsync(DatabaseSession session, CancellationToken cancellationToken) =>
        await session.ScalarAsync<int>("SELECT pg_catalog.pg_backend_pid()", cancellationToken).ConfigureAwait(false) == session.ProcessId;
}
