using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.PostgresServers.Catalog;
using MigrationAnalyzers.PostgresServers.Probes;
using MigrationAnalyzers.Runtime.Tests.Migrating;
using MigrationAnalyzers.Runtime.Tests.Steps;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Tests.Proof;

/// <summary>
/// Each helper with writers and readers that work all the time, beside the operation that it stands for. What takes long is held in the middle, so that nothing depends on how quick the
/// machine is: under the helper the writers go on, under the ordinary operation all of them stand. MIGRATION_ANALYZERS_LONG=1 takes a million rows, lets nothing be held, and compares the
/// longest waits. The figures come from the benchmark "helpers".
/// </summary>
public sealed class HelperTrafficTests
{
    internal const string WriterName = "writer";

    private const int Writers = 3;
    private const int Readers = 2;
    private const int EnoughStatements = 15;
    private const int MostAttempts = 3;
    private const int Rows = 20_000;
    private const int ManyRows = 1_000_000;

    private static readonly TimeSpan Limit = LongTheoryAttribute.IsAsked ? TimeSpan.FromMinutes(30) : TimeSpan.FromMinutes(5);

    public static TheoryData<string, int> CasesAndServers
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var helper in HelperCases.All)
            {
                data.Add(helper.Name, 12);
                data.Add(helper.Name, 18);
            }

            return data;
        }
    }

    /// <summary>Those where the ordinary operation is long by itself.</summary>
    public static TheoryData<string> LongCases => [.. HelperCases.All.Where(static h => h.UnsafeIsLong && !h.ReaderHoldsOn).Select(static h => h.Name)];

    [Theory]
    [MemberData(nameof(CasesAndServers))]
    public async Task HeldInItsLongWork_LetsTheApplicationGoOn(string name, int major)
    {
        using var limit = new CancellationTokenSource(Limit);
        var helper = HelperCases.All.Single(h => h.Name == name);
        await using var database = await (await PostgresServer.SharedAsync(major)).CreateDatabaseAsync(limit.Token);

        var wanted = await UnsafeAsync(database, helper, limit.Token);
        await PrepareAsync(database, helper, Rows, limit.Token);
        await using var gate = await Gate.CloseAsync(database, helper, limit.Token);
        await using var traffic = await StartAsync(database, helper, Rows, limit.Token);
        var migration = MigrateAsync(database, helper, limit.Token);
        var held = await gate.WatchAsync(migration, () => traffic.WaitForSuccessesAsync(EnoughStatements, limit.Token), limit.Token);
        await migration;
        var report = await traffic.StopAsync(limit.Token);

        Assert.Equal(helper.Holds, held);
        Assert.Empty(report.Writers.Errors);
        Assert.Empty(report.Readers.Errors);
        Assert.Equal(wanted, await SnapshotAsync(database, limit.Token));
    }

    /// <summary>Of a million rows, where nothing is held: the longest that a writer had to wait is at most half of what it is under the ordinary operation.</summary>
    [LongTheory]
    [MemberData(nameof(LongCases))]
    public async Task MillionRows_WritersWaitLessThanUnderTheOrdinaryOperation(string name)
    {
        var helper = HelperCases.All.Single(h => h.Name == name);
        using var limit = new CancellationTokenSource(Limit);
        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync(limit.Token);
        var waits = new List<(TimeSpan Safe, TimeSpan Ordinary)>();
        while (waits.Count < MostAttempts && !waits.Exists(static w => w.Safe < w.Ordinary / 2))
        {
            var ordinary = await WaitAsync(() => PlainRunner.RunAsync(database, PlainRunner.Commands(helper.Unsafe), limit.Token));
            waits.Add((await WaitAsync(() => MigrateAsync(database, helper, limit.Token)), ordinary));
        }

        // A machine that is busy with something else may keep a writer waiting once, but not in each attempt.
        Assert.True(waits.Exists(static w => w.Safe < w.Ordinary / 2), $"A writer waited under {name} and under the ordinary operation: {string.Join("; ", waits)}");

        async Task<TimeSpan> WaitAsync(Func<Task> migrate)
        {
            await helper.SetUpAsync(database, ManyRows, limit.Token);
            await using var traffic = await StartAsync(database, helper, ManyRows, limit.Token);
            await migrate();
            var report = await traffic.StopAsync(limit.Token);
            Assert.Empty(report.Writers.Errors);
            return report.Writers.Longest;
        }
    }

    /// <summary>Under the ordinary operation nobody writes any more; returns the catalog that it leaves.</summary>
    private static async Task<string> UnsafeAsync(PostgresDatabase database, HelperCase helper, CancellationToken cancellationToken)
    {
        await PrepareAsync(database, helper, Rows, cancellationToken);
        if (helper.UnsafeIsLong)
        {
            await using var gate = await Gate.CloseAsync(database, helper, cancellationToken);
            await using var traffic = await StartAsync(database, helper, Rows, cancellationToken);
            Assert.Equal(0, await UnsafeForm.RunAsync(database, helper, traffic, Writers, gate, cancellationToken));
            Assert.Empty((await traffic.StopAsync(cancellationToken)).Writers.Errors);
        }
        else
        {
            await PlainRunner.RunAsync(database, PlainRunner.Commands(helper.Unsafe), cancellationToken);
        }

        return await SnapshotAsync(database, cancellationToken);
    }

    private static async Task PrepareAsync(PostgresDatabase database, HelperCase helper, int rows, CancellationToken cancellationToken)
    {
        await database.ExecuteAsync("DROP EVENT TRIGGER IF EXISTS wait_in_validation", cancellationToken);
        await helper.SetUpAsync(database, rows, cancellationToken);
        await Gate.PrepareAsync(database, helper);
    }

    private static Task<Traffic> StartAsync(PostgresDatabase database, HelperCase helper, int rows, CancellationToken cancellationToken)
    {
        var writers = new NpgsqlConnectionStringBuilder(database.ConnectionString) { ApplicationName = WriterName }.ConnectionString;
        return Traffic.StartAsync(
            new TrafficWorkers(writers, Writers, HelperCase.OfRows(helper.Write, rows)),
            new TrafficWorkers(database.ConnectionString, Readers, HelperCase.OfRows(helper.Read, rows)),
            cancellationToken);
    }

    private static async Task MigrateAsync(PostgresDatabase database, HelperCase helper, CancellationToken cancellationToken)
    {
        await using var context = new MigratingContext(database, [.. helper.Safe.Select((up, i) => TestMigration.Number(i + 1, up))]);
        await new SafeMigrator(context).ApplyAsync(cancellationToken: cancellationToken);
    }

    private static async Task<string> SnapshotAsync(PostgresDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var options = new CatalogSnapshotOptions { ExcludedTables = ["__EFMigrationsHistory", "__SafeMigrationsJournal"] };
        return (await CatalogSnapshot.CaptureAsync(connection, options, cancellationToken)).ToString();
    }
}
