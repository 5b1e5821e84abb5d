using System.Collections.Immutable;
using MigrationAnalyzers.CodeFixes.Tests.Cases;
using MigrationAnalyzers.Engine.Effects;
using Npgsql;

namespace MigrationAnalyzers.CodeFixes.Tests.Proof;

/// <summary>The plain form of a changed type on live servers, when it breaks off after any of its commands and runs again, with writers in between.</summary>
public class ColumnTypeLiveTests
{
    private const string Writes = """
        INSERT INTO orders (id, total, number) SELECT coalesce(max(id), 0) + 1, 0, 77 FROM orders;
        UPDATE orders SET number = number + 1 WHERE id % 1000 = 0;
        DELETE FROM orders WHERE id = 5
        """;

    private const string Answer = """
        SELECT string_agg(id || ' ' || number, ',' ORDER BY id) FILTER (WHERE id % 1000 = 0 OR id > 12000 OR id < 9) || ' ' || sum(number) || ' ' || pg_typeof(min(number))
        FROM orders
        """;

    [Theory]
    [InlineData(EffectOptions.OldestMajor)]
    [InlineData(EffectOptions.NewestMajor)]
    public async Task FormThatBreaksOff_RunsAgainWithAllThatWasWritten(int major)
    {
        var forms = await LiveForms.OfAsync(FixCases.Find("DBM2002 integer to bigint"), major);
        var before = Assert.Single(forms.Before.Up);
        var commands = Assert.Single(forms.After.Up);
        var expected = await RunAsync(forms.Start, [], before);
        Assert.Contains("bigint", expected.Answer, StringComparison.Ordinal);

        foreach (var end in Enumerable.Range(0, commands.Length).Where(i => commands[i].TransactionSuppressed))
        {
            var (answer, catalog) = await RunAsync(forms.Start, commands[..(end + 1)], commands);

            Assert.Equal(expected.Answer, answer);
            Assert.Equal(expected.Catalog, catalog);
        }
    }

    /// <summary>The application goes on writing the value that the new type does not take, and the migration runs when it is gone.</summary>
    [Theory]
    [InlineData(EffectOptions.OldestMajor, "DBM4003 call", "status")]
    [InlineData(EffectOptions.NewestMajor, "DBM4003 call", "status")]
    [InlineData(EffectOptions.OldestMajor, "DBM4003 call, runtime", "quantity")]
    [InlineData(EffectOptions.NewestMajor, "DBM4003 call, runtime", "quantity")]
    public async Task ValueThatDoesNotConvert_FailsBeforeAnythingIsMade(int major, string fixCase, string column)
    {
        var wrong = $"UPDATE orders SET {column} = 'seven' WHERE id = 11999";
        var forms = await LiveForms.OfAsync(FixCases.Find(fixCase), major);
        var commands = Assert.Single(forms.After.Up);
        await using var live = await forms.Start.CreateDatabaseAsync();
        await using var connection = await live.Database.OpenAsync();
        await ExecuteAsync(connection, wrong);

        var error = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(connection, commands));

        Assert.Equal(PostgresErrorCodes.InvalidTextRepresentation, error.SqlState);
        Assert.Contains("\"seven\"", error.MessageText, StringComparison.Ordinal);
        Assert.Equal(forms.Start.State.Catalog, (await LiveState.CaptureAsync(connection)).Catalog);
        await ExecuteAsync(connection, wrong);

        await ExecuteAsync(connection, $"UPDATE orders SET {column} = ' 7 ' WHERE id = 11999");
        await RunAsync(connection, commands);
        Assert.Equal(
            "integer 8000 24001 7",
            await live.Database.ScalarAsync($"SELECT format('%s %s %s %s', pg_typeof(min({column})), count({column}), sum({column}), min({column}) FILTER (WHERE id = 11999)) FROM orders"));
    }

    /// <param name="start">The database.</param>
    /// <param name="first">What runs before somebody writes.</param>
    /// <param name="again">What runs afterwards.</param>
    private static async Task<(string Answer, string Catalog)> RunAsync(LiveStart start, ImmutableArray<EfCommand> first, ImmutableArray<EfCommand> again)
    {
        await using var live = await start.CreateDatabaseAsync();
        await using var connection = await live.Database.OpenAsync();
        await RunAsync(connection, first);
        await ExecuteAsync(connection, Writes);
        await RunAsync(connection, again);
        return ((string)(await live.Database.ScalarAsync(Answer))!, (await LiveState.CaptureAsync(connection)).Catalog);
    }

    /// <summary>As EF Core does: a transaction up to each command that suppresses it.</summary>
    private static async Task RunAsync(NpgsqlConnection connection, ImmutableArray<EfCommand> commands)
    {
        await ExecuteAsync(connection, "ROLLBACK");
        var isOpen = false;
        foreach (var command in commands)
        {
            if (isOpen == command.TransactionSuppressed)
            {
                await ExecuteAsync(connection, isOpen ? "COMMIT" : "BEGIN");
                isOpen = !isOpen;
            }

            await ExecuteAsync(connection, command.Text);
        }

        if (isOpen)
        {
            await ExecuteAsync(connection, "COMMIT");
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
