using System.Diagnostics;
using Npgsql;

namespace MigrationAnalyzers.PostgresServers.Probes;

/// <summary>
/// Plays the application that goes on working during a migration: two sessions, one that writes single rows and one that reads them, each
/// statement in a transaction of its own. Stopped, it tells how long the slowest of them had to wait.
/// </summary>
public sealed class WriterProbe : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task<ProbeResult> _writer;
    private readonly Task<ProbeResult> _reader;

    private WriterProbe(NpgsqlConnection writer, string write, NpgsqlConnection reader, string read)
    {
        _writer = Task.Run(() => RepeatAsync(writer, write));
        _reader = Task.Run(() => RepeatAsync(reader, read));
    }

    /// <summary>Starts both sessions. They have run each statement once when this returns.</summary>
    /// <param name="database">Where to work.</param>
    /// <param name="write">Writes one row: <c>UPDATE t SET a = a WHERE id = 1</c>.</param>
    /// <param name="read">Reads one row: <c>SELECT a FROM t WHERE id = 1</c>.</param>
    /// <param name="cancellationToken">For the start alone.</param>
    /// <exception cref="PostgresException">A statement does not work even while nothing else happens.</exception>
    public static async Task<WriterProbe> StartAsync(PostgresDatabase database, string write, string read, CancellationToken cancellationToken = default)
    {
        var writer = await OpenAsync(database, write, cancellationToken).ConfigureAwait(false);
        try
        {
            var reader = await OpenAsync(database, read, cancellationToken).ConfigureAwait(false);
            return new WriterProbe(writer, write, reader, read);
        }
        catch
        {
            await writer.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits for the statements under way and returns the results.</summary>
    public async Task<(ProbeResult Writes, ProbeResult Reads)> StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        return (await _writer.ConfigureAwait(false), await _reader.ConfigureAwait(false));
    }

    /// <summary>Stops, if that has not happened yet.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private static async Task<NpgsqlConnection> OpenAsync(PostgresDatabase database, string statement, CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<ProbeResult> RepeatAsync(NpgsqlConnection connection, string statement)
    {
        await using var owned = connection;
        var statements = 0;
        var longest = TimeSpan.Zero;
        var errors = new SortedSet<string>(StringComparer.Ordinal);
        do
        {
            var started = Stopwatch.GetTimestamp();
            try
            {
                await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 };
                await command.ExecuteNonQueryAsync().ConfigureAwait(false);
            }
            catch (PostgresException e)
            {
                errors.Add($"{e.SqlState}: {e.MessageText}");
            }

            var elapsed = Stopwatch.GetElapsedTime(started);
            longest = elapsed > longest ? elapsed : longest;
            statements++;
            await Task.Delay(Pause).ConfigureAwait(false);
        }
        while (!_stop.IsCancellationRequested);

        return new ProbeResult(statements, longest, [.. errors]);
    }
}
