using MigrationAnalyzers.Runtime.Preflight;
using Npgsql;

namespace MigrationAnalyzers.Runtime;

/// <summary>How <see cref="SafeMigrator"/> works. The defaults suit a database that is in use.</summary>
public sealed class SafeMigratorOptions
{
    private readonly string? _connectionString;
    private readonly TimeSpan _migrationLockTimeout = TimeSpan.FromMinutes(30);
    private readonly TimeSpan _reconnectTimeout = TimeSpan.FromMinutes(5);
    private readonly TimeSpan? _maxReplicaLag = TimeSpan.FromSeconds(10);
    private readonly TimeSpan _batchDuration = TimeSpan.FromMilliseconds(30);
    private readonly int _batchSize = 1_000;
    private readonly double _batchPause;
    private readonly ILockRetryPolicy _lockRetry = new LockRetryPolicy();
    private readonly IReadOnlyList<string> _allowedFindings = [];

    /// <summary>
    /// How to connect, where that is another way than the DbContext's own: the migration's session must reach the server itself, not a pooler that shares
    /// sessions between transactions. Null: the DbContext's connection string.
    /// </summary>
    /// <exception cref="ArgumentException">It cannot be read as a connection string of Npgsql.</exception>
    public string? ConnectionString
    {
        get => _connectionString;
        init
        {
            try
            {
                _connectionString = value is null ? null : new NpgsqlConnectionStringBuilder(value).ConnectionString;
            }
            catch (ArgumentException e)
            {
                throw new ArgumentException($"The connection string cannot be read: {e.Message}. It is written as in Host=db.example.org;Database=shop;Username=deployer.", nameof(ConnectionString), e);
            }
        }
    }

    /// <summary>How long operations queue for locks and how often they are tried again. Default: <see cref="LockRetryPolicy"/> with its defaults.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public ILockRetryPolicy LockRetry
    {
        get => _lockRetry;
        init => _lockRetry = value ?? throw new ArgumentNullException(nameof(LockRetry), "Leave it out for the default policy, or give one: new LockRetryPolicy { Budget = ... }.");
    }

    /// <summary>How long to wait for another process that migrates the same database; zero: not at all. Default: 30 minutes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan MigrationLockTimeout
    {
        get => _migrationLockTimeout;
        init => _migrationLockTimeout = NotNegative(value, nameof(MigrationLockTimeout));
    }

    /// <summary>How long to try to reach a server that went away during the migration (a failover); zero: not at all. Default: 5 minutes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan ReconnectTimeout
    {
        get => _reconnectTimeout;
        init => _reconnectTimeout = NotNegative(value, nameof(ReconnectTimeout));
    }

    /// <summary>Batched writes wait while a streaming replica is further behind than this; null: replicas are not looked at. Default: 10 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan? MaxReplicaLag
    {
        get => _maxReplicaLag;
        init => _maxReplicaLag = value is { } lag ? NotNegative(lag, nameof(MaxReplicaLag)) : null;
    }

    /// <summary>How long a batch of a batched write should take: its rows stay locked so long. Batches grow and shrink towards it. Default: 30 ms.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is zero or negative.</exception>
    public TimeSpan BatchDuration
    {
        get => _batchDuration;
        init => _batchDuration = value > TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(nameof(BatchDuration), value, "It has to be longer than zero, as in TimeSpan.FromMilliseconds(30).");
    }

    /// <summary>Rows of the first batch of a batched write, where the migration does not say it; from 1 on. Default: 1,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is smaller than 1.</exception>
    public int BatchSize
    {
        get => _batchSize;
        init => _batchSize = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(BatchSize), value, "A batch has at least one row.");
    }

    /// <summary>The pause after each batch, as a part of the batch's duration: 0 is none, 1 is as long as the batch took. Default: 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or not a number.</exception>
    public double BatchPause
    {
        get => _batchPause;
        init => _batchPause = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(BatchPause), value, "It has to be 0 or more: 1 is as long as the batch took.");
    }

    /// <summary>Asked before each batch: why batched writes should wait (for people), or null to go on. Null: nobody is asked.</summary>
    public Func<CancellationToken, ValueTask<string?>>? Throttle { get; init; }

    /// <summary>Look at the migrations and the server before anything is done, and refuse what would hold up a large table. Default: true.</summary>
    public bool Preflight { get; init; } = true;

    /// <summary>The ids of findings that are accepted (<c>DBM1001</c>, <c>not-owner</c>): they are reported and do not keep migrations from being applied. Default: none.</summary>
    /// <exception cref="ArgumentException">One of them is no id of a finding.</exception>
    public IReadOnlyList<string> AllowedFindings
    {
        get => _allowedFindings;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(AllowedFindings));
            foreach (var id in value)
            {
                if (!FindingIds.Exists(id))
                {
                    throw new ArgumentException($"There is no finding {id}: ids are those of the rules (DBM1001, see docs/rules) and {string.Join(", ", FindingIds.OfServer)}.", nameof(AllowedFindings));
                }
            }

            _allowedFindings = [.. value];
        }
    }

    /// <summary>A migration whose Down does nothing although its Up does may be rolled back: only the history changes. Default: false.</summary>
    public bool AllowEmptyDown { get; init; }

    /// <summary>
    /// What to do about a command that runs outside of transactions, was begun by an earlier run, and of which the server cannot tell whether it ended. Default: refuse.
    /// </summary>
    public InterruptedCommand InterruptedCommand { get; init; }

    private static TimeSpan NotNegative(TimeSpan value, string name) =>
        value >= TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(name, value, "It cannot be negative; TimeSpan.Zero is not to wait at all.");
}
