using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace MigrationAnalyzers.PostgresServers;

/// <summary>
/// A PostgreSQL server of its own for tests, on a free port of 127.0.0.1 and on a temporary data folder. It ends, and its folder goes,
/// when it is disposed of or when this process ends, in whatever way.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>
    /// Ignores Ctrl-C and waits for its standard input to end, which happens even when the tests are killed. SIGQUIT is sent until the
    /// server is gone: one that has only just started does not listen yet.
    /// </summary>
    private const string Script = """
        trap : HUP INT TERM PIPE
        umask 077
        folder=$1 template=$2
        shift 2
        mkdir -p "$folder" && cp -a "$template" "$folder/data" || { rm -rf "$folder"; exit 1; }
        "$@" -D "$folder/data" >"$folder/log" 2>&1 &
        pid=$!
        echo "$pid"
        read -r _
        while kill -QUIT "$pid" 2>/dev/null; do sleep 0.05; done
        rm -rf "$folder"
        """;

    private const int PortAttempts = 5;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);
    private static readonly ConcurrentDictionary<int, Lazy<Task<PostgresServer>>> SharedServers = new();

    private readonly Process _shell;
    private readonly string _folder;
    private int _databases;

    private PostgresServer(int major, string version, int port, Process shell, int processId, string folder)
    {
        Major = major;
        PackageVersion = version;
        Port = port;
        ProcessId = processId;
        _shell = shell;
        _folder = folder;
        ConnectionString = new NpgsqlConnectionStringBuilder
        {
            Host = IPAddress.Loopback.ToString(),
            Port = port,
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

    /// <summary>The version of the npm package that the programs come from: 18.4.0-beta.17.</summary>
    public string PackageVersion { get; }

    public int Port { get; }

    /// <summary>Of the postmaster.</summary>
    public int ProcessId { get; }

    /// <summary>The superuser's, to the database <c>postgres</c>.</summary>
    public string ConnectionString { get; }

    /// <summary>What the server has written to its log.</summary>
    public string Log => ReadLog(_folder);

    /// <summary>The folder that goes when the server ends.</summary>
    internal string Folder => _folder;

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
    public static async Task<PostgresServer> StartAsync(int major, CancellationToken cancellationToken = default)
    {
        if (!Majors.Contains(major))
        {
            throw new ArgumentOutOfRangeException(nameof(major), major, $"Available are PostgreSQL {string.Join(", ", Majors)}.");
        }

        return await StartAsync(major, await PostgresInstallation.PrepareAsync(major, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Starts Debian's own server of that major version, where it is installed.</summary>
    /// <exception cref="PostgresServerException">It is not installed, or cannot be started; the message says what to do.</exception>
    public static async Task<PostgresServer> StartDebianAsync(int major, CancellationToken cancellationToken = default) =>
        await StartAsync(major, await PostgresInstallation.PrepareDebianAsync(major, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    private static async Task<PostgresServer> StartAsync(int major, PostgresInstallation installation, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var server = await LaunchAsync(major, installation, cancellationToken).ConfigureAwait(false);
            try
            {
                await server.WaitUntilReadyAsync(cancellationToken).ConfigureAwait(false);
                return server;
            }
            catch (PostgresServerException) when (attempt < PortAttempts && server.Log.Contains("could not bind", StringComparison.Ordinal))
            {
                // Somebody took the port between our look and the server's start.
                await server.DisposeAsync().ConfigureAwait(false);
            }
            catch
            {
                await server.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    /// <summary>Creates an empty database with a name of its own. It is dropped when it is disposed of.</summary>
    public async Task<PostgresDatabase> CreateDatabaseAsync(CancellationToken cancellationToken = default)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");
        await ExecuteAsync($"CREATE DATABASE {name}", cancellationToken).ConfigureAwait(false);
        return new PostgresDatabase(this, name);
    }

    /// <summary>An empty folder that belongs to the server's account and goes with the server, for a tablespace.</summary>
    internal async Task<string> CreateFolderAsync(string name, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(_folder, name);
        await ServiceAccount.Current.RunAsync("mkdir", [folder], cancellationToken).ConfigureAwait(false);
        return folder;
    }

    /// <summary>Ends the server and deletes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        using var timeout = new CancellationTokenSource(StopTimeout);
        try
        {
            await _shell.WaitForExitAsync(timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw new PostgresServerException($"PostgreSQL {Major} (process {ProcessId}) did not end within {StopTimeout.TotalSeconds} s. Its folder: {_folder}.");
        }
        finally
        {
            _shell.Dispose();
        }
    }

    internal async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<PostgresServer> LaunchAsync(int major, PostgresInstallation installation, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(PostgresInstallation.CacheFolder, "servers", $"{Environment.ProcessId}-{Guid.NewGuid():N}");
        var port = FindFreePort();
        var startInfo = ServiceAccount.Current.CreateStartInfo(
            "/bin/sh",
            ["-c", Script, "postgres-server", folder, installation.TemplateFolder, installation.PostgresProgram, .. Settings(port)]);
        var shell = ServiceAccount.Start(startInfo);
        var line = await shell.StandardOutput.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        if (!int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var processId))
        {
            var error = await shell.StandardError.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            shell.Dispose();
            throw new PostgresServerException($"PostgreSQL {major} could not be started in {folder}: {error}");
        }

        return new PostgresServer(major, installation.Version, port, shell, processId, folder);
    }

    private static IEnumerable<string> Settings(int port)
    {
        string[] settings =
        [
            string.Create(CultureInfo.InvariantCulture, $"port={port}"),
            $"listen_addresses={IPAddress.Loopback}",
            "unix_socket_directories=",
            "shared_buffers=16MB",
            "max_connections=50",
            // The data need not survive a crash.
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            // A vacuum at the wrong moment would show up in lock traces and waits.
            "autovacuum=off",
            "jit=off",
            "timezone=UTC",
            "log_timezone=UTC",
        ];
        return settings.SelectMany(setting => new[] { "-c", setting });
    }

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (!IsReady())
        {
            if (HasEnded() || waited.Elapsed > StartTimeout)
            {
                throw new PostgresServerException(
                    $"PostgreSQL {Major} did not start (waited {waited.Elapsed.TotalSeconds:F1} s). Its log says: {Log}");
            }

            await Task.Delay(PollInterval, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The eighth line of postmaster.pid is the state (LOCK_FILE_LINE_PM_STATUS in PostgreSQL's miscadmin.h).</summary>
    private bool IsReady()
    {
        try
        {
            return File.ReadLines(Path.Combine(_folder, "data", "postmaster.pid")).ElementAtOrDefault(7)?.StartsWith("ready", StringComparison.Ordinal) == true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>An ended postmaster stays a zombie (Z) until the shell, which waits for us, asks for its exit code.</summary>
    private bool HasEnded()
    {
        try
        {
            var status = File.ReadAllText($"/proc/{ProcessId}/stat");
            return status[status.LastIndexOf(')')..].StartsWith(") Z", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static string ReadLog(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "log"));
        }
        catch (IOException)
        {
            return "";
        }
    }
}
