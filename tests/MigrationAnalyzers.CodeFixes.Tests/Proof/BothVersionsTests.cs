using System.Collections.Immutable;
using System.Globalization;
using MigrationAnalyzers.CodeFixes.Tests.Cases;
using MigrationAnalyzers.PostgresServers;
using Npgsql;

namespace MigrationAnalyzers.CodeFixes.Tests.Proof;

/// <summary>
/// Between an expansion and its contraction the old and the new version of the application work side by side and see what the other writes; and again when the contraction has been taken back.
/// </summary>
public class BothVersionsTests
{
    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (var fixCase in FixCases.All.Where(static c => !c.WhileBothRun.IsEmpty))
            {
                foreach (var major in (int[])[Math.Max(fixCase.OldestMajor, PostgresServer.Majors[0]), PostgresServer.Majors[^1]])
                {
                    cases.Add(fixCase.ToString(), major);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task BothVersions_WorkSideBySide(string name, int major)
    {
        var fixCase = FixCases.Find(name);
        var forms = await LiveForms.OfAsync(fixCase, major);
        await using var live = await forms.Start.CreateDatabaseAsync();
        // Roles of the application may not write what the other tests count.
        await live.Database.ExecuteAsync(["DROP SCHEMA proof CASCADE"]);
        var (up, down) = (forms.After.Up, forms.After.Down);

        foreach (var migration in up.Take(up.Length - 1))
        {
            await ApplyAsync(live.Database, migration);
        }

        await SendAsync(live.Database, fixCase);
        await ApplyAsync(live.Database, up[^1]);
        await ApplyAsync(live.Database, down[0]);
        await SendAsync(live.Database, fixCase);
        await ApplyAsync(live.Database, up[^1]);
        foreach (var migration in down)
        {
            await ApplyAsync(live.Database, migration);
        }
    }

    private static async Task SendAsync(PostgresDatabase database, FixCase fixCase)
    {
        await using var connection = await database.OpenAsync();
        foreach (var (sql, answer) in fixCase.WhileBothRun)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            var actual = Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
            if (answer is not null)
            {
                Assert.Equal((sql, answer), (sql, actual));
            }
        }
    }

    private static async Task ApplyAsync(PostgresDatabase database, ImmutableArray<EfCommand> commands)
    {
        await using var connection = await database.OpenAsync();
        for (var i = 0; i < commands.Length;)
        {
            if (commands[i].TransactionSuppressed)
            {
                await ExecuteAsync(connection, commands[i++].Text);
                continue;
            }

            await using var transaction = await connection.BeginTransactionAsync();
            for (; i < commands.Length && !commands[i].TransactionSuppressed; i++)
            {
                await ExecuteAsync(connection, commands[i].Text);
            }

            await transaction.CommitAsync();
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
