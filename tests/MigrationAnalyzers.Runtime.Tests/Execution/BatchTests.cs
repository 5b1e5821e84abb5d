using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.Runtime.Steps;
using MigrationAnalyzers.Runtime.Tests.Migrating;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MigrationAnalyzers.Runtime.Tests.Execution;

public sealed class BatchTests
{
    [Theory]
    [InlineData("id bigint PRIMARY KEY", "i", 12)]
    [InlineData("id bigint PRIMARY KEY", "i", 18)]
    [InlineData("id uuid PRIMARY KEY", "md5(i::text)::uuid", 18)]
    [InlineData("id text COLLATE \"C\" PRIMARY KEY", "md5(i::text)", 18)]
    [InlineData("id timestamptz PRIMARY KEY", "timestamptz '2024-01-01' + i * interval '1.000001 s'", 18)]
    [InlineData("id numeric PRIMARY KEY", "i / 3.0", 18)]
    [InlineData("id float8 PRIMARY KEY", "i / 3.0::float8", 18)]
    [InlineData("id date, part int, PRIMARY KEY (part, id)", "date '2024-01-01' + i, i % 7", 18)]
    public async Task EachRow_IsWrittenOnce(string columns, string values, int major)
    {
        await using var database = await (await PostgresServer.SharedAsync(major)).CreateDatabaseAsync();
        await database.ExecuteAsync(
        [
            $"CREATE TABLE \"T t\" ({columns}, a int, b int, writes int NOT NULL DEFAULT 0)",
            $"INSERT INTO \"T t\" SELECT {values}, i FROM generate_series(1, 5003) i",
            CountingTrigger,
        ]);
        var write = new BatchedWrite(BatchedWriteKind.Update, new TableName(null, "T t")) { Set = "b = a * 2", BatchSize = 300 };
        await using var context = new MigratingContext(database, Of(write));

        await new SafeMigrator(context).ApplyAsync();

        Assert.Equal(5003L, await database.ScalarAsync("SELECT count(*) FROM \"T t\" WHERE b = a * 2 AND writes = 1"));
        Assert.Equal(5003L, await database.ScalarAsync("SELECT rows FROM \"__SafeMigrationsJournal\""));
    }

    [Fact]
    public async Task Condition_IsKept()
    {
        await using var database = await PreparedAsync();
        var write = new BatchedWrite(BatchedWriteKind.Update, new TableName(null, "t")) { Set = "b = 1", Where = "a > 10 OR a IS NULL", BatchSize = 100 };
        await using var context = new MigratingContext(database, Of(write));

        await new SafeMigrator(context).ApplyAsync();

        Assert.Equal(990L, await database.ScalarAsync("SELECT count(*) FROM t WHERE b = 1"));
        Assert.Equal(0L, await database.ScalarAsync("SELECT count(*) FROM t WHERE b = 1 AND a <= 10"));
    }

    [Fact]
    public async Task DeleteAndInsert_ReachAllRows()
    {
        await using var database = await PreparedAsync();
        await database.ExecuteAsync("CREATE TABLE copy (id bigint, double int)");
        var insert = new BatchedWrite(BatchedWriteKind.Insert, new TableName(null, "t"))
        {
            Target = new TableName("public", "copy"), TargetColumns = ["id", "double"], Values = ["id", "a * 2"], Where = "a % 2 = 0", BatchSize = 70,
        };
        var delete = new BatchedWrite(BatchedWriteKind.Delete, new TableName(null, "t")) { Where = "a % 2 = 0", BatchSize = 70 };
        await using var context = new MigratingContext(database, Of(insert, delete));

        await new SafeMigrator(context).ApplyAsync();

        Assert.Equal(500L, await database.ScalarAsync("SELECT count(*) FROM copy WHERE double = id * 2"));
        Assert.Equal(500L, await database.ScalarAsync("SELECT count(*) FROM t"));
    }

