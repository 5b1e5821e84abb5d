using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;
using MigrationAnalyzers.PostgresServers;

namespace MigrationAnalyzers.Engine.Tests.Servers;

/// <summary>The table of functions says what the servers' own pg_proc says.</summary>
public sealed class KnownFunctionsServerTests
{
    // Callable from SQL, and not only while pg_upgrade runs.
    private const string Functions =
        """
        select proname::text, max(case provolatile when 'i' then 0 when 's' then 1 else 2 end)
        from pg_proc
        where pronamespace = 'pg_catalog'::regnamespace
          and 'internal'::regtype <> all (proargtypes) and 'cstring'::regtype <> all (proargtypes)
          and prorettype not in ('internal'::regtype, 'cstring'::regtype, 'trigger'::regtype, 'event_trigger'::regtype)
          and proname !~ '^binary_upgrade_'
          -- Marked volatile by mistake up to version 14; timezone(text, timestamptz), which is the one in use, never was.
          and oid <> 'timezone(text, timetz)'::regprocedure
        group by proname
        """;

    public static TheoryData<int> Majors => [.. PostgresServer.Majors];

    [Fact]
    public async Task FunctionsOfTheNewestServer_AreKnownWithTheirVolatility()
    {
        var unknown = new List<string>();
        foreach (var (name, volatility) in await ReadAsync(PostgresServer.Majors[^1]))
        {
            if (KnownFunctions.Of("pg_catalog", name) != volatility)
            {
                unknown.Add($"{name} is {volatility}");
            }
        }

        Assert.Empty(unknown);
    }

    [Theory]
    [MemberData(nameof(Majors))]
    public async Task FunctionOfAnyServer_HasNotBecomeMoreVolatile(int major)
    {
        var different = new List<string>();
        foreach (var (name, volatility) in await ReadAsync(major))
        {
            if (KnownFunctions.Of("pg_catalog", name) is { } known && known != volatility && Volatility.Volatile == (known > volatility ? known : volatility))
            {
                different.Add($"{name} is {volatility}, and {known} in the table");
            }
        }

        Assert.Empty(different);
    }

    [Theory]
    [MemberData(nameof(Majors))]
    public async Task FunctionOfAnyServer_IsKnownToBeInThatVersion(int major)
    {
        var functions = (await ReadAsync(major)).Select(static f => f.Name).ToHashSet();
        var newest = (await ReadAsync(PostgresServer.Majors[^1])).Select(static f => f.Name);

        // EXTRACT is a form of the grammar in every version.
        Assert.All(functions, f => Assert.True(KnownFunctions.IsBuiltIn(f, major), f));
        Assert.All(newest.Where(static f => f != "extract"), f => Assert.True(KnownFunctions.IsBuiltIn(f, major) == functions.Contains(f), f));
    }

    private static async Task<List<(string Name, Volatility Volatility)>> ReadAsync(int major)
    {
        var server = await PostgresServer.SharedAsync(major);
        await using var database = await server.CreateDatabaseAsync();
        await using var connection = await database.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = Functions;
        await using var reader = await command.ExecuteReaderAsync();
        var functions = new List<(string, Volatility)>();
        while (await reader.ReadAsync())
        {
            functions.Add((reader.GetString(0), (Volatility)reader.GetInt32(1)));
        }

        return functions;
    }
}
