using System.Collections.Immutable;

namespace MigrationAnalyzers.PostgresServers.Probes;

/// <summary>What the writers, or the readers, of an application have noticed.</summary>
/// <param name="Statements">How many have ended, with an error or without.</param>
/// <param name="Errors">How often each error occurred: <c>SQLSTATE: message</c>, or the exception's type and message.</param>
/// <param name="Longest">The time of the slowest statement. A statement that had to connect anew includes that time.</param>
/// <param name="Median">Half of the statements took no longer (p50).</param>
/// <param name="Percentile99">99 of 100 statements took no longer (p99).</param>
public sealed record TrafficFigures(int Statements, ImmutableSortedDictionary<string, int> Errors, TimeSpan Longest, TimeSpan Median, TimeSpan Percentile99)
{
    /// <summary>How many statements ended with an error.</summary>
    public int Failed => Errors.Values.Sum();

    /// <summary>How many statements ended well.</summary>
    public int Succeeded => Statements - Failed;

    internal static TrafficFigures Of(List<TimeSpan> times, IEnumerable<string> errors)
    {
        times.Sort();
        var counts = errors.GroupBy(error => error, StringComparer.Ordinal).ToImmutableSortedDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        return new TrafficFigures(times.Count, counts, Rank(times, 100), Rank(times, 50), Rank(times, 99));
    }

    /// <summary>The nearest rank: the smallest time that this percentage of all times does not exceed.</summary>
    private static TimeSpan Rank(List<TimeSpan> sorted, int percentage) =>
        sorted.Count == 0 ? TimeSpan.Zero : sorted[(int)((((long)sorted.Count * percentage) + 99) / 100) - 1];
}
