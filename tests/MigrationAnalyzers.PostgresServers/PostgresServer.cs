using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Npgsql;

namespace MigrationAnalyzers.PostgresServers;

/// <summary>
/// A PostgreSQL server of its own for tests, on a free port of 127.0.0.1 and on a temporary data folder. It ends, and its folder goes,
/// when it is disposed of or when this process ends, in whatever way.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<int, Lazy<Task<PostgresServer>>> SharedServers = new();

    private readonly ServerProcess _process;
    private int _databases;

    private PostgresServer(int major, PostgresInstallation installation, ImmutableDictionary<string, string> settings, ServerProcess process)
    {
        Major = major;
        Installation = installation;
        Settings = settings;
        _process = process;
        ConnectionString = new NpgsqlConnectionStringBuilder
        {
            Host = IPAddress.Loopback.ToString(),
            Port = process.Port,
            Username = "postgres",
            Database = "postgres",
            // A pooled session would outlive the test that used it, hold its settings, and keep the database from being dropped.
            Pooling = false,
            IncludeErrorDetail = true,
        }.ConnectionString;
    }

    /// <summary>The major versions that can be started, oldest first.</summary>
    public static ImmutableArray<int> Majors { get; } = [12, 13, 14, 15, 16, 17, 18];

    public int Major { get; }

    /// <summary>The version of the npm package that the programs come from, 18.4.0-beta.17; debian-15 for Debian's.</summary>
    public string PackageVersion => Installation.Version;

    /// <summary>Stays the same when the server is restarted.</summary>
    public int Port => _process.Port;

    /// <summary>Of the postmaster; another one after a restart.</summary>
    public int ProcessId => _process.Id;

    /// <summary>The superuser's, to the database <c>postgres</c>.</summary>
    public string ConnectionString { get; }

    /// <summary>What the server has written to its log.</summary>
    public string Log => _process.Log;

    /// <summary>The folder that goes when the server ends.</summary>
    internal string Folder => _process.Folder;

    internal PostgresInstallation Installation { get; }

    internal ImmutableDictionary<string, string> Settings { get; }

    /// <summary>
    /// The server of that major version that all tests of this process share; started at the first call, ended with the process. Ask it
    /// for a database with <see cref="CreateDatabaseAsync"/>.
    /// </summary>
    /// <exception cref="PostgresServerException">It cannot be started; the message says what to do.</exception>
    public static async Task<PostgresServer> SharedAsync(int major, CancellationToken cancellationToken = default)
    {
        var shared = SharedServers.GetOrAdd(major, static key => new(() => StartAsync(key, CancellationToken.None)));
        try
        {
            return await shared.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresServerException)
        {
            // The next test tries again.
            SharedServers.TryRemove(KeyValuePair.Create(major, shared));
            throw;
        }
    }

    /// <summary>Starts a server for the caller alone.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The major version is none of <see cref="Majors"/>.</exception>
    /// <exception cref="PostgresServerException">It cannot be started; the message says what to do.</exception>
    public static Task<PostgresServer> StartAsync(int major, CancellationToken cancellationToken = default) => StartAsync(major, null, cancellationToken);

    /// <summary>Starts a server for the caller alone, with settings of postgresql.conf over those that test servers have otherwise.</summary>
    /// <param name="major">One of <see cref="Majors"/>.</param>
    /// <param name="settings">By name; <see cref="PostgresServerSettings.Durable"/>, for one.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="ArgumentOutOfRangeException">The major version is none of <see cref="Majors"/>.</exception>
    /// <exception cref="ArgumentException">A setting is one that the server chooses itself: its port, addresses and folders.</exception>
    /// <exception cref="PostgresServerException">It cannot be started; the message says what to do.</exception>
    public static async Task<PostgresServer> StartAsync(int major, IReadOnlyDictionary<string, string>? settings, CancellationToken cancellationToken = default)
    {
        if (!Majors.Contains(major))
        {
            throw new ArgumentOutOfRangeException(nameof(major), major, $"Available are PostgreSQL {string.Join(", ", Majors)}.");
        }

        var all = PostgresServerSettings.Over(PostgresServerSettings.Quick, settings);
        return await StartAsync(major, await PostgresInstallation.PrepareAsync(major, cancellationToken).ConfigureAwait(false), all, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Starts Debian's own server of that major version, installed or downloaded.</summary>
    /// <exception cref="PostgresServerException">It is not to be had, or cannot be started; the message says what to do.</exception>
    public static Task<PostgresServer> StartDebianAsync(int major, CancellationToken cancellationToken = default) =>
        StartDebianAsync(major, null, cancellationToken);

    /// <summary>Starts Debian's own server, installed or downloaded, with settings of postgresql.conf over those of test servers.</summary>
    /// <exception cref="ArgumentException">A setting is one that the server chooses itself: its port, addresses and folders.</exception>
    /// <exception cref="PostgresServerException">It is not to be had, or cannot be started; the message says what to do.</exception>
    public static async Task<PostgresServer> StartDebianAsync(
        int major, IReadOnlyDictionary<string, string>? settings, CancellationToken cancellationToken = default)
    {
        var all = PostgresServerSettings.Over(PostgresServerSettings.Quick, settings);
        return await StartAsync(major, await PostgresInstallation.PrepareDebianAsync(major, cancellationToken).ConfigureAwait(false), all, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Creates an empty database with a name of its own. It is dropped when it is disposed of.</summary>
    public async Task<PostgresDatabase> CreateDatabaseAsync(CancellationToken cancellationToken = default)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");
        await ExecuteAsync($"CREATE DATABASE {name}", cancellationToken).ConfigureAwait(false);
        return new PostgresDatabase(this, name);
    }

    /// <summary>
    /// Stops the server, if it runs. Its data and its port remain for <see cref="RestartAsync"/>; after an immediate stop the last commits
    /// only of a server that was started with <see cref="PostgresServerSettings.Durable"/>.
    /// </summary>
    /// <exception cref="PostgresServerException">It did not end within 30 s.</exception>
    public Task StopAsync(PostgresShutdownMode mode = PostgresShutdownMode.Fast, CancellationToken cancellationToken = default) =>
        _process.StopAsync(
            mode switch
            {
                PostgresShutdownMode.Fast => "INT",
                PostgresShutdownMode.Immediate => "QUIT",
                _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Choose Fast or Immediate."),
            },
            cancellationToken);

    /// <summary>Starts the server again on its data and at its port, when it runs after stopping it. It takes connections when this returns.</summary>
    /// <exception cref="PostgresServerException">It did not end within 30 s, or did not start within 60 s; the message has its log.</exception>
    public async Task RestartAsync(PostgresShutdownMode mode = PostgresShutdownMode.Fast, CancellationToken cancellationToken = default)
    {
        await StopAsync(mode, cancellationToken).ConfigureAwait(false);
        await _process.StartAgainAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends the server and deletes its folder.</summary>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    /// <summary>Starts a server on a folder that a shell command fills.</summary>
    internal static async Task<PostgresServer> StartAsync(
        int major,
        PostgresInstallation installation,
        ImmutableDictionary<string, string> settings,
        string prepare,
        IReadOnlyList<string> prepareArguments,
        CancellationToken cancellationToken)
    {
        var process = await ServerProcess.StartAsync(
            (folder, port) => new ServerProcess.Plan(
                string.Create(CultureInfo.InvariantCulture, $"PostgreSQL {major}"),
                folder,
                port,
                prepare,
                prepareArguments,
                [.. installation.Programs.Command("postgres"), .. settings.ToArguments(port), "-D", Path.Combine(folder, "data")],
                "QUIT",
                IsReady),
            cancellationToken).ConfigureAwait(false);
        return new PostgresServer(major, installation, settings, process);
    }

    /// <summary>An empty folder that belongs to the server's account and goes with the server, for a tablespace.</summary>
    internal async Task<string> CreateFolderAsync(string name, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Folder, name);
        await ServiceAccount.Current.RunAsync("mkdir", [folder], cancellationToken).ConfigureAwait(false);
        return folder;
    }

    internal async Task ExecuteAsync(string sql, CancellationToken cancellationToken) =>
        await ScalarAsync(sql, cancellationToken).ConfigureAwait(false);

    /// <summary>The first column of the first row, as the superuser in the database <c>postgres</c>.</summary>
    internal async Task<object?> ScalarAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
    }

    private static Task<PostgresServer> StartAsync(
        int major, PostgresInstallation installation, ImmutableDictionary<string, string> settings, CancellationToken cancellationToken) =>
        StartAsync(major, installation, settings, """cp -a "$1" "$folder/data" """, [installation.TemplateFolder], cancellationToken);

    /// <summary>
    /// The first line of postmaster.pid is the process and the eighth its state (LOCK_FILE_LINE_PM_STATUS in PostgreSQL's pidfile.h). One
    /// that a crash has left behind is of another process. A replica is ready as soon as it takes queries (BEGIN_HOT_STANDBY).
    /// </summary>
    private static bool IsReady(ServerProcess process) =>
        process.Read("data/postmaster.pid").Split('\n') is [var id, _, _, _, _, _, _, var state, ..]
        && id == process.Id.ToString(CultureInfo.InvariantCulture)
        && state.StartsWith("ready", StringComparison.Ordinal);
}
