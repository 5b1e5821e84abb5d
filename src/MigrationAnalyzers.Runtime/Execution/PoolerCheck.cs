using Npgsql;

namespace MigrationAnalyzers.Runtime.Execution;

/// <summary>
/// Finds out whether something between this process and the server shares server sessions among clients (PgBouncer in the modes "transaction" and "statement", Odyssey, PgCat).
/// A session's advisory lock and settings would then be somebody else's.
/// </summary>
internal static class PoolerCheck
{
    /// <summary>A pooler with all of its server sessions in use lets the first client wait while the second one has its transaction open.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <exception cref="SafeMigrationException">It does.</exception>
    public static async Task CheckAsync(DatabaseSession session, Func<CancellationToken, Task<DatabaseSession>> open, CancellationToken cancellationToken)
    {
        // Whoever shares sessions hands the one that has just become free to the next who asks.
        await using var second = await open(cancellationToken).ConfigureAwait(false);
        var before = await ProcessIdAsync(session, cancellationToken).ConfigureAwait(false);
        if (before != session.ProcessId || second.ProcessId == session.ProcessId)
        {
            throw Shared(session);
        }

        try
        {
            await using var transaction = await second.Connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            var held = await ProcessIdAsync(second, cancellationToken).ConfigureAwait(false);
            var now = await ProcessIdAsync(session, cancellationToken).WaitAsync(Patience, cancellationToken).ConfigureAwait(false);
            if (held == session.ProcessId || held != second.ProcessId || now != session.ProcessId)
            {
                throw Shared(session);
            }
        }
        catch (Exception e) when (e is TimeoutException || (e is PostgresException && !ServerErrors.IsConnectionLoss(e)))
        {
            throw Shared(session, e);
        }
    }

    /// <summary>The transaction is on another server process than the lock.</summary>
    public static SafeMigrationException Shared(DatabaseSession session, Exception? inner = null) => new(
        SafeMigrationFailure.Connection,
        $"{session.Connection.Host}:{session.Connection.Port} shares server sessions among clients, as PgBouncer does with pool_mode = transaction: locks and settings of a session do not hold there. "
        + "Nothing was changed by this attempt. Connect to the server itself or to a pool with pool_mode = session (option ConnectionString, --connection).",
        inner);

    private static Task<int> ProcessIdAsync(DatabaseSession session, CancellationToken cancellationToken) =>
        session.ScalarAsync<int>("SELECT pg_catalog.pg_backend_pid()", cancellationToken);
}
