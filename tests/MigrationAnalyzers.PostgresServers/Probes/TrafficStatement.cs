using Npgsql;

namespace MigrationAnalyzers.PostgresServers.Probes;

/// <summary>What a session of an application does again and again: one statement, or a transaction of several.</summary>
/// <param name="connection">Open, and the worker's own.</param>
/// <param name="random">The worker's own; the same numbers in each run.</param>
/// <param name="cancellationToken">Cancelled when the traffic is disposed of, not when it is stopped: then the statement may end.</param>
public delegate Task TrafficStatement(NpgsqlConnection connection, Random random, CancellationToken cancellationToken);
