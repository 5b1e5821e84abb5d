namespace MigrationAnalyzers.PostgresServers.Tracing;

/// <summary>Runs statements on a live server, in a <see cref="TracedSession"/> of their own, and tells what they locked, rewrote, scanned and built.</summary>
public static class LockTrace
{
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
        await using var session = await TracedSession.OpenAsync(database, before, cancellationToken).ConfigureAwait(false);
        return await session.InTransactionAsync(statements, commit, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a statement that manages its own transactions, as <see cref="TracedSession.OutsideTransactionAsync"/> does.</summary>
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
        await using var session = await TracedSession.OpenAsync(database, before, cancellationToken).ConfigureAwait(false);
        return await session.OutsideTransactionAsync(statement, blocker, cancellationToken).ConfigureAwait(false);
    }
}
