using System.Collections.Concurrent;
using MigrationAnalyzers.PostgresServers;

namespace MigrationAnalyzers.CodeFixes.Tests.Proof;

/// <summary>Tablespaces belong to the server, and are there for all its databases.</summary>
internal static class LiveTablespace
{
    private static readonly ConcurrentDictionary<(int, string), Lazy<Task>> s_made = [];

    /// <summary>Makes it in the folder of the server's own data, which from PostgreSQL 15 on is allowed for tests.</summary>
    public static Task RequireAsync(int major, string name) => s_made.GetOrAdd((major, name), static key => new(() => CreateAsync(key.Item1, key.Item2))).Value;

    private static async Task CreateAsync(int major, string name)
    {
        await using var database = await (await PostgresServer.SharedAsync(major)).CreateDatabaseAsync();
        await using var connection = await database.OpenAsync();
        foreach (var sql in (string[])["SET allow_in_place_tablespaces = on", $"CREATE TABLESPACE {name} LOCATION ''"])
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync();
        }
    }
}
