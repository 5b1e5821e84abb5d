using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.Runtime.Tests.Migrating;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Tests.Resilience;

/// <summary>What the next run makes of commands that failed or were interrupted, and where batched writes end.</summary>
public sealed class InterruptionTests
{
    /// <summary>The index, or its absence, that the next run finds is not of this command.</summary>
    [Theory]
    [InlineData("CREATE INDEX CONCURRENTLY ix_taken ON items (price)", "42P07")]
    [InlineData("DROP INDEX CONCURRENTLY ix_misspelled", "42704")]
    public async Task CommandThatFailed_IsNotTakenForDoneByTheNextRun(string sql, string sqlState)
    {
        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
        await using var context = new MigratingContext(database, Counted.Table, TestMigration.Number(2, b => b.Sql(sql, suppressTransaction: true)));
        var migrator = new SafeMigrator(context);
        await migrator.ApplyAsync("Migration1");
        await database.ExecuteAsync("CREATE INDEX ix_taken ON items (id)");

        for (var i = 0; i < 2; i++)
        {
            var exception = await Assert.ThrowsAsync<SafeMigrationException>(() => migrator.ApplyAsync());
            Assert.Equal(sqlState, Assert.IsType<PostgresException>(exception.InnerException).SqlState);
        }
    }

    [Fact]
    public async Task RowsThatComeLater_AreNoneOfABatchedWrite()
    {
        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
        var migration = TestMigration.Number(2, static b => b.InsertInBatches("numbers", ["value"], "numbers", ["value + 1000"], "TRUE", batchSize: 7));
        await using var context = new MigratingContext(
            database,
            TestMigration.Number(1, static b => b.Sql("CREATE TABLE numbers (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, value int NOT NULL); INSERT INTO numbers (value) SELECT generate_series(1, 100)")),
            migration);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));

        await new SafeMigrator(context).ApplyAsync(cancellationToken: patience.Token);

        Assert.Equal(200L, await database.ScalarAsync("SELECT count(*) FROM numbers"));
        Assert.Equal(100L, await database.ScalarAsync("SELECT count(DISTINCT value) FROM numbers WHERE value > 1000"));
    }
}
