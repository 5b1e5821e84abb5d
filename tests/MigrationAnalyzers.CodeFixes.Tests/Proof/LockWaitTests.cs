using System.Collections.Immutable;
using MigrationAnalyzers.CodeFixes.Tests.Cases;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.PostgresServers;
using Npgsql;

namespace MigrationAnalyzers.CodeFixes.Tests.Proof;

/// <summary>A transaction that has read the tables stays open. The fixed form gives up, so that who queues behind it can go on; the unfixed one waits, and they with it.</summary>
public class LockWaitTests
{
    private const string LockNotAvailable = "55P03";

    public static TheoryData<int> Majors => [EffectOptions.OldestMajor, EffectOptions.NewestMajor];

    [Theory]
    [MemberData(nameof(Majors))]
    public async Task FixedForm_DoesNotWaitAsLongAsItTakes(int major)
    {
        var cases = FixCases.All.Where(c => c.LimitsWaiting && major >= c.OldestMajor).ToList();
        Assert.NotEmpty(cases);

        var ends = await Task.WhenAll(cases.Select(async c => (Case: c.ToString(), Ends: await EndsAsync(c, major))));

        Assert.All(ends, static e => Assert.Equal((e.Case, (true, LockNotAvailable)), e));
    }

    /// <summary>Whether the unfixed form still waits when the fixed one has ended, and how this one has.</summary>
    private static async Task<(bool BeforeWaits, string? After)> EndsAsync(FixCase fixCase, int major)
    {
        var forms = await LiveForms.OfAsync(fixCase, major);
        await using var beforeDatabase = await forms.Start.CreateDatabaseAsync();
        await using var afterDatabase = await forms.Start.CreateDatabaseAsync();
        await using var beforeReader = await ReadAsync(beforeDatabase.Database, forms.Start);
        await using var afterReader = await ReadAsync(afterDatabase.Database, forms.Start);
        using var enough = new CancellationTokenSource();
        var before = RunAsync(beforeDatabase.Database, forms.Before.Up, enough.Token);
        var after = await RunAsync(afterDatabase.Database, forms.After.Up, CancellationToken.None);
        var waits = !before.IsCompleted;
        await enough.CancelAsync();
        await before;
        return (waits, after);
    }

    private static async Task<NpgsqlConnection> ReadAsync(PostgresDatabase database, LiveStart start)
    {
        var connection = await database.OpenAsync();
        await using var command = new NpgsqlCommand($"BEGIN; LOCK TABLE {string.Join(", ", start.Tables)} IN ACCESS SHARE MODE", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>The SQLSTATE that it ends with; null when it succeeds.</summary>
    private static async Task<string?> RunAsync(PostgresDatabase database, ImmutableArray<ImmutableArray<EfCommand>> migrations, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(CancellationToken.None);
        try
        {
            foreach (var commands in migrations)
            {
                NpgsqlTransaction? transaction = null;
                foreach (var command in commands)
                {
                    if (command.TransactionSuppressed && transaction is not null)
                    {
                        await transaction.CommitAsync(cancellationToken);
                    }

                    transaction = command.TransactionSuppressed ? null : transaction ?? await connection.BeginTransactionAsync(cancellationToken);
                    await using var sql = new NpgsqlCommand(command.Text, connection) { CommandTimeout = 0 };
                    await sql.ExecuteNonQueryAsync(cancellationToken);
                }

                if (transaction is not null)
                {
                    await transaction.CommitAsync(cancellationToken);
                }
            }

            return null;
        }
        catch (PostgresException e)
        {
            return e.SqlState;
        }
        catch (OperationCanceledException)
        {
            return "57014";
        }
    }
}
