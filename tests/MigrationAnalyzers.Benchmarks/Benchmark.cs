namespace MigrationAnalyzers.Benchmarks;

/// <summary>Something that can be measured by its name.</summary>
internal abstract class Benchmark
{
    public abstract string Name { get; }

    public abstract string Description { get; }

    /// <param name="arguments">What stood behind the name on the command line.</param>
    public abstract Task<ResultTable> RunAsync(string[] arguments);
}
