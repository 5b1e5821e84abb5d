using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.PostgresServers.Probes;
using MigrationAnalyzers.Runtime.Tests.Steps;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Tests.Proof;

/// <summary>The operation of EF Core in a transaction that the test ends, as that of a migration does after its last operation.</summary>
internal static class UnsafeForm
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    /// <summary>Executes it; returns how many statements the writers got done from the time when all of them had come to wait until it was over.</summary>
    /// <param name="database">Where.</param>
    /// <param name="helper">What.</param>
    /// <param name="traffic">Is under way.</param>
    /// <param name="writers">How many of the sessions write.</param>
    /// <param name="gate">Has the reader that holds on.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<int> RunAsync(PostgresDatabase database, HelperCase helper, Traffic traffic, int writers, Gate gate, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var operation = ExecuteAsync(connection, helper, cancellationToken);
        await WaitUntilBlockedAsync(database, connection.ProcessID, writers, operation, cancellationToken);
        var before = traffic.Report.Writers.Statements;
        await gate.EndReaderAsync(cancellationToken);
        await operation;

        // None of them can have got on: whoever waited before the operation was done, waits until the transaction ends.
        await WaitUntilBlockedAsync(database, connection.ProcessID, writers, operation, cancellationToken);
        var after = traffic.Report.Writers.Statements;
        await transaction.CommitAsync(cancellationToken);
        return after - before;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, HelperCase helper, CancellationToken cancellationToken)
    {
        foreach (var command in PlainRunner.Commands(helper.Unsafe))
        {
            Assert.False(command.TransactionSuppressed);
            await using var sql = new NpgsqlCommand(command.CommandText, connection) { CommandTimeout = 0 };
            await sql.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>Until that many sessions wait for a lock of this one, directly or as next in the queue.</summary>
    private static async Task WaitUntilBlockedAsync(PostgresDatabase database, int processId, int sessions, Task operation, CancellationToken cancellationToken)
    {
        await using var looking = await database.OpenAsync(cancellationToken);
        while (true)
        {
            await using var command = new NpgsqlCommand("SELECT count(*) FROM pg_stat_activity WHERE application_name = $2 AND datname = current_database() AND $1 = ANY (pg_blocking_pids(pid))", looking)
            {
                Parameters = { new() { Value = processId }, new() { Value = HelperTrafficTests.WriterName } },
            };
            if ((long)(await command.ExecuteScalarAsync(cancellationToken))! == sessions)
            {
                return;
            }

            if (operation.IsFaulted)
            {
                await operation;
            }

            await Task.Delay(Interval, cancellationToken);
        }
    }
}
