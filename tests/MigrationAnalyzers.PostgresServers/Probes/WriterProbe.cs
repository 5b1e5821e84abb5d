using Npgsql;

namespace MigrationAnalyzers.PostgresServers.Probes;

/// <summary>
/// The smallest <see cref="Traffic"/>: two sessions, one that writes single rows and one that reads them, each statement in a transaction
/// of its own. Stopped, it tells how long the slowest of them had to wait.
/// </summary>
public sealed class WriterProbe : IAsyncDisposable
{
    private readonly Traffic _traffic;

    private WriterProbe(Traffic traffic) => _traffic = traffic;

    /// <summary>Starts both sessions. They have run each statement once when this returns.</summary>
    /// <param name="database">Where to work.</param>
    /// <param name="write">Writes one row: <c>UPDATE t SET a = a WHERE id = 1</c>.</param>
    /// <param name="read">Reads one row: <c>SELECT a FROM t WHERE id = 1</c>.</param>
    /// <param name="cancellationToken">For the start alone.</param>
    /// <exception cref="PostgresException">A statement does not work even while nothing else happens.</exception>
    public static async Task<WriterProbe> StartAsync(PostgresDatabase database, string write, string read, CancellationToken cancellationToken = default)
    {
        var writer = new TrafficWorkers(database.ConnectionString, 1, (_, _) => write);
        var reader = new TrafficWorkers(database.ConnectionString, 1, (_, _) => read);
        return new WriterProbe(await Traffic.StartAsync(writer, reader, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Waits for the statements under way and returns the results.</summary>
    public async Task<(ProbeResult Writes, ProbeResult Reads)> StopAsync()
    {
        var report = await _traffic.StopAsync().ConfigureAwait(false);
        return (ResultOf(report.Writers), ResultOf(report.Readers));
    }

    /// <summary>Stops, if that has not happened yet, and cancels the statements under way.</summary>
    public ValueTask DisposeAsync() => _traffic.DisposeAsync();

    private static ProbeResult ResultOf(TrafficFigures figures) => new(figures.Statements, figures.Longest, [.. figures.Errors.Keys]);
}