    [Fact]
    public async Task FailingBatch_KeepsThoseBefore_AndTheNextRunGoesOn()
    {
        await using var database = await PreparedAsync();
        await database.ExecuteAsync("ALTER TABLE t ADD CHECK (b <> 7001)");
        var write = new BatchedWrite(BatchedWriteKind.Update, new TableName(null, "t")) { Set = "b = a * 10 + 1", BatchSize = 100 };
        await using var context = new MigratingContext(database, Of(write));

        var exception = await Assert.ThrowsAsync<SafeMigrationException>(() => new SafeMigrator(context).ApplyAsync());

        Assert.Contains("23514", exception.Message, StringComparison.Ordinal);
        Assert.InRange((long)(await database.ScalarAsync("SELECT count(*) FROM t WHERE writes = 1"))!, 600, 699);
        await database.ExecuteAsync("ALTER TABLE t DROP CONSTRAINT t_b_check");
        await new SafeMigrator(context).ApplyAsync();
        Assert.Equal(1000L, await database.ScalarAsync("SELECT count(*) FROM t WHERE writes = 1"));
    }

    [Fact]
    public async Task TableWithoutAKey_IsRefusedWithWhatWouldDo()
    {
        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
        await database.ExecuteAsync(["CREATE TABLE t (a int NOT NULL, b int UNIQUE)", "CREATE INDEX ON t (a)", "INSERT INTO t SELECT i % 7, NULL FROM generate_series(1, 100) i"]);
        var write = new BatchedWrite(BatchedWriteKind.Update, new TableName(null, "t")) { Set = "b = NULL", BatchSize = 10 };
        await using var context = new MigratingContext(database, Of(write));

        var exception = await Assert.ThrowsAsync<SafeMigrationException>(() => new SafeMigrator(context).ApplyAsync());

        Assert.Equal(
            "t has no primary key and no other unique key of NOT NULL columns, by which its rows could be walked in batches; these would do: key: [a]. "
            + "Name such columns with the argument key, or add a key first.",
            exception.Message);
        await using var named = new MigratingContext(database, Of(write with { Key = ["a"] }));
        await new SafeMigrator(named).ApplyAsync();
        Assert.Equal(100L, await database.ScalarAsync("SELECT rows FROM \"__SafeMigrationsJournal\""));
        await using var wrong = new MigratingContext(database, TestMigration.Number(1, static _ => { }), TestMigration.Number(2, Of(write with { Key = ["b"] }).Up));
        Assert.StartsWith(
            "The rows of t cannot be walked by the key (b): no valid btree index", (await Assert.ThrowsAsync<SafeMigrationException>(() => new SafeMigrator(wrong).ApplyAsync())).Message, StringComparison.Ordinal);
    }

    private const string CountingTrigger = """
        CREATE FUNCTION count_writes() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.writes := OLD.writes + 1; RETURN NEW; END';
        CREATE TRIGGER count_writes BEFORE UPDATE ON "T t" FOR EACH ROW EXECUTE FUNCTION count_writes()
        """;

    private static async Task<PostgresDatabase> PreparedAsync()
    {
        var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
        await database.ExecuteAsync(
        [
            "CREATE TABLE t (id bigint PRIMARY KEY, a int, b int, writes int NOT NULL DEFAULT 0)",
            "INSERT INTO t SELECT i, i FROM generate_series(1, 1000) i",
            CountingTrigger.Replace("\"T t\"", "t", StringComparison.Ordinal),
        ]);
        return database;
    }

    private static TestMigration Of(params BatchedWrite[] writes) => TestMigration.Number(
        1,
        b =>
        {
            foreach (var write in writes)
            {
                b.Sql("SELECT 1", suppressTransaction: true).Annotation(SafeStep.Annotation, new Writing(write));
            }
        });

    private sealed record Writing(BatchedWrite Write) : SafeStep
    {
        public override string Title => "write";

        public override System.Collections.Immutable.ImmutableArray<StepPhase> Phases => [StepPhase.InBatches(Write)];
    }
}
