using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.SafeForms;
using MigrationAnalyzers.PostgresServers;
using Npgsql;

namespace MigrationAnalyzers.CodeFixes.Tests.Proof;

public class SqlIdentifierLiveTests
{
    private const string Names = """
        SELECT word, quote_ident(word) FROM pg_get_keywords()
        UNION ALL
        SELECT name, quote_ident(name)
        FROM unnest(ARRAY['a', 'A', 'a1', '1a', '_', 'a b', 'a"b', 'ä', 'a$', 'Order', 'orders', 'a-b', 'a.b', '']) AS name
        """;

    [Fact]
    public async Task NewestServer_QuotesTheSameNames()
    {
        foreach (var (name, quoted) in await NamesAsync(EffectOptions.NewestMajor))
        {
            Assert.Equal(quoted, SqlIdentifier.Quote(name));
        }
    }

    [Fact]
    public async Task OldestServer_QuotesNoMoreNames()
    {
        foreach (var (name, quoted) in await NamesAsync(EffectOptions.OldestMajor))
        {
            if (!string.Equals(name, quoted, StringComparison.Ordinal))
            {
                Assert.Equal(quoted, SqlIdentifier.Quote(name));
            }
        }
    }

    private static async Task<List<(string Name, string Quoted)>> NamesAsync(int major)
    {
        var server = await PostgresServer.SharedAsync(major);
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(Names, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var names = new List<(string, string)>();
        while (await reader.ReadAsync())
        {
            names.Add((reader.GetString(0), reader.GetString(1)));
        }

        Assert.True(names.Count > 400, $"There are only {names.Count} names.");
        return names;
    }
}
