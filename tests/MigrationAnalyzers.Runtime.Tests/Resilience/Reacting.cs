using System.Collections.Concurrent;

namespace MigrationAnalyzers.Runtime.Tests.Resilience;

/// <summary>Keeps what a migrator says, and lets a test wait for it.</summary>
internal sealed class Reacting : IProgress<SafeMigrationProgress>
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<SafeMigrationProgress> _reports = new();
    private readonly ConcurrentBag<(Func<SafeMigrationProgress, bool> Condition, TaskCompletionSource<SafeMigrationProgress> Seen)> _awaited = [];

    public IReadOnlyList<SafeMigrationProgress> Reports => [.. _reports];

    public int Count(SafeMigrationState state) => _reports.Count(r => r.State == state);

    public void Report(SafeMigrationProgress value)
    {
        _reports.Enqueue(value);
        foreach (var (condition, seen) in _awaited)
        {
            if (condition(value))
            {
                seen.TrySetResult(value);
            }
        }
    }

    /// <summary>The next report that is so.</summary>
    public Task<SafeMigrationProgress> NextAsync(Func<SafeMigrationProgress, bool> condition)
    {
        var seen = new TaskCompletionSource<SafeMigrationProgress>(TaskCreationOptions.RunContinuationsAsynchronously);
        _awaited.Add((condition, seen));
        return seen.Task.WaitAsync(Timeout);
    }

    public Task<SafeMigrationProgress> NextAsync(SafeMigrationState state) => NextAsync(r => r.State == state);
}
