using MigrationAnalyzers.Engine.Sql;
using MigrationAnalyzers.Engine.Tests.Sql;
using MigrationAnalyzers.PostgresServers;

namespace MigrationAnalyzers.Engine.Tests.Servers;

/// <summary>What counts as a proof for SET NOT NULL is what the servers take for one.</summary>
public sealed class NotNullProofServerTests
{
    public static TheoryData<int> Majors => [.. PostgresServer.Majors];

    [Theory]
    [MemberData(nameof(Majors))]
    public async Task Check_IsAProofWhereTheServerSkipsTheScan(int major)
    {
        var server = await PostgresServer.SharedAsync(major);
        await using var database = await server.CreateDatabaseAsync();
        await using var connection = await database.OpenAsync();
        var messages = new List<string>();
        connection.Notice += (_, e) => messages.Add(e.Notice.MessageText);
        await ExecuteAsync("set client_min_messages = debug1");

        var wrong = new List<string>();
        foreach (var check in NotNullProverTests.Checks())
        {
            await ExecuteAsync($"create table t (a int, b int, c int); alter table t add constraint k check ({check})");
            messages.Clear();
            await ExecuteAsync("alter table t alter a set not null");
            var isProved = messages.Exists(static m => m.Contains("sufficient to prove", StringComparison.Ordinal));
            if (isProved != SqlFrontEnd.ReadExpression(check).ProvesNotNull.Contains("a"))
            {
                wrong.Add($"{check}: the server says {isProved}");
            }

            await ExecuteAsync("drop table t");
        }

        Assert.Empty(wrong);

        async Task ExecuteAsync(string sql)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync();
        }
    }
}
