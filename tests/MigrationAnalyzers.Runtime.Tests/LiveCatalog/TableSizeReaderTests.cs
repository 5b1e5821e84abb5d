using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.Runtime.LiveCatalog;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Tests.LiveCatalog;

public sealed class TableSizeReaderTests
{
    private const string Schema = """"
        CREATE SCHEMA "Odd ""one""";
        CREATE TABLE "Odd ""one"""."Big\" AS SELECT g AS id, repeat('x', 100) AS t FROM generate_series(1, 20000) g;
        CREATE TABLE few (id integer PRIMARY KEY);
        INSERT INTO few SELECT generate_series(1, 10);
        CREATE TABLE never AS SELECT g FROM generate_series(1, 10) g;
        ALTER TABLE never SET (autovacuum_enabled = false);
        CREATE TABLE nothing (id integer);
        CREATE TABLE whole (id integer) PARTITION BY RANGE (id);
        CREATE TABLE part1 PARTITION OF whole FOR VALUES FROM (0) TO (1000) PARTITION BY RANGE (id);
        CREATE TABLE part11 PARTITION OF part1 FOR VALUES FROM (0) TO (500);
        CREATE TABLE part12 PARTITION OF part1 FOR VALUES FROM (500) TO (1000);
        CREATE TABLE part2 PARTITION OF whole FOR VALUES FROM (1000) TO (2000);
        INSERT INTO whole SELECT generate_series(0, 1999);
        CREATE MATERIALIZED VIEW copied AS SELECT * FROM few;
        """";

    [Theory]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(18)]
    public async Task Sizes_AreThoseOfTheDatabase(int major)
    {
        await using var database = await (await PostgresServer.SharedAsync(major)).CreateDatabaseAsync();
        await database.ExecuteAsync([Schema, "ANALYZE \"Odd \"\"one\"\"\".\"Big\\\"", "ANALYZE few", "ANALYZE part11", "ANALYZE part12", "ANALYZE part2", "ANALYZE copied"]);

        var sizes = (await ReadAsync(database)).ToDictionary(static t => t.Name);

        Assert.Equal(20000, sizes["Big\\"].Rows);
        Assert.Equal("Odd \"one\"", sizes["Big\\"].Schema);
        Assert.InRange(sizes["Big\\"].TotalBytes!.Value, 2_000_000, 4_000_000);
        Assert.Equal(10, sizes["few"].Rows);
        Assert.Equal(await database.ScalarAsync("SELECT pg_total_relation_size('few')"), sizes["few"].TotalBytes);
        Assert.Null(sizes["never"].Rows);
        Assert.Equal(0, sizes["nothing"].Rows);
        Assert.Equal(10, sizes["copied"].Rows);
        Assert.Equal(2000, sizes["whole"].Rows);
        Assert.Equal(1000, sizes["part1"].Rows);
        Assert.Equal(sizes["part11"].TotalBytes + sizes["part12"].TotalBytes + sizes["part2"].TotalBytes, sizes["whole"].TotalBytes);
        Assert.Equal(10, sizes.Count);
    }

    [Fact]
    public async Task PartitionThatWasNeverAnalyzed_LeavesTheRowsOfTheWholeOpen()
    {
        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
        await database.ExecuteAsync([Schema, "ALTER TABLE part11 SET (autovacuum_enabled = false)", "ANALYZE part12", "ANALYZE part2"]);

        var sizes = (await ReadAsync(database)).ToDictionary(static t => t.Name);

        Assert.Null(sizes["whole"].Rows);
        Assert.Null(sizes["part1"].Rows);
        Assert.Equal(1000, sizes["part2"].Rows);
        Assert.True(sizes["whole"].TotalBytes > 0);
    }

    [Fact]
    public async Task TableThatGrewSinceItWasAnalyzed_HasTheRowsOfItsFile()
    {
        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
        await database.ExecuteAsync(
        [
            "CREATE TABLE grown (id integer, t text) WITH (autovacuum_enabled = false)",
            "INSERT INTO grown SELECT g, repeat('x', 100) FROM generate_series(1, 10000) g",
            "ANALYZE grown",
            "INSERT INTO grown SELECT g, repeat('x', 100) FROM generate_series(1, 90000) g",
        ]);

        var size = Assert.Single(await ReadAsync(database));

        Assert.InRange(size.Rows!.Value, 95_000, 105_000);
    }

    [Fact]
    public async Task RoleWithoutRights_ReadsAll()
    {
        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
        var role = "sizer_" + database.Name;
        await database.ExecuteAsync([Schema, $"CREATE ROLE {role}"]);
        try
        {
            await using var connection = await database.OpenAsync();
            await using var command = new NpgsqlCommand($"SET ROLE {role}", connection);
            await command.ExecuteNonQueryAsync();

            Assert.Equal(10, (await TableSizeReader.ReadAsync(connection)).Tables.Length);
        }
        finally
        {
            await database.ExecuteAsync($"DROP ROLE {role}");
        }
    }

    [Fact]
    public void WrittenFile_IsReadByTheAnalyzers()
    {
        var measured = new MeasuredTables(18, new DateTimeOffset(2026, 1, 31, 13, 0, 0, TimeSpan.FromHours(1)),
        [
            new MeasuredTable("public", "orders", 14_000_000, 3_328_599_654),
            new MeasuredTable("Odd \"one\"", "Big\\\u0001é", null, null),
        ]);

        var json = measured.ToJson();
        var (sizes, problem) = TableSizes.Read(json);

        Assert.Null(problem);
        Assert.Equal(new TableSize(14_000_000, 3_328_599_654), sizes.Find(new RelationName(null, "orders")));
        Assert.Equal(new TableSize(null, null), sizes.Find(new RelationName("Odd \"one\"", "Big\\\u0001é")));
        Assert.Equal(sizes.Find(new RelationName(null, "orders")), measured.ToTableSizes().Find(new RelationName(null, "orders")));
        Assert.StartsWith(
            """
            {
              "format": 1,
              "postgres": 18,
              "collected": "2026-01-31T12:00:00Z",
              "tables": [
                { "schema": "public", "table": "orders", "rows": 14000000, "totalBytes": 3328599654 },

            """.ReplaceLineEndings("\n"),
            json,
            StringComparison.Ordinal);
    }

    [Fact]
    public void DatabaseWithoutTables_GivesAFileWithoutTables()
    {
        var (sizes, problem) = TableSizes.Read(new MeasuredTables(18, DateTimeOffset.UnixEpoch, []).ToJson());

        Assert.Null(problem);
        Assert.Null(sizes.Find(new RelationName(null, "orders")));
    }

    private static async Task<IReadOnlyList<MeasuredTable>> ReadAsync(PostgresDatabase database)
    {
        await using var connection = await database.OpenAsync();
        return (await TableSizeReader.ReadAsync(connection)).Tables;
    }
}
