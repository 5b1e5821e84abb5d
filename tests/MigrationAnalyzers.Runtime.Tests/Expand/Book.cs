using System.Collections.Concurrent;

namespace MigrationAnalyzers.Runtime.Tests.Expand;

/// <summary>What has been written, by whom, and what may be read therefore.</summary>
internal sealed class Book
{
    /// <summary>Two rows that all writers count up.</summary>
    public static readonly long[] CounterStarts = [1_000_000_000, 1_500_000_000];

    public ConcurrentDictionary<long, Entry> Entries { get; } = new();

    private readonly long[] _counts = new long[CounterStarts.Length];

    public void Counted(int counter) => Interlocked.Increment(ref _counts[counter]);

    public long CounterOf(int counter) => CounterStarts[counter] + Interlocked.Read(ref _counts[counter]);

    /// <summary>A writer's row, which no other writes. Its values only grow.</summary>
    public sealed class Entry(long writer)
    {
        public long Writer { get; } = writer;

        private long _confirmed;
        private long _attempted;

        public long Confirmed => Interlocked.Read(ref _confirmed);

        public long Attempted => Interlocked.Read(ref _attempted);

        public void Attempt(long value) => Interlocked.Exchange(ref _attempted, value);

        public void Confirm(long value) => Interlocked.Exchange(ref _confirmed, value);
    }
}
