using System.Collections.Immutable;
using MigrationAnalyzers.Engine.SafeForms;
using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.PostgresServers.Tracing;
using Npgsql;

namespace MigrationAnalyzers.CodeFixes.Tests.Proof;

/// <summary>Migrations as they ran on a live server: what each command locked and did, and what they left.</summary>
internal sealed record LiveRun
{
    public required ImmutableArray<StatementTrace> Traces { get; init; }

    /// <summary>The long work that was done while writers of a table of the start had to wait.</summary>
    public required ImmutableArray<LiveWork> Blocking { get; init; }

    /// <summary>The strongest lock on a table of the start; null for none.</summary>
    public TableLockMode? Strongest { get; init; }

    /// <summary>Where it ended; null after an error.</summary>
    public LiveState? There { get; init; }

    public object? Answer { get; init; }

    /// <summary>Where the way back ended; null when it was not gone, or failed.</summary>
    public LiveState? Back { get; init; }

    public StatementError? Error { get; init; }

    /// <summary>
    /// Runs the commands as EF Core does: one transaction for a migration, committed before each command that suppresses it, and begun again after it. A command outside of
    /// a transaction runs while a writer of every table is under way: one that needed a lock against writers would be seen waiting for it.
    /// </summary>
    /// <param name="up">Each with transactions of its own.</param>
    /// <param name="down">The way back; empty: not to be gone.</param>
    /// <param name="question">Asked before the way back.</param>
    public static async Task<LiveRun> RunAsync(
        LiveStart start, IEnumerable<ImmutableArray<EfCommand>> up, IEnumerable<ImmutableArray<EfCommand>> down, string? question = null)
    {
        await using var live = await start.CreateDatabaseAsync();
        var database = live.Database;
        await using var looking = await database.OpenAsync();
        var before = await TablesAsync(looking);
        var there = await RunAsync(database, start, up);
        var names = await NamesOfAsync(looking, before);
        var owners = await OwnersAsync(looking);
        var run = new LiveRun
        {
            Traces = there,
            Error = ErrorIn(there),
            Strongest = there.SelectMany(static t => t.Locks).Where(l => names.Contains(l.Relation)).Select(static l => (TableLockMode?)l.Mode).Max(),
            Blocking = [.. there.SelectMany(t => LiveWork.Under(t, names, owners)), .. await RowLocksAsync(looking)],
        };
        if (run.Error is not null)
        {
            return run;
        }

        run = run with { There = await LiveState.CaptureAsync(looking), Answer = question is null ? null : await database.ScalarAsync(question) };
        var back = down.ToList();
        if (back.Count == 0)
        {
            return run;
        }

        var error = ErrorIn(await RunAsync(database, start, back));
        return error is null ? run with { Back = await LiveState.CaptureAsync(looking) } : run with { Error = error };
    }

    private static StatementError? ErrorIn(ImmutableArray<StatementTrace> traces) => traces.Select(static t => t.Error).FirstOrDefault(static e => e is not null);

    private static async Task<ImmutableArray<StatementTrace>> RunAsync(PostgresDatabase database, LiveStart start, IEnumerable<ImmutableArray<EfCommand>> migrations)
    {
        var blocker = $"LOCK TABLE {string.Join(", ", start.Tables)} IN ROW EXCLUSIVE MODE";
        var traces = ImmutableArray.CreateBuilder<StatementTrace>();
        await using var session = await TracedSession.OpenAsync(database);
        foreach (var commands in migrations)
        {
            for (var i = 0; i < commands.Length;)
            {
                if (commands[i].TransactionSuppressed)
                {
                    // Tables that the migration has dropped or renamed cannot be written any more.
                    var writer = await AreThereAsync(database, start.Tables) ? blocker : null;
                    traces.Add(await session.OutsideTransactionAsync(commands[i++].Text, writer));
                }
                else
                {
                    var transaction = commands.Skip(i).TakeWhile(static c => !c.TransactionSuppressed).Select(static c => c.Text).ToList();
                    traces.AddRange(await session.InTransactionAsync(transaction));
                    i += transaction.Count;
                }

                if (traces[^1].Error is not null)
                {
                    return traces.ToImmutable();
                }
            }
        }

        return traces.ToImmutable();
    }

    private static async Task<bool> AreThereAsync(PostgresDatabase database, ImmutableArray<string> tables) =>
        (bool)(await database.ScalarAsync($"SELECT {string.Join(" AND ", tables.Select(static t => $"to_regclass('{t}') IS NOT NULL"))}"))!;

    private static async Task<Dictionary<uint, string>> TablesAsync(NpgsqlConnection connection)
    {
        const string Sql = """
            SELECT c.oid, CASE n.nspname WHEN 'public' THEN c.relname::text ELSE n.nspname || '.' || c.relname END
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
            """;
        var tables = new Dictionary<uint, string>();
        await using var command = new NpgsqlCommand(Sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            tables.Add(reader.GetFieldValue<uint>(0), reader.GetString(1));
        }

        return tables;
    }

    /// <summary>The names that the tables of the start had, and have now.</summary>
    private static async Task<HashSet<string>> NamesOfAsync(NpgsqlConnection connection, Dictionary<uint, string> before) =>
        [.. before.Values, .. (await TablesAsync(connection)).Where(t => before.ContainsKey(t.Key)).Select(static t => t.Value)];

    /// <summary>The tables of indexes and constraints.</summary>
    private static async Task<ILookup<string, string>> OwnersAsync(NpgsqlConnection connection)
    {
        const string Sql = """
            SELECT o.name, CASE n.nspname WHEN 'public' THEN t.relname::text ELSE n.nspname || '.' || t.relname END
            FROM (SELECT c.relname AS name, i.indrelid AS owner FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid UNION ALL SELECT conname, conrelid FROM pg_constraint) o
            JOIN pg_class t ON t.oid = o.owner JOIN pg_namespace n ON n.oid = t.relnamespace
            WHERE n.nspname <> 'pg_catalog'
            """;
        var owners = new List<(string Name, string Table)>();
        await using var command = new NpgsqlCommand(Sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            owners.Add((reader.GetString(0), reader.GetString(1)));
        }

        return owners.ToLookup(static o => o.Name, static o => o.Table, StringComparer.Ordinal);
    }

    /// <summary>Rows that were there before and stay locked to the end of a transaction: more than a batch has.</summary>
    private static async Task<ImmutableArray<LiveWork>> RowLocksAsync(NpgsqlConnection connection)
    {
        var sql = $"SELECT target FROM proof.{LiveStart.CounterTable} GROUP BY transaction, target HAVING sum(written) > {BackfillBlock.BatchRows + 1} ORDER BY target";
        var work = ImmutableArray.CreateBuilder<LiveWork>();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            work.Add(new LiveWork("rows of one transaction", TableLockMode.RowExclusive, reader.GetString(0)));
        }

        return work.ToImmutable();
    }
}
