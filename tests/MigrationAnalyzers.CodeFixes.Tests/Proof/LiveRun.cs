using System.Collections.Immutable;
using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.PostgresServers.Catalog;
using MigrationAnalyzers.PostgresServers.Tracing;

namespace MigrationAnalyzers.CodeFixes.Tests.Proof;

/// <summary>A migration as it ran on a live server: what each command locked and did, and the schema that it left.</summary>
internal sealed record LiveRun(ImmutableArray<StatementTrace> Traces, string Catalog, string Data, object? Answer)
{
    /// <summary>The commands that built, scanned or rewrote something while writers of a table that was there before had to wait.</summary>
    public IEnumerable<StatementTrace> WorkUnderBlockingLock => Traces.Where(static t => DoesWork(t) && Blocks(t));

    /// <summary>The commands that made writers of a table that was there before wait, however shortly.</summary>
    public IEnumerable<StatementTrace> BlockingLocks => Traces.Where(Blocks);

    public StatementError? Error => Traces.Select(static t => t.Error).FirstOrDefault(static e => e is not null);

    private static bool Blocks(StatementTrace trace) => trace.Locks.Any(static l => l.Kind is 'r' or 'p' && l.Mode >= TableLockMode.Share);

    private static bool DoesWork(StatementTrace trace) =>
        trace.Rewritten.Count > 0 || trace.Scanned.Count > 0
        || trace.Messages.Any(static m => m.StartsWith("build[", StringComparison.Ordinal)
            || m.StartsWith("FKSCAN[", StringComparison.Ordinal)
            || m.StartsWith("SCAN[", StringComparison.Ordinal)
            || m.StartsWith("REWRITE[", StringComparison.Ordinal));

    /// <summary>
    /// Runs the commands as EF Core does: one transaction, committed before each command that suppresses it, and begun again after it. A command outside of
    /// a transaction runs while a writer of every table is under way: one that needed a lock against writers would be seen waiting for it.
    /// </summary>
    /// <param name="start">What was there before, each in a transaction of its own.</param>
    /// <param name="tables">The tables of the start.</param>
    /// <param name="question">Asked in the end.</param>
    public static async Task<LiveRun> RunAsync(
        int major, IEnumerable<string> start, IEnumerable<string> tables, IReadOnlyList<EfCommand> commands, string? question = null)
    {
        var server = await PostgresServer.SharedAsync(major);
        await using var database = await server.CreateDatabaseAsync();
        await database.ExecuteAsync(start);
        var blocker = $"LOCK TABLE {string.Join(", ", tables)} IN ROW EXCLUSIVE MODE";

        var traces = ImmutableArray.CreateBuilder<StatementTrace>();
        for (var i = 0; i < commands.Count;)
        {
            if (commands[i].TransactionSuppressed)
            {
                traces.Add(await LockTrace.OutsideTransactionAsync(database, commands[i++].Text, blocker));
            }
            else
            {
                var transaction = commands.Skip(i).TakeWhile(static c => !c.TransactionSuppressed).Select(static c => c.Text).ToList();
                traces.AddRange(await LockTrace.InTransactionAsync(database, transaction));
                i += transaction.Count;
            }

            if (traces[^1].Error is not null)
            {
                break;
            }
        }

        await using var connection = await database.OpenAsync();
        var catalog = await CatalogSnapshot.CaptureAsync(connection);
        var all = await CatalogSnapshot.CaptureAsync(connection, new CatalogSnapshotOptions { IncludeData = true });
        var answer = question is null || traces.Any(static t => t.Error is not null) ? null : await database.ScalarAsync(question);
        return new LiveRun(traces.ToImmutable(), catalog.ToString(), string.Join('\n', all.Lines.Except(catalog.Lines)), answer);
    }
}
