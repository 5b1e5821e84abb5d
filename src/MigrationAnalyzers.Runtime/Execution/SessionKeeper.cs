using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Execution;

/// <summary>Keeps one session with the migration lock, and makes a new one when the server went away.</summary>
internal sealed class SessionKeeper(NpgsqlConnection template, MigrationLock migrationLock, SafeMigratorOptions options, ProgressReporter progress) : IAsyncDisposable
{
    private static readonly TimeSpan ReconnectPause = TimeSpan.FromMilliseconds(500);

    /// <summary>A statement that takes the server down each time must not be sent for ever.</summary>
    private const int MostLosses = 5;

    private DatabaseSession? _session;
    private int _losses;
    private bool _wasConnected;

    public DatabaseSession Session => _session ?? throw new InvalidOperationException("There is no session yet: ConnectAsync comes first.");

    /// <summary>Another session to the same place, without the lock.</summary>
    public Task<DatabaseSession> OpenAsync(CancellationToken cancellationToken) => DatabaseSession.OpenAsync(template, options.ConnectionString, cancellationToken);

    /// <exception cref="SafeMigrationException">The server cannot be reached, or another process migrates for too long.</exception>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ConnectOnceAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (NpgsqlException e) when (_wasConnected && ServerErrors.IsConnectionLoss(e))
        {
            // While it waited for another process that migrates.
            await ReconnectAsync(e, cancellationToken).ConfigureAwait(false);
        }
        catch (NpgsqlException e)
        {
            throw Unreachable(template, options, e);
        }
    }

    /// <summary>Something was done and stays: losses are counted anew.</summary>
    public void MadeProgress() => _losses = 0;

    /// <summary>A new session with the lock. Somebody else may have had it in between, so that everything has to be looked at anew.</summary>
    /// <exception cref="SafeMigrationException">The server did not come back in time.</exception>
    public async Task ReconnectAsync(Exception loss, CancellationToken cancellationToken)
    {
        if (++_losses > MostLosses)
        {
            throw new SafeMigrationException(
                SafeMigrationFailure.Connection,
                $"The connection was lost {_losses} times in a row without progress: {loss.Message} What is executed here may be what ends it: look into the server's log. What was done stays; run again, it goes on from there.",
                loss);
        }

        var started = Stopwatch.GetTimestamp();
        progress.Report(SafeMigrationState.Reconnecting, $"the connection was lost ({loss.Message.TrimEnd('.')}); trying again for {options.ReconnectTimeout}");
        while (true)
        {
            if (Stopwatch.GetElapsedTime(started) >= options.ReconnectTimeout)
            {
                throw new SafeMigrationException(
                    SafeMigrationFailure.Connection,
                    $"The connection was lost and the server did not come back within {options.ReconnectTimeout}: {loss.Message} What was done stays; run again when the server is up, it goes on from there.",
                    loss);
            }

            try
            {
                await DisposeSessionAsync().ConfigureAwait(false);
                await ConnectOnceAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception e) when (ServerErrors.IsConnectionLoss(e) || e is SafeMigrationException { Failure: SafeMigrationFailure.Connection })
            {
                // During a failover the address may lead to a standby for a while.
                loss = e;
                await Task.Delay(ReconnectPause, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <exception cref="SafeMigrationException">The session is not the one that has the lock: something between shares sessions.</exception>
    public Task GuardAsync(CancellationToken cancellationToken) => GuardAsync(migrationLock.GuardSql, cancellationToken);

    /// <summary>The same, and sets the transaction's lock_timeout on the way: each round trip to the server makes a batch longer.</summary>
    /// <exception cref="SafeMigrationException">The session is not the one that has the lock: something between shares sessions.</exception>
    public Task GuardAsync(TimeSpan lockTimeout, CancellationToken cancellationToken)
    {
        var milliseconds = Math.Max(1, (long)lockTimeout.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        return GuardAsync($"SELECT guard.pid FROM ({migrationLock.GuardSql}) guard (pid), set_config('lock_timeout', $1, true)", cancellationToken, milliseconds);
    }

    private async Task GuardAsync(string sql, CancellationToken cancellationToken, params object[] parameters)
    {
        if (await Session.ScalarAsync<int?>(sql, cancellationToken, parameters).ConfigureAwait(false) != Session.ProcessId)
        {
            throw PoolerCheck.Shared(Session);
        }
    }

    public async ValueTask DisposeAsync() => await DisposeSessionAsync().ConfigureAwait(false);

    private async Task ConnectOnceAsync(CancellationToken cancellationToken)
    {
        await DisposeSessionAsync().ConfigureAwait(false);
        var session = await OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await PoolerCheck.CheckAsync(session, OpenAsync, cancellationToken).ConfigureAwait(false);
            await session.ApplySettingsAsync(cancellationToken).ConfigureAwait(false);
            _wasConnected = true;
            await migrationLock.AcquireAsync(
                session,
                options.MigrationLockTimeout,
                message => progress.Report(SafeMigrationState.WaitingForMigrationLock, message),
                cancellationToken).ConfigureAwait(false);
            _session = session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask DisposeSessionAsync()
    {
        if (_session is { } session)
        {
            _session = null;
            await session.DisposeAsync().ConfigureAwait(false);
        }
    }

    public static SafeMigrationException Unreachable(NpgsqlConnection template, SafeMigratorOptions options, NpgsqlException e)
    {
        var builder = new NpgsqlConnectionStringBuilder(options.ConnectionString ?? template.ConnectionString);
        return new SafeMigrationException(
            SafeMigrationFailure.Connection,
            $"The database {builder.Database} on {builder.Host}:{builder.Port} cannot be reached: {e.Message} Check the connection string, the server and the network.",
            e);
    }
}
