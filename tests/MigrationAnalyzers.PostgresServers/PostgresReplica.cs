using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace MigrationAnalyzers.PostgresServers;

/// <summary>
/// A streaming replica (hot standby) of a server, on a port and a folder of its own. It ends, and its folder goes, when it is disposed of
/// or when this process ends, in whatever way.
/// </summary>
public sealed class PostgresReplica : IAsyncDisposable
{
    /// <summary>
    /// With a replication slot, so that the primary keeps the write-ahead log for a replica that is stopped. The application name is what
    /// <c>synchronous_standby_names</c> and <c>pg_stat_replication</c> know the replica by.
    /// </summary>
    private const string BackUp = """
        LD_LIBRARY_PATH=$1 "$2" --dbname="$3" --pgdata="$folder/data" --write-recovery-conf --wal-method=stream --create-slot --slot="$4" --checkpoint=fast --no-sync
        """;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private PostgresReplica(PostgresServer primary, PostgresServer server, string name)
    {
        Primary = primary;
        Server = server;
        Name = name;
    }

    public PostgresServer Primary { get; }

    /// <summary>The replica itself, to stop and restart it.</summary>
    public PostgresServer Server { get; }

    /// <summary>The application name of its connection to the primary and the name of its replication slot there.</summary>
    public string Name { get; }

    /// <summary>The superuser's, to the database <c>postgres</c> of the replica.</summary>
    public string ConnectionString => Server.ConnectionString;

    /// <summary>Copies the primary with pg_basebackup and starts a replica of it, which takes queries when this returns.</summary>
    /// <param name="primary">A server from <see cref="PostgresServer.StartDebianAsync(int, CancellationToken)"/>. Its replication slot stays when the replica goes.</param>
    /// <param name="settings">Over those of the primary: <c>hot_standby_feedback</c>, <c>max_standby_streaming_delay</c>.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="ArgumentException">The primary's installation has no pg_basebackup, or a setting is one that the server chooses itself.</exception>
    /// <exception cref="PostgresServerException">It cannot be started.</exception>
    public static async Task<PostgresReplica> StartAsync(
        PostgresServer primary, IReadOnlyDictionary<string, string>? settings = null, CancellationToken cancellationToken = default)
    {
        var programs = primary.Installation.Programs;
        if (!programs.Contains("pg_basebackup"))
        {
            throw new ArgumentException(
                $"PostgreSQL {primary.PackageVersion} has no pg_basebackup, with which replicas are made. Start the primary with StartDebianAsync.", nameof(primary));
        }

        var name = $"replica_{Guid.NewGuid():N}";
        var server = await PostgresServer.StartAsync(
            primary.Major,
            primary.Installation,
            PostgresServerSettings.Over(primary.Settings, settings),
            BackUp,
            [
                programs.Libraries ?? "",
                Path.Combine(programs.Path, "pg_basebackup"),
                string.Create(CultureInfo.InvariantCulture, $"host=127.0.0.1 port={primary.Port} user=postgres application_name={name}"),
                name,
            ],
            cancellationToken).ConfigureAwait(false);
        return new PostgresReplica(primary, server, name);
    }

    /// <summary>The database of the same name on the replica.</summary>
    public string ConnectionStringTo(PostgresDatabase database) =>
        new NpgsqlConnectionStringBuilder(ConnectionString) { Database = database.Name }.ConnectionString;

    /// <summary>Stops applying what the primary sends; it is received all the same. Queries see the state of this moment from now on.</summary>
    /// <exception cref="PostgresServerException">Replay did not pause within 30 s: a query on the replica may hold it up.</exception>
    public async Task PauseReplayAsync(CancellationToken cancellationToken = default)
    {
        await Server.ExecuteAsync("SELECT pg_wal_replay_pause()", cancellationToken).ConfigureAwait(false);
        // The call only asks for it. Before PostgreSQL 14 nothing tells when it has happened.
        var paused = Server.Major < 14 ? "SELECT pg_is_wal_replay_paused()" : "SELECT pg_get_wal_replay_pause_state() = 'paused'";
        await WaitForAsync(paused, "pause its replay", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Applies what has been received meanwhile, and all that comes.</summary>
    public Task ResumeReplayAsync(CancellationToken cancellationToken = default) => Server.ExecuteAsync("SELECT pg_wal_replay_resume()", cancellationToken);

    /// <summary>Waits until all that is in the primary's write-ahead log at this moment has been applied here.</summary>
    /// <exception cref="PostgresServerException">It was not within 30 s: replay is paused, or a query on the replica holds it up.</exception>
    public async Task WaitUntilCaughtUpAsync(CancellationToken cancellationToken = default)
    {
        // With synchronous_commit = off even a commit that the client knows of may be in memory only, and only what is flushed is sent: the
        // flush of a commit of our own takes the earlier ones along.
        await Primary.ExecuteAsync("SET synchronous_commit = local; SELECT pg_logical_emit_message(true, 'flush', '')", cancellationToken).ConfigureAwait(false);
        var position = await Primary.ScalarAsync("SELECT pg_current_wal_flush_lsn()::text", cancellationToken).ConfigureAwait(false);
        await WaitForAsync($"SELECT pg_last_wal_replay_lsn() >= '{position}'", $"apply the write-ahead log up to {position}", cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Makes a primary of the replica. It takes writes when this returns. Stop the old primary before.</summary>
    /// <exception cref="PostgresServerException">It did not within 30 s.</exception>
    public async Task PromoteAsync(CancellationToken cancellationToken = default)
    {
        await Server.ExecuteAsync("SELECT pg_promote(false)", cancellationToken).ConfigureAwait(false);
        await WaitForAsync("SELECT NOT pg_is_in_recovery()", "become a primary", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends the replica and deletes its folder.</summary>
    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private async Task WaitForAsync(string condition, string what, CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (await Server.ScalarAsync(condition, cancellationToken).ConfigureAwait(false) is not true)
        {
            if (waited.Elapsed > Timeout)
            {
                throw new PostgresServerException($"The replica {Name} did not {what} within {Timeout.TotalSeconds} s. Its log says: {Server.Log}");
            }

            await Task.Delay(PollInterval, cancellationToken).ConfigureAwait(false);
        }
    }
}
