using Npgsql;

namespace MigrationAnalyzers.Runtime.Execution;

/// <summary>What a step may ask the database before it says what it does.</summary>
internal sealed class StepContext(NpgsqlConnection connection)
{
    /// <summary>The session; not in a transaction.</summary>
    public NpgsqlConnection Connection { get; } = connection;

    public int PostgresMajor => Connection.PostgreSqlVersion.Major;

    /// <summary>The first value of the first row; the type's default where it is null or there is no row.</summary>
    public Task<T?> ScalarAsync<T>(string sql, CancellationToken cancellationToken, params object[] parameters) => Connection.ScalarAsync<T>(sql, cancellationToken, parameters);

    /// <summary>All rows.</summary>
    public Task<List<T>> QueryAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params object[] parameters) =>
        Connection.QueryAsync(sql, read, cancellationToken, parameters);
}
