using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace MigrationAnalyzers.PostgresServers;

/// <summary>
/// Settings that test servers start with. They stand on the command line, so that <c>ALTER SYSTEM</c> does not change the ones that are
/// named here.
/// </summary>
public static class PostgresServerSettings
{
    private static readonly string[] Own = ["port", "listen_addresses", "unix_socket_directories", "data_directory"];

    /// <summary>PostgreSQL's own values of what test servers turn off for speed: a commit is on the disk, and autovacuum works.</summary>
    public static ImmutableDictionary<string, string> Durable { get; } = ImmutableDictionary.CreateRange(
        StringComparer.OrdinalIgnoreCase,
        new Dictionary<string, string>
        {
            ["fsync"] = "on",
            ["synchronous_commit"] = "on",
            ["full_page_writes"] = "on",
            ["autovacuum"] = "on",
        });

    /// <summary>For tests: quick, small, and nothing happens that no test asked for.</summary>
    internal static ImmutableDictionary<string, string> Quick { get; } = ImmutableDictionary.CreateRange(
        StringComparer.OrdinalIgnoreCase,
        new Dictionary<string, string>
        {
            ["shared_buffers"] = "16MB",
            ["max_connections"] = "50",
            // The data need not survive a crash.
            ["fsync"] = "off",
            ["synchronous_commit"] = "off",
            ["full_page_writes"] = "off",
            // A vacuum at the wrong moment would show up in lock traces and waits.
            ["autovacuum"] = "off",
            ["jit"] = "off",
            ["timezone"] = "UTC",
            ["log_timezone"] = "UTC",
        });

    /// <summary>The settings, and for the rest those of <paramref name="defaults"/>.</summary>
    /// <exception cref="ArgumentException">One of them is the server's own affair.</exception>
    internal static ImmutableDictionary<string, string> Over(ImmutableDictionary<string, string> defaults, IReadOnlyDictionary<string, string>? settings)
    {
        if (settings?.Keys.FirstOrDefault(name => Own.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } own)
        {
            throw new ArgumentException($"The setting {own} is chosen by the test server itself. Leave it out.", nameof(settings));
        }

        return settings is null ? defaults : defaults.SetItems(settings);
    }

    /// <summary>For the command line.</summary>
    internal static IEnumerable<string> ToArguments(this ImmutableDictionary<string, string> settings, int port) => settings
        .Add("port", port.ToString(CultureInfo.InvariantCulture))
        .Add("listen_addresses", IPAddress.Loopback.ToString())
        .Add("unix_socket_directories", "")
        .SelectMany(setting => new[] { "-c", $"{setting.Key}={setting.Value}" });
}
