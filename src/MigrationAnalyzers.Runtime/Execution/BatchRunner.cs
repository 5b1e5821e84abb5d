using System.Collections.Immutable;
using System.Diagnostics;
using MigrationAnalyzers.Runtime.Steps;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Execution;

/// <summary>
/// Walks a table by its key and writes a batch at a time. The rows and the key of the last of them are written in one transaction: whenever the process is killed, each row is
/// written once.
/// </summary>
internal sealed class BatchRunner(StepRun run)
{
    private const int LargestBatch = 20_000;
    private const int SmallestBatch = 100;
    private const double FastestGrowth = 1.5;
    private const double FastestShrinking = 0.25;

    private BatchCursor _cursor = new(0, null, false);
    private long _rows;

    /// <param name="write">What to do.</param>
    /// <param name="number">Which of the step's batched writes it is, from 0 on.</param>
    /// <param name="cancellationToken">Rolls the batch under way back.</param>
    public async Task RunAsync(BatchedWrite write, int number, CancellationToken cancellationToken)
    {
        await ReadCursorAsync(cancellationToken).ConfigureAwait(false);
        if (_cursor.Write > number || (_cursor.Write == number && _cursor.IsAtEnd))
        {
            return;
        }

        if (_cursor.Write < number)
        {
            _cursor = new BatchCursor(number, null, false);
        }

        var key = await BatchKey.FindAsync(run.Connection, write, cancellationToken).ConfigureAwait(false);
        var estimate = Math.Max(1, await EstimateAsync(write, cancellationToken).ConfigureAwait(false));
        var size = (double)(write.BatchSize ?? run.Options.BatchSize);

        // On a slow network or a busy machine the round trips alone take longer than a batch should: smaller batches would not be quicker, only more.
        var least = Math.Min(SmallestBatch, size);
        var walked = 0L;
        var throttle = new Throttle(run.Options, run.Progress);
        while (!_cursor.IsAtEnd)
        {
            await throttle.WaitAsync(run.Keeper.Session, cancellationToken).ConfigureAwait(false);
            var started = Stopwatch.GetTimestamp();
            var rows = Math.Max(1, (int)size);
            var met = await BatchAsync(write, key, rows, cancellationToken).ConfigureAwait(false);
            run.Keeper.MadeProgress();
            var elapsed = Stopwatch.GetElapsedTime(started);
            walked += met;
            run.Progress.Report(SafeMigrationState.StepProgress, null, _cursor.IsAtEnd ? 1 : Math.Min(0.99, (double)walked / estimate), _rows);

            // The size that the migration itself names is the most.
            var factor = Math.Clamp(run.Options.BatchDuration / elapsed, FastestShrinking, FastestGrowth);
            size = Math.Clamp(rows * factor, least, write.BatchSize ?? LargestBatch);
            if (run.Options.BatchPause > 0 && !_cursor.IsAtEnd)
            {
                await Task.Delay(elapsed * run.Options.BatchPause, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>One batch; how many rows it met.</summary>
    private async Task<int> BatchAsync(BatchedWrite write, BatchKey key, int size, CancellationToken cancellationToken)
    {
        var (met, written) = (0, 0L);
        var next = _cursor;
        await run.Transaction.RunAsync(
            async (connection, token) =>
            {
                await using (var asynchronous = connection.Command("SET LOCAL synchronous_commit = off"))
                {
                    // The rows and the cursor are lost together or kept together; the end of the step is committed synchronously.
                    await asynchronous.ExecuteNonQueryAsync(token).ConfigureAwait(false);
                }

                var end = _cursor.End ?? await FindGreatestAsync(connection, write, key, token).ConfigureAwait(false);
                var (last, count) = end is { } known ? await FindLastAsync(connection, write, key, known, size, token).ConfigureAwait(false) : (null, 0);
                met = count;
                next = _cursor with { Key = last ?? _cursor.Key, IsAtEnd = last is null || count < size, End = end };
                written = last is null ? 0 : await WriteAsync(connection, write, key, last.Value, token).ConfigureAwait(false);
                await run.Journal.SaveCursorAsync(connection, run.Migration, run.Step, next.ToString(), written, token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        _cursor = next;
        _rows += written;
        return met;
    }

    /// <summary>The greatest key of the table; null: it has no rows.</summary>
    private static async Task<ImmutableArray<string>?> FindGreatestAsync(NpgsqlConnection connection, BatchedWrite write, BatchKey key, CancellationToken cancellationToken)
    {
        await using var command = connection.Command($"SELECT 1::bigint, {key.Texts} FROM {write.Table.Sql} batch ORDER BY {key.Descending} LIMIT 1");
        return (await ReadKeyAsync(command, key, cancellationToken).ConfigureAwait(false)).Key;
    }

    /// <summary>The key with which the batch ends, and how many rows it meets; null: there are no more.</summary>
    private async Task<(ImmutableArray<string>? Key, int Count)> FindLastAsync(
        NpgsqlConnection connection, BatchedWrite write, BatchKey key, ImmutableArray<string> end, int size, CancellationToken cancellationToken)
    {
        var after = _cursor.Key is null ? "" : $" AND {key.Row} > {key.Parameters(1 + key.Columns.Length)}";
        var sql = $"""
            SELECT count(*) OVER (), {key.Texts}
            FROM (SELECT {key.List} FROM {write.Table.Sql} WHERE {key.Row} <= {key.Parameters(1)}{after} ORDER BY {key.List} LIMIT {size}) batch
            ORDER BY {key.Descending} LIMIT 1
            """;
        await using var command = connection.Command(sql, [.. Texts(end), .. Texts(_cursor.Key)]);
        return await ReadKeyAsync(command, key, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<(ImmutableArray<string>? Key, int Count)> ReadKeyAsync(NpgsqlCommand command, BatchKey key, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            return (null, 0);
        }

        var last = ImmutableArray.CreateBuilder<string>(key.Columns.Length);
        for (var i = 0; i < key.Columns.Length; i++)
        {
            last.Add(reader.GetString(i + 1));
        }

        return (last.MoveToImmutable(), (int)reader.GetInt64(0));
    }

    private async Task<long> WriteAsync(NpgsqlConnection connection, BatchedWrite write, BatchKey key, ImmutableArray<string> last, CancellationToken cancellationToken)
    {
        var count = key.Columns.Length;
        var range = $"{key.Row} <= {key.Parameters(1)}" + (_cursor.Key is null ? "" : $" AND {key.Row} > {key.Parameters(1 + count)}");
        var condition = write.Where is null ? range : $"{range} AND ({write.Where})";
        var narrowed = write with { Where = condition };
        await using var command = connection.Command(narrowed.SingleStatement, [.. Texts(last), .. Texts(_cursor.Key)]);
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static object[] Texts(ImmutableArray<string>? key) => key is { } known ? [.. known] : [];

    private async Task ReadCursorAsync(CancellationToken cancellationToken)
    {
        var entries = await run.Journal.ReadAsync(run.Connection, run.Migration.Id, run.Migration.Direction, cancellationToken).ConfigureAwait(false);
        if (entries.TryGetValue(run.Step.Number, out var entry))
        {
            _cursor = BatchCursor.Read(entry.Cursor);
            _rows = entry.Rows;
        }
    }

    /// <summary>For the progress alone.</summary>
    private async Task<long> EstimateAsync(BatchedWrite write, CancellationToken cancellationToken) =>
        (long)await run.Keeper.Session.ScalarAsync<float>($"SELECT reltuples FROM pg_catalog.pg_class WHERE oid = {write.Table.RegclassLiteral}::regclass", cancellationToken).ConfigureAwait(false);
}
