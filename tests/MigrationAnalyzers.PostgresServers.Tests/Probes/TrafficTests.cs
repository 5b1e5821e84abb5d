using MigrationAnalyzers.PostgresServers.Probes;
using Npgsql;

namespace MigrationAnalyzers.PostgresServers.Tests.Probes;

public sealed class TrafficTests
{
    private static readonly TimeSpan Held = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task LockedTable_ShowsInTheLongestTimeOfTheWritersWhileReadersGoOn()
    {
        await using var database = await CreateAsync(await PostgresServer.SharedAsync(18));
        await using var connection = await database.OpenAsync();
        await using var traffic = await StartAsync(database);
        using var timeout = new CancellationTokenSource(Patience);

        await traffic.WaitForSuccessesAsync(300, timeout.Token);
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using var command = new NpgsqlCommand("lock table t in share row exclusive mode", connection);
            await command.ExecuteNonQueryAsync();
            var before = traffic.Report;
            await Task.Delay(Held);
            // That readers go on shows in what they get done: on a busy machine they may be slow without any lock.
            while (traffic.Report.Readers.Succeeded < before.Readers.Succeeded + 20)
            {
                await Task.Delay(10, timeout.Token);
            }

            // The last one of each writer may have ended, and not been counted, when the lock was granted.
            Assert.InRange(traffic.Report.Writers.Succeeded - before.Writers.Succeeded, 0, 3);
        }

        var (writers, readers) = await traffic.StopAsync();

        // A little less than the lock was held: a statement may begin a moment after it.
        var blocked = Held * 0.75;
        Assert.True(writers.Longest > blocked);
        // Of 300 statements and more three waited, one of each writer.
        Assert.True(writers.Median < blocked);
        Assert.True(writers.Median <= writers.Percentile99 && writers.Percentile99 <= writers.Longest);
        Assert.Equal((0, 0), (writers.Failed, readers.Failed));
    }

    [Fact]
    public async Task Workers_HaveStatementsOfTheirOwn()
    {
        await using var database = await CreateAsync(await PostgresServer.SharedAsync(18));
        using var timeout = new CancellationTokenSource(Patience);
        await using var traffic = await StartAsync(database);

        await traffic.WaitForSuccessesAsync(50, timeout.Token);
        var report = await traffic.StopAsync();

        // Each of the three writers counts in its own row, and ran its statement once before the counting began.
        Assert.Equal(report.Writers.Succeeded + 3L, await database.ScalarAsync("select sum(a)::bigint from t"));
        Assert.Equal(3L, await database.ScalarAsync("select count(*) from t where a > 0"));
    }

    [Fact]
    public async Task ServerRestarted_ErrorsAreCountedAndTheWorkGoesOn()
    {
        // Durable: otherwise even the table may be lost with what was not yet written.
        await using var server = await PostgresServer.StartAsync(18, PostgresServerSettings.Durable);
        await using var database = await CreateAsync(server);
        using var timeout = new CancellationTokenSource(Patience);
        await using var traffic = await StartAsync(database);

        await server.StopAsync(PostgresShutdownMode.Immediate, timeout.Token);
        while (traffic.Report is not { Writers.Failed: > 3, Readers.Failed: > 2 })
        {
            await Task.Delay(10, timeout.Token);
        }

        await server.RestartAsync(cancellationToken: timeout.Token);
        await traffic.WaitForSuccessesAsync(10, timeout.Token);
        var report = await traffic.StopAsync(timeout.Token);

        Assert.NotEmpty(report.Writers.Errors);
        Assert.Equal(report.Writers.Statements, report.Writers.Succeeded + report.Writers.Errors.Values.Sum());
    }

    [Fact]
    public async Task FailedTransaction_DoesNotFailTheNextOne()
    {
        await using var database = await CreateAsync(await PostgresServer.SharedAsync(18));
        using var timeout = new CancellationTokenSource(Patience);
        var runs = 0;
        await using var traffic = await Traffic.StartAsync(new TrafficWorkers(database.ConnectionString, 1, _ => RunAsync), null, timeout.Token);

        await traffic.WaitForSuccessesAsync(3, timeout.Token);
        var report = await traffic.StopAsync(timeout.Token);

        Assert.Equal(["22012: division by zero"], report.Writers.Errors.Keys);
        Assert.Equal((report.Writers.Statements + 1) / 2, report.Writers.Failed);
        Assert.Equal(0, report.Readers.Statements);

        async Task RunAsync(NpgsqlConnection connection, Random random, CancellationToken cancellationToken)
        {
            // The first run, which the start waits for and which does not count, divides by 1, the next one by 0.
            var divisor = ++runs % 2;
            await using var command = new NpgsqlCommand($"begin; select 1 / {divisor}; commit", connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    [Fact]
    public async Task DisposedWhileAStatementWaits_CancelsIt()
    {
        await using var database = await CreateAsync(await PostgresServer.SharedAsync(18));
        await using var connection = await database.OpenAsync();
        var traffic = await StartAsync(database);
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand("lock table t in access exclusive mode", connection);
        await command.ExecuteNonQueryAsync();

        await traffic.DisposeAsync().AsTask().WaitAsync(Patience);
    }

    [Fact]
    public async Task NoWorkers_AreRefused() => await Assert.ThrowsAsync<ArgumentException>(() => Traffic.StartAsync(null, null));

    private static Task<Traffic> StartAsync(PostgresDatabase database) => Traffic.StartAsync(
        new TrafficWorkers(database.ConnectionString, 3, (worker, _) => $"update t set a = a + 1 where id = {worker}"),
        new TrafficWorkers(database.ConnectionString, 2, (_, random) => $"select a from t where id = {random.Next(5)}"));

    private static async Task<PostgresDatabase> CreateAsync(PostgresServer server)
    {
        var database = await server.CreateDatabaseAsync();
        await database.ExecuteAsync(
            "create table t (id int primary key, a bigint not null default 0) with (fillfactor = 10); insert into t select generate_series(0, 4)");
        return database;
    }
}
