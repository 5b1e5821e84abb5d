using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.Runtime.Execution;
using MigrationAnalyzers.Runtime.Steps;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Tests.Expand;

public enum Runner
{
    /// <summary>Each command of the migration as it stands, as dotnet ef does it.</summary>
    Plain,

    /// <summary>The phases of the steps.</summary>
    Phases,
}

/// <summary>Executes what a migration says, one way or the other.</summary>
internal static class Change
{
    public const string Provider = "Npgsql.EntityFrameworkCore.PostgreSQL";

    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(50);

    /// <param name="database">Where.</param>
    /// <param name="runner">How.</param>
    /// <param name="build">What the migration's Up does.</param>
    /// <param name="messages">Gets what the server says at DEBUG1: which tables it reads, rewrites and builds indexes of.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task ApplyAsync(
        PostgresDatabase database, Runner runner, Action<MigrationBuilder> build, List<string>? messages = null, CancellationToken cancellationToken = default)
    {
        var builder = new MigrationBuilder(Provider);
        build(builder);
        await using var connection = await database.OpenAsync(cancellationToken);
        if (messages is not null)
        {
            connection.Notice += (_, e) => messages.Add(e.Notice.MessageText);
            await using var command = new NpgsqlCommand("SET client_min_messages = debug1", connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        var operations = builder.Operations.Cast<SqlOperation>().ToList();
        Assert.All(operations, static o => Assert.True(o.SuppressTransaction));
        if (runner == Runner.Plain)
        {
            foreach (var operation in operations)
            {
                await RetryAsync(connection, [operation.Sql], inTransaction: false, cancellationToken);
            }

            return;
        }

        foreach (var step in operations.Select(static o => (SafeStep)o[SafeStep.Annotation]!).Distinct())
        {
            foreach (var phase in await step.PhasesAsync(new StepContext(connection), cancellationToken))
            {
                await ExecuteAsync(connection, phase, cancellationToken);
            }
        }
    }

    /// <summary>The message and the hint that the server refuses with.</summary>
    public static async Task<string> RefusalAsync(PostgresDatabase database, Runner runner, Action<MigrationBuilder> build)
    {
        var exception = await Assert.ThrowsAsync<PostgresException>(() => ApplyAsync(database, runner, build));
        Assert.True(exception.SqlState == PostgresErrorCodes.ObjectNotInPrerequisiteState, exception.ToString());
        return $"{exception.MessageText} | {exception.Hint}";
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, StepPhase phase, CancellationToken cancellationToken)
    {
        if (phase.IsDone is { } isDone)
        {
            await using var question = new NpgsqlCommand(isDone, connection);
            if (await question.ExecuteScalarAsync(cancellationToken) is true)
            {
                return;
            }
        }

        ImmutableArray<string> sql = phase.Kind == PhaseKind.Batches ? [BatchBlock.Write(phase.Batches! with { BatchSize = 100 }, null)] : phase.Sql;
        await RetryAsync(connection, sql, inTransaction: phase.Kind == PhaseKind.ShortLock, cancellationToken);
    }

    private static async Task RetryAsync(NpgsqlConnection connection, ImmutableArray<string> statements, bool inTransaction, CancellationToken cancellationToken)
    {
        while (true)
        {
            var transaction = inTransaction ? await connection.BeginTransactionAsync(cancellationToken) : null;
            try
            {
                foreach (var sql in inTransaction ? ["SET LOCAL lock_timeout = '1500ms'", .. statements] : statements)
                {
                    await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
                    await command.ExecuteNonQueryAsync(cancellationToken);
                }

                await (transaction?.CommitAsync(cancellationToken) ?? Task.CompletedTask);
                return;
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected)
            {
                await (transaction?.RollbackAsync(cancellationToken) ?? Task.CompletedTask);
                await Task.Delay(RetryPause, cancellationToken);
            }
            finally
            {
                await (transaction?.DisposeAsync() ?? ValueTask.CompletedTask);
            }
        }
    }
}
