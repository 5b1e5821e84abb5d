using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
using MigrationAnalyzers.Engine.Sql;
using MigrationAnalyzers.PostgresServers;
using Npgsql;

namespace MigrationAnalyzers.CodeFixes.Tests.Proof;

/// <summary>A statement in batches on live servers: keys of every kind, and a run that breaks off and starts again.</summary>
public class BatchedWriteLiveTests
{
    private const string Write = "UPDATE things SET state = 'done' WHERE state IS DISTINCT FROM 'done' OR note IS NULL";

    public static TheoryData<int, string, string> Keys
    {
        get
        {
            var data = new TheoryData<int, string, string>();
            foreach (var major in (int[])[EffectOptions.OldestMajor, EffectOptions.NewestMajor])
            {
                data.Add(major, "k text COLLATE \"C\" PRIMARY KEY", "i::text");
                data.Add(major, "k uuid PRIMARY KEY", "md5(i::text)::uuid");
                data.Add(major, "k numeric(12,3) PRIMARY KEY", "-i / 7.0");
                data.Add(major, "k timestamptz PRIMARY KEY", "timestamptz '2020-01-01' + i * interval '1 minute'");
                data.Add(major, "\"K 1\" smallint, k2 varchar(20), PRIMARY KEY (\"K 1\", k2)", "i % 3, i::text");
                data.Add(major, "k bytea NOT NULL UNIQUE", "int4send(i)");
                data.Add(major, "k interval PRIMARY KEY, big int[]", "i * interval '1 second', ARRAY[i]");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Batches_WriteWhatTheStatementWrites(int major, string key, string value)
    {
        var create = $"CREATE TABLE things ({key}, state text, note text)";
        var fill = $"INSERT INTO things SELECT {value}, CASE i % 4 WHEN 0 THEN 'done' WHEN 1 THEN 'new' END, CASE WHEN i % 5 > 0 THEN 'x' END FROM generate_series(1, 12001) AS i";
        var expected = await RunAsync(major, create, fill, Write);

        Assert.Equal(expected, await RunAsync(major, create, fill, Block(create, Write)));
        Assert.Equal(expected, await RunAsync(major, create, fill, Block(create, Write), Block(create, Write)));
    }

    [Theory]
    [InlineData(EffectOptions.OldestMajor)]
    [InlineData(EffectOptions.NewestMajor)]
    public async Task RunThatBreaksOff_GoesOnWhenItRunsAgain(int major)
    {
        const string Create = "CREATE TABLE things (k bigint PRIMARY KEY, state text, note text CHECK (note <> '9000'))";
        const string Fill = "INSERT INTO things SELECT i, i::text, 'x' FROM generate_series(1, 12001) AS i";
        var block = Block(Create, "UPDATE things SET note = state");

        await using var connection = await ConnectAsync(major);
        await ExecuteAsync(connection, Create, Fill);
        var error = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(connection, block));
        Assert.Equal(PostgresErrorCodes.CheckViolation, error.SqlState);
        Assert.Equal(5000L, await ScalarAsync(connection, "SELECT count(*) FROM things WHERE note = state"));

        await ExecuteAsync(connection, "UPDATE things SET state = '0' WHERE k = 9000", block);
        Assert.Equal(12001L, await ScalarAsync(connection, "SELECT count(*) FROM things WHERE note = state"));
    }

    private static SchemaCatalog Catalog(string create) => SchemaCatalog.Empty.Apply(new MigrationUnit(MigrationDirection.Up, SqlFrontEnd.Read(SqlText.OfFile("a.sql", create))));

    private static string Block(string create, string statement)
    {
        var form = BatchedWriteForm.TryCreate(statement, Catalog(create));
        Assert.NotNull(form);
        return form.Block();
    }

    private static async Task<object?> RunAsync(int major, params string[] statements)
    {
        await using var connection = await ConnectAsync(major);
        await ExecuteAsync(connection, statements);
        return await ScalarAsync(connection, "SELECT count(*) || ' ' || md5(string_agg(t::text, ';' ORDER BY t::text)) FROM things t");
    }

    /// <summary>Its tables go with it.</summary>
    private static async Task<NpgsqlConnection> ConnectAsync(int major)
    {
        var server = await PostgresServer.SharedAsync(major);
        var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await ExecuteAsync(connection, "SET search_path = pg_temp");
        return connection;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, params string[] statements)
    {
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string query)
    {
        await using var command = new NpgsqlCommand(query, connection);
        return await command.ExecuteScalarAsync();
    }
}
