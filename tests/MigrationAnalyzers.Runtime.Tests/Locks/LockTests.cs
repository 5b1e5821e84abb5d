using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.Runtime.Locks;
using MigrationAnalyzers.Runtime.Tests.Migrating;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Tests.Locks;

public sealed class LockTests
{
    [Theory]
    [InlineData(12)]
    [InlineData(15)]
    [InlineData(18)]
    public async Task Queue_IsATreeWithModesAndRelations(int major)
    {
        await using var database = await (await PostgresServer.SharedAsync(major)).CreateDatabaseAsync();
        await database.ExecuteAsync(["CREATE TABLE \"Orders\" (id int PRIMARY KEY, n int)", "INSERT INTO \"Orders\" VALUES (1, 1)"]);
        await using var holder = await database.OpenAsync();
        await using var writer = await database.OpenAsync();
        await using var altering = await database.OpenAsync();
        await using var reader = await database.OpenAsync();
        try
        {
            await ExecuteAsync(holder, "BEGIN; UPDATE \"Orders\" SET n = 2 WHERE id = 1");
            var writing = ExecuteAsync(writer, "UPDATE \"Orders\" SET n = 3 WHERE id = 1");
            var migrator = new SafeMigrator(new MigratingContext(database));
            await WaitAsync(migrator, 2);
            var alter = ExecuteAsync(altering, "ALTER TABLE \"Orders\" ADD x int");
            await WaitAsync(migrator, 3);
            var reading = ExecuteAsync(reader, "SELECT * FROM \"Orders\"");

            var report = await WaitAsync(migrator, 4);

            var root = Assert.Single(report.Roots);
            Assert.Equal(holder.ProcessID, root.Session.ProcessId);
            Assert.Equal("idle in transaction", root.Session.State);
            Assert.Null(root.Wait);
            Assert.Equal(new HeldLock("RowExclusiveLock", "\"Orders\""), Assert.Single(root.Held));
            Assert.Equal([writer.ProcessID, altering.ProcessID], root.Waiters.Select(static w => w.Session.ProcessId).OrderBy(p => p == altering.ProcessID));
            var row = root.Waiters.Single(w => w.Session.ProcessId == writer.ProcessID).Wait!;
            Assert.Equal(("ShareLock", "transactionid", "\"Orders\""), (row.Mode, row.LockType, row.Relation));
            Assert.Equal(holder.ProcessID, Assert.Single(row.BlockedBy));
            var table = root.Waiters.Single(w => w.Session.ProcessId == altering.ProcessID);
            Assert.Equal(("AccessExclusiveLock", "relation", "\"Orders\""), (table.Wait!.Mode, table.Wait.LockType, table.Wait.Relation));
            Assert.Equal(new[] { holder.ProcessID, writer.ProcessID }.Order(), table.Wait.BlockedBy.AsEnumerable());
            Assert.True(table.Wait.Age > TimeSpan.Zero);
            Assert.Equal("ALTER TABLE \"Orders\" ADD x int", table.Session.Query);
            var last = Assert.Single(table.Waiters);
            Assert.Equal(reader.ProcessID, last.Session.ProcessId);
            Assert.Equal("AccessShareLock", last.Wait!.Mode);
            await ExecuteAsync(holder, "COMMIT");
            await Task.WhenAll(writing, alter, reading);
            Assert.Empty((await migrator.LocksAsync()).Roots);
        }
        finally
        {
            await EndSessionsAsync(database);
        }
    }

    [Fact]
    public async Task PreparedTransaction_IsNamed()
    {
        await using var server = await PostgresServer.StartAsync(18, new Dictionary<string, string> { ["max_prepared_transactions"] = "2" });
        await using var database = await server.CreateDatabaseAsync();
        await database.ExecuteAsync("CREATE TABLE orders (id int PRIMARY KEY)");
        await using var holder = await database.OpenAsync();
        await using var waiter = await database.OpenAsync();
        await ExecuteAsync(holder, "BEGIN; INSERT INTO orders VALUES (1); PREPARE TRANSACTION 'p'");
        var waiting = ExecuteAsync(waiter, "DROP TABLE orders");

        var report = await WaitAsync(new SafeMigrator(new MigratingContext(database)), 2);

        var root = Assert.Single(report.Roots);
        Assert.Equal((0, "prepared transaction"), (root.Session.ProcessId, root.Session.BackendType));
        Assert.Equal(waiter.ProcessID, Assert.Single(root.Waiters).Session.ProcessId);
        await ExecuteAsync(holder, "ROLLBACK PREPARED 'p'");
        await waiting;
    }

    [Fact]
    public void Deadlock_IsATreeOfOneOfItsSessions()
    {
        var roots = LockForest.Of([Node(1, 2), Node(2, 1), Node(3, 1, 2)]);

        var root = Assert.Single(roots);
        Assert.Equal(1, root.Session.ProcessId);
        Assert.Equal([2, 3], root.Waiters.Select(static w => w.Session.ProcessId));
        Assert.All(root.Waiters, static w => Assert.Empty(w.Waiters));
    }

    private static LockTreeNode Node(int processId, params int[] blockedBy) =>
        new(new BlockingSession(processId, null, null, null, null, null, null), new LockWait("ShareLock", "transactionid", null, null, [.. blockedBy]), [], []);

    private static async Task<LockReport> WaitAsync(SafeMigrator migrator, int sessions)
    {
        LockReport report = new([]);
        var started = System.Diagnostics.Stopwatch.StartNew();
        while (started.Elapsed < TimeSpan.FromSeconds(30))
        {
            report = await migrator.LocksAsync();
            if (report.Roots.Sum(Count) == sessions)
            {
                return report;
            }
        }

        throw new InvalidOperationException($"Not {sessions} sessions: {System.Text.Json.JsonSerializer.Serialize(report)}");
    }

    private static int Count(LockTreeNode node) => 1 + node.Waiters.Sum(Count);

    /// <summary>A connection cannot be disposed of while its command waits.</summary>
    private static Task EndSessionsAsync(PostgresDatabase database) =>
        database.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
