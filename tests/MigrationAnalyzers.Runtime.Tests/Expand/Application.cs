using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace MigrationAnalyzers.Runtime.Tests.Expand;

/// <summary>Instances of one version of the application, each on a task of its own, that write and read until they are stopped.</summary>
internal sealed class Application : IAsyncDisposable
{
    /// <summary>Of all versions together: whose row it is, the id modulo this says.</summary>
    public const int Writers = 4;

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly Func<ApplicationContext> _create;
    private readonly Book _book;

    /// <summary>Rows of all writers: those that are there at the start stay.</summary>
    private readonly long[] _ids;

    private readonly Task[] _workers;
    private long _operations;

    public Application(Func<ApplicationContext> create, Book book, params int[] writers)
    {
        (_create, _book, _ids) = (create, book, [.. book.Entries.Keys]);

        // EF Core builds the model once. When several threads are the first to ask for it, one can see it before it is finalized (seen once under load).
        using (var first = create())
        {
            _ = first.Model;
        }

        _workers = [.. writers.Select(w => Task.Run(() => WorkAsync(w)))];
    }

    public long Operations => Interlocked.Read(ref _operations);

    public IReadOnlyCollection<string> Errors => _errors;

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_workers);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    /// <summary>Waits until so much more has been done, so that slow machines see as much traffic as fast ones.</summary>
    public async Task ProceedAsync(int operations)
    {
        var goal = Operations + operations;
        while (Operations < goal && _errors.IsEmpty)
        {
            await Task.Delay(10);
        }
    }

    private async Task WorkAsync(int writer)
    {
        var random = new Random(writer);
        var own = _book.Entries.Where(e => e.Value.Writer == writer).Select(static e => e.Key).ToList();
        // Unique among the writers, and growing from version to version.
        var sequence = _book.Entries.Values.Max(static e => e.Attempted) / Writers;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await using var context = _create();
                await ActAsync(context, random, writer, own, () => (++sequence * Writers) + writer);
                Interlocked.Increment(ref _operations);
            }
            catch (Exception e)
            {
                _errors.Enqueue(e.ToString());
                return;
            }
        }
    }

    private async Task ActAsync(ApplicationContext context, Random random, int writer, List<long> own, Func<long> next)
    {
        switch (random.Next(10))
        {
            case < 4:
                await UpdateAsync(context, own[random.Next(own.Count)], next());
                break;

            case 4:
                var item = new Item { Value = next() };
                context.Items.Add(item);
                await context.SaveChangesAsync();
                Expect(item.Id > 0 && item.Created != default, $"INSERT returned {item.Id}, {item.Created}");
                var entry = new Book.Entry(writer);
                entry.Attempt(item.Value);
                entry.Confirm(item.Value);
                _book.Entries[item.Id] = entry;
                own.Add(item.Id);
                break;

            case 5:
                var counter = random.Next(Book.CounterStarts.Length);
                var changed = await context.Items.Where(i => i.Id == -1 - counter).ExecuteUpdateAsync(static s => s.SetProperty(i => i.Value, i => i.Value + 1));
                Expect(changed == 1, $"{changed} counters were changed");
                _book.Counted(counter);
                break;

            case 6:
                // A row that comes and goes.
                var passing = new Item { Value = next() };
                context.Items.Add(passing);
                await context.SaveChangesAsync();
                context.Items.Remove(passing);
                await context.SaveChangesAsync();
                break;

            case 7:
                var id = own[random.Next(own.Count)];
                var value = _book.Entries[id].Confirmed;
                var found = await context.Items.AsNoTracking().Where(i => i.Value == value).Select(static i => i.Id).ToListAsync();
                Expect(found is [var only] && only == id, $"value {value} of row {id} was found in rows {string.Join(", ", found)}");
                break;

            default:
                await ReadAsync(context, _ids[random.Next(_ids.Length)]);
                break;
        }
    }

    private async Task UpdateAsync(ApplicationContext context, long id, long value)
    {
        var entry = _book.Entries[id];
        var item = await context.Items.SingleAsync(i => i.Id == id);
        Expect(item.Value == entry.Confirmed, $"own row {id} has {item.Value}, and {entry.Confirmed} was written");
        entry.Attempt(value);
        item.Value = value;
        item.Note = $"n{value}";
        await context.SaveChangesAsync();
        entry.Confirm(value);
    }

    private async Task ReadAsync(ApplicationContext context, long id)
    {
        var entry = _book.Entries[id];
        var least = entry.Confirmed;
        var item = await context.Items.AsNoTracking().SingleAsync(i => i.Id == id);
        var most = entry.Attempted;
        Expect(item.Value >= least && item.Value <= most, $"row {id} has {item.Value}, and should have {least} to {most}");
    }

    private static void Expect(bool condition, string message)
    {
        if (!condition)
        {
            throw new InvalidOperationException(message);
        }
    }
}
