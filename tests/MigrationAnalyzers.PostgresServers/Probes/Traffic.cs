namespace MigrationAnalyzers.PostgresServers.Probes;

/// <summary>
/// Plays the application that goes on working during a migration: writers and readers, each with a session of its own. A statement that
/// fails is counted, and the worker goes on with a new session, as long as it takes to get one.
/// </summary>
public sealed class Traffic : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abandon = new();
    private readonly List<TrafficWorker> _writers = [];
    private readonly List<TrafficWorker> _readers = [];
    private Task _work = Task.CompletedTask;
    private bool _disposed;

    private Traffic()
    {
    }

    /// <summary>What the workers have noticed up to now; zeros where there are no workers.</summary>
    public TrafficReport Report => new(FiguresOf(_writers), FiguresOf(_readers));

    /// <summary>Starts the workers. Each has run its statement once when this returns; these first ones are not counted.</summary>
    /// <param name="writers">Who writes; null for nobody.</param>
    /// <param name="readers">Who reads; null for nobody.</param>
    /// <param name="cancellationToken">For the start alone.</param>
    /// <exception cref="ArgumentException">There is nobody to work.</exception>
    /// <exception cref="Npgsql.NpgsqlException">A statement does not work even while nothing else happens.</exception>
    public static async Task<Traffic> StartAsync(TrafficWorkers? writers, TrafficWorkers? readers, CancellationToken cancellationToken = default)
    {
        if (writers is null && readers is null)
        {
            throw new ArgumentException("Traffic needs writers, readers, or both.", nameof(writers));
        }

        var traffic = new Traffic();
        try
        {
            await AddAsync(writers, traffic._writers, cancellationToken).ConfigureAwait(false);
            await AddAsync(readers, traffic._readers, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await traffic.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        traffic._work = Task.WhenAll(
            traffic._writers.Concat(traffic._readers).Select(worker => Task.Run(() => worker.RepeatAsync(traffic._stop.Token, traffic._abandon.Token), CancellationToken.None)));
        return traffic;
    }

    /// <summary>Waits until the writers and the readers have each had so many more successful statements than now.</summary>
    /// <param name="statements">1 or more. Where there are no workers nothing is waited for.</param>
    /// <param name="cancellationToken">Ends the waiting: without, it is as long as the workers fail.</param>
    public async Task WaitForSuccessesAsync(int statements, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(statements, 1);
        var (writes, reads) = (Succeeded(_writers), Succeeded(_readers));
        while ((_writers.Count > 0 && Succeeded(_writers) < writes + statements) || (_readers.Count > 0 && Succeeded(_readers) < reads + statements))
        {
            await Task.Delay(10, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for the statements under way and returns the results.</summary>
    /// <param name="cancellationToken">Ends the waiting; the statements go on until the traffic is disposed of.</param>
    public async Task<TrafficReport> StopAsync(CancellationToken cancellationToken = default)
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _work.WaitAsync(cancellationToken).ConfigureAwait(false);
        return Report;
    }

    /// <summary>Stops, if that has not happened yet, and cancels the statements under way.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await _stop.CancelAsync().ConfigureAwait(false);
        await _abandon.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(false);
        foreach (var worker in _writers.Concat(_readers))
        {
            await worker.DisposeAsync().ConfigureAwait(false);
        }

        _stop.Dispose();
        _abandon.Dispose();
    }

    private static async Task AddAsync(TrafficWorkers? workers, List<TrafficWorker> started, CancellationToken cancellationToken)
    {
        for (var number = 0; number < workers?.Count; number++)
        {
            var worker = new TrafficWorker(workers, number);
            started.Add(worker);
            await worker.RunOnceAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static int Succeeded(List<TrafficWorker> workers) => workers.Sum(worker => worker.Succeeded);

    private static TrafficFigures FiguresOf(List<TrafficWorker> workers)
    {
        var times = new List<TimeSpan>();
        var errors = new List<string>();
        foreach (var worker in workers)
        {
            worker.AddTo(times, errors);
        }

        return TrafficFigures.Of(times, errors);
    }
}
