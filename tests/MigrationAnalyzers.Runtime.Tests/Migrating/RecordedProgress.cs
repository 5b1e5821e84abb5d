using System.Collections.Concurrent;

namespace MigrationAnalyzers.Runtime.Tests.Migrating;

/// <summary>Keeps what a migrator says, in its order.</summary>
public sealed class RecordedProgress : IProgress<SafeMigrationProgress>
{
    private readonly ConcurrentQueue<SafeMigrationProgress> _reports = new();

    public IReadOnlyList<SafeMigrationProgress> Reports => [.. _reports];

    public int Count(SafeMigrationState state) => _reports.Count(r => r.State == state);

    public void Report(SafeMigrationProgress value) => _reports.Enqueue(value);
}
