using MigrationAnalyzers.PostgresServers.Tracing;

namespace MigrationAnalyzers.PostgresServers.Tests.Tracing;

/// <summary>The expected facts are PostgreSQL's documented ones; if the trace did not see them, no lab could trust it.</summary>
public sealed class LockTraceTests
{
    private static readonly string[] Tables =
    [
        "create table p (id bigint primary key)",
        "create table t (id bigint primary key, a int, p_id bigint)",
        "insert into p select generate_series(1, 100)",
        "insert into t select g, g, g from generate_series(1, 100) g",
        "create index t_a on t (a)",
    ];

    public static TheoryData<int> OldestAndNewest => [PostgresServer.Majors[0], PostgresServer.Majors[^1]];

    [Theory]
    [MemberData(nameof(OldestAndNewest))]
    public async Task ColumnTypeChange_RewritesTableAndItsIndexes(int major)
    {
        var trace = await RunAsync(major, "alter table t alter column a type bigint");

        Assert.Equal("t:AE t_a[i]:AE t_pkey[i]:AE", trace.LockSummary);
        Assert.Equal(["idx:t_a", "idx:t_pkey", "t"], trace.Rewritten);
        Assert.Equal("REWRITE[t]", trace.Messages[0]);
        Assert.Contains("build[t_a]", trace.Messages);
        Assert.Null(trace.Error);
    }

    [Fact]
    public async Task NameOfAnotherIndex_IsNoRewrite()
    {
        var trace = await RunAsync(18, "create index t_b on t (p_id)", "drop index t_a; alter index t_b rename to t_a");

        Assert.Equal(["build[t_b]"], trace.Messages);
        Assert.Empty(trace.Rewritten);
    }

    [Theory]
    [MemberData(nameof(OldestAndNewest))]
    public async Task SetNotNull_ScansUnlessProved(int major)
    {
        var scanned = await RunAsync(major, "alter table t alter column a set not null");
        var proved = await RunAsync(
            major, "alter table t add constraint c check (a is not null)", "alter table t alter column a set not null");

        Assert.Equal(["t"], scanned.Scanned);
        Assert.Equal(["SCAN[t]"], scanned.Messages);
        Assert.Equal(["SCAN[t]", "PROVED[t.a]"], proved.Messages);
    }

    [Theory]
    [MemberData(nameof(OldestAndNewest))]
    public async Task ForeignKey_LocksAndScansBothTables(int major)
    {
        var trace = await RunAsync(major, "alter table t add constraint t_p foreign key (p_id) references p (id)");

        Assert.Equal("p:SRE t:SRE", trace.LockSummary);
        Assert.Equal(["t_p"], trace.Scanned);
        Assert.Equal(["FKSCAN[t_p]"], trace.Messages);
    }

    [Fact]
    public async Task SecondStatement_ShowsLocksOfTheFirst()
    {
        await using var database = await CreateAsync(18);

        var traces = await LockTrace.InTransactionAsync(
            database, ["alter table t add column b int", "create index t_b on t (b)"]);

        Assert.Equal(TableLockMode.AccessExclusive, traces[1].LockOn("t"));
        Assert.Equal(["build[t_b]"], traces[1].Messages);
    }

    [Fact]
    public async Task DroppedTable_IsStillNamed()
    {
        var trace = await RunAsync(18, "drop table t");

        Assert.Equal(TableLockMode.AccessExclusive, trace.LockOn("t"));
    }

    [Theory]
    [MemberData(nameof(OldestAndNewest))]
    public async Task ConcurrentIndex_IsSeenWhileItWaits(int major)
    {
        await using var database = await CreateAsync(major);

        var trace = await LockTrace.OutsideTransactionAsync(
            database, "create index concurrently t_p on t (p_id)", blocker: "lock table t in row exclusive mode");

        Assert.Equal(TableLockMode.ShareUpdateExclusive, trace.LockOn("t"));
        Assert.Equal(["build[t_p]"], trace.Messages);
        Assert.Null(trace.Error);
    }

    [Fact]
    public async Task ConcurrentIndexInTransaction_IsAnError()
    {
        await using var database = await CreateAsync(18);

        var traces = await LockTrace.InTransactionAsync(
            database, ["create index concurrently t_p on t (p_id)", "select 1"]);

        var trace = Assert.Single(traces);
        Assert.Equal(new StatementError("25001", "CREATE INDEX CONCURRENTLY cannot run inside a transaction block"), trace.Error);
        Assert.Empty(trace.Locks);
    }

    [Fact]
    public async Task DeferredConstraintViolated_IsAnErrorOfTheCommit()
    {
        await using var database = await CreateAsync(18);
        await database.ExecuteAsync("alter table t add constraint t_p foreign key (p_id) references p (id) deferrable initially deferred");

        var traces = await LockTrace.InTransactionAsync(database, ["insert into t values (101, 1, 101)"]);

        Assert.Equal(["insert into t values (101, 1, 101)", "COMMIT"], traces.Select(trace => trace.Sql));
        Assert.Equal("23503", traces[1].Error?.SqlState);
    }

    [Theory]
    [InlineData(true, 1L)]
    [InlineData(false, 0L)]
    public async Task Commit_DecidesWhatStays(bool commit, long expected)
    {
        await using var database = await CreateAsync(18);

        await LockTrace.InTransactionAsync(database, ["create table n (id int)"], commit: commit);

        Assert.Equal(expected, await database.ScalarAsync("select count(*) from pg_tables where tablename = 'n'"));
    }

    [Fact]
    public async Task SettingMadeBefore_CountsForTheStatement()
    {
        await using var database = await CreateAsync(18);
        await database.ExecuteAsync("alter table t add column at timestamp");
        const string Change = "alter table t alter column at type timestamptz";

        var utc = await LockTrace.InTransactionAsync(database, [Change], before: ["set timezone = 'UTC'"], commit: false);
        var berlin = await LockTrace.InTransactionAsync(database, [Change], before: ["set timezone = 'Europe/Berlin'"], commit: false);

        Assert.Empty(utc[0].Rewritten);
        Assert.Contains("t", berlin[0].Rewritten);
    }

    private static async Task<PostgresDatabase> CreateAsync(int major)
    {
        var server = await PostgresServer.SharedAsync(major);
        var database = await server.CreateDatabaseAsync();
        await database.ExecuteAsync(Tables);
        return database;
    }

    private static async Task<StatementTrace> RunAsync(int major, params string[] statements)
    {
        await using var database = await CreateAsync(major);
        return StatementTrace.Combine(await LockTrace.InTransactionAsync(database, statements));
    }
}
