using MigrationAnalyzers.LockLab.Facts;
using MigrationAnalyzers.PostgresServers;
using Npgsql;

namespace MigrationAnalyzers.LockLab.Measuring;

/// <summary>Measures cases on live servers, all versions at once.</summary>
internal static class Laboratory
{
    /// <summary>The cases with results of these versions, in the order given.</summary>
    /// <param name="cases">Results that they have already are not looked at.</param>
    /// <param name="versions">Some of <see cref="PostgresServer.Majors"/>.</param>
    /// <param name="cancellationToken">Stops the servers.</param>
    public static async Task<LockCase[]> MeasureAsync(IReadOnlyList<LockCase> cases, IReadOnlyCollection<int> versions, CancellationToken cancellationToken)
    {
        var measured = await Task.WhenAll(versions.Select(version => MeasureOnAsync(cases, PostgresServer.StartAsync(version, cancellationToken), cancellationToken))).ConfigureAwait(false);
        return Combine(cases, versions, measured);
    }

    /// <summary>The cases with results of Debian's own server of that major version.</summary>
    public static async Task<LockCase[]> MeasureOnDebianAsync(IReadOnlyList<LockCase> cases, int version, CancellationToken cancellationToken) =>
        Combine(cases, [version], [await MeasureOnAsync(cases, PostgresServer.StartDebianAsync(version, cancellationToken), cancellationToken).ConfigureAwait(false)]);

    private static LockCase[] Combine(IReadOnlyList<LockCase> cases, IReadOnlyCollection<int> versions, Measured?[][] measured)
    {
        return
        [
            .. cases.Select((lockCase, i) => lockCase with
            {
                Results = Measured.Group(versions.Zip(measured, (version, results) => (version, results[i])).Where(static r => r.Item2 is not null)!),
            }),
        ];
    }

    private static async Task<Measured?[]> MeasureOnAsync(IReadOnlyList<LockCase> cases, Task<PostgresServer> starting, CancellationToken cancellationToken)
    {
        await using var server = await starting.ConfigureAwait(false);
        await CreateTablespaceAsync(server, cancellationToken).ConfigureAwait(false);
        var database = new CaseDatabase(server);
        var results = new Measured?[cases.Count];
        for (var i = 0; i < results.Length; i++)
        {
            await database.EmptyAsync(cancellationToken).ConfigureAwait(false);
            results[i] = await CaseMeasurement.RunAsync(cases[i], database, cancellationToken).ConfigureAwait(false);
        }

        return results;
    }

    private static async Task CreateTablespaceAsync(PostgresServer server, CancellationToken cancellationToken)
    {
        var folder = await server.CreateFolderAsync(Fixture.Tablespace, cancellationToken).ConfigureAwait(false);
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var command = new NpgsqlCommand($"create tablespace {Fixture.Tablespace} location '{folder}'", connection);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
