using System.Diagnostics;
using Npgsql;

namespace MigrationAnalyzers.PostgresServers.Probes;

/// <summary>One session of the traffic, and what happened to it.</summary>
internal sealed class TrafficWorker : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _times = [];
    private readonly List<string> _errors = [];
    private readonly TrafficWorkers _workers;
    private readonly TrafficStatement _statement;
    private readonly Random _random;
    private NpgsqlConnection? _connection;

    public TrafficWorker(TrafficWorkers workers, int number)
    {
        _workers = workers;
        _statement = workers.Create(number);
        _random = new Random(number);
    }

    public int Succeeded
    {
        get
        {
            lock (_lock)
            {
                return _times.Count - _errors.Count;
            }
        }
    }

    /// <summary>Connects, where there is no connection, and runs the statement.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        if (_connection is null)
        {
            _connection = new NpgsqlConnection(_workers.ConnectionString);
            await _connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        }

        await _statement(_connection, _random, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs the statement again and again, once at least.</summary>
    /// <param name="stop">Ends that between two statements.</param>
    /// <param name="abandon">Ends that, and cancels the statement under way, which then counts for nothing.</param>
    public async Task RepeatAsync(CancellationToken stop, CancellationToken abandon)
    {
        do
        {
            var started = Stopwatch.GetTimestamp();
            string? error = null;
            try
            {
                await RunOnceAsync(abandon).ConfigureAwait(false);
            }
            catch (Exception) when (abandon.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                error = e is PostgresException p ? $"{p.SqlState}: {p.MessageText}" : $"{e.GetType().Name}: {e.Message}";
                // A session that was lost, or left in a failed transaction, would fail for ever.
                await DisposeAsync().ConfigureAwait(false);
            }

            Add(Stopwatch.GetElapsedTime(started), error);
            await Task.Delay(_workers.Pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        while (!stop.IsCancellationRequested);
    }

    public void AddTo(List<TimeSpan> times, List<string> errors)
    {
        lock (_lock)
        {
            times.AddRange(_times);
            errors.AddRange(_errors);
        }
    }

    /// <summary>Closes the session.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_connection is not { } connection)
        {
            return;
        }

        _connection = null;
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private void Add(TimeSpan time, string? error)
    {
        lock (_lock)
        {
            _times.Add(time);
            if (error is not null)
            {
                _errors.Add(error);
            }
        }
    }
}
