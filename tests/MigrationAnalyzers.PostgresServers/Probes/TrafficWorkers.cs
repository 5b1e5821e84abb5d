using Npgsql;

namespace MigrationAnalyzers.PostgresServers.Probes;

/// <summary>Sessions that do the same kind of work side by side, each statement of theirs with data of its own.</summary>
public sealed record TrafficWorkers
{
    private static readonly TimeSpan DefaultPause = TimeSpan.FromMilliseconds(1);

    /// <param name="connectionString">Of the database, of a replica, or of PgBouncer before it.</param>
    /// <param name="count">How many sessions, 1 or more.</param>
    /// <param name="create">Gives the worker with that number, from 0 on, what it is to do.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    public TrafficWorkers(string connectionString, int count, Func<int, TrafficStatement> create)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ConnectionString = connectionString;
        Count = count;
        Create = create;
    }

    /// <summary>Workers whose statements are written anew each time, from the number of the worker, from 0 on, and random numbers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    public TrafficWorkers(string connectionString, int count, Func<int, Random, string> sql)
        : this(connectionString, count, worker => (connection, random, cancellationToken) => ExecuteAsync(connection, sql(worker, random), cancellationToken))
    {
    }

    public string ConnectionString { get; }

    public int Count { get; }

    /// <summary>Between two statements of a worker; 1 ms unless told otherwise.</summary>
    public TimeSpan Pause { get; init; } = DefaultPause;

    internal Func<int, TrafficStatement> Create { get; }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
