using System.Collections.Immutable;
using System.Globalization;
using Npgsql;

namespace MigrationAnalyzers.PostgresServers;

/// <summary>
/// A PgBouncer before a server, on a free port of 127.0.0.1. It trusts everybody, and it knows all databases and roles of the server. It
/// ends, and its folder goes, when it is disposed of or when this process ends, in whatever way.
/// </summary>
public sealed class PgBouncer : IAsyncDisposable
{
    private static readonly string[] PoolModes = ["transaction", "session", "statement"];
    private static readonly string[] Own = ["listen_addr", "listen_port", "unix_socket_dir", "auth_type", "auth_file", "auth_user", "pool_mode", "logfile", "pidfile", "user"];

    private readonly ServerProcess _process;

    private PgBouncer(PostgresServer server, string poolMode, ServerProcess process)
    {
        Server = server;
        PoolMode = poolMode;
        _process = process;
        ConnectionString = Through(server.ConnectionString);
    }

    public PostgresServer Server { get; }

    /// <summary>transaction, session or statement.</summary>
    public string PoolMode { get; }

    public int Port => _process.Port;

    public int ProcessId => _process.Id;

    /// <summary>The superuser's, to the database <c>postgres</c>, through PgBouncer.</summary>
    public string ConnectionString { get; }

    /// <summary>What PgBouncer has written to its log.</summary>
    public string Log => _process.Log;

    /// <summary>Starts Debian's PgBouncer, installed or downloaded.</summary>
    /// <param name="server">Where to connect to.</param>
    /// <param name="poolMode">When a session of the server goes back to the pool: <c>transaction</c>, <c>session</c> or <c>statement</c>.</param>
    /// <param name="settings">Of pgbouncer.ini: <c>default_pool_size</c>, <c>server_reset_query</c>, <c>query_wait_timeout</c>.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="ArgumentException">There is no such mode, or a setting is one that is chosen here.</exception>
    /// <exception cref="PostgresServerException">It is not to be had, or cannot be started; the message says what to do.</exception>
    public static async Task<PgBouncer> StartAsync(
        PostgresServer server, string poolMode, IReadOnlyDictionary<string, string>? settings = null, CancellationToken cancellationToken = default)
    {
        if (!PoolModes.Contains(poolMode, StringComparer.Ordinal))
        {
            throw new ArgumentException($"PgBouncer has no pool mode '{poolMode}'. Choose {string.Join(", ", PoolModes)}.", nameof(poolMode));
        }

        if (settings?.Keys.FirstOrDefault(name => Own.Contains(name, StringComparer.Ordinal)) is { } own)
        {
            throw new ArgumentException($"The setting {own} is chosen by the test server itself. Leave it out.", nameof(settings));
        }

        var programs = await DebianPackages.FindAsync(["pgbouncer"], "/usr/sbin", "pgbouncer", cancellationToken).ConfigureAwait(false);
        var process = await ServerProcess.StartAsync(
            (folder, port) => new ServerProcess.Plan(
                $"PgBouncer ({poolMode})",
                folder,
                port,
                """printf %s "$1" >"$folder/pgbouncer.ini" && printf '"postgres" ""\n' >"$folder/users" """,
                [Configure(server, poolMode, settings ?? ImmutableDictionary<string, string>.Empty, folder, port)],
                [.. programs.Command("pgbouncer"), Path.Combine(folder, "pgbouncer.ini")],
                "TERM",
                // Written after it listens (main.c).
                running => running.Log.Contains("process up: ", StringComparison.Ordinal)),
            cancellationToken).ConfigureAwait(false);
        return new PgBouncer(server, poolMode, process);
    }

    /// <summary>The database through PgBouncer.</summary>
    public string ConnectionStringTo(PostgresDatabase database) => Through(database.ConnectionString);

    /// <summary>Ends PgBouncer with all its connections.</summary>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static string Configure(PostgresServer server, string poolMode, IReadOnlyDictionary<string, string> settings, string folder, int port)
    {
        string[] lines =
        [
            "[databases]",
            string.Create(CultureInfo.InvariantCulture, $"* = host=127.0.0.1 port={server.Port}"),
            "[pgbouncer]",
            "listen_addr = 127.0.0.1",
            string.Create(CultureInfo.InvariantCulture, $"listen_port = {port}"),
            "unix_socket_dir =",
            "auth_type = trust",
            $"auth_file = {folder}/users",
            // Roles that are not in the file are looked up with this one.
            "auth_user = postgres",
            $"pool_mode = {poolMode}",
            .. settings.Select(setting => $"{setting.Key} = {setting.Value}"),
            "",
        ];
        return string.Join('\n', lines);
    }

    private string Through(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString) { Port = Port }.ConnectionString;
}
