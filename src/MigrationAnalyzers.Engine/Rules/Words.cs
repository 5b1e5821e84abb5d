using System.Collections.Immutable;

namespace MigrationAnalyzers.Engine.Rules;

/// <summary>For messages.</summary>
internal static class Words
{
    private const int MostNamed = 3;

    /// <summary>"a", "a and b", "a, b and c", "a, b, c and 4 more".</summary>
    public static string List(ImmutableArray<string> items) =>
        items.Length > MostNamed ? $"{string.Join(", ", items.Take(MostNamed))} and {items.Length - MostNamed} more" : All(items);

    /// <summary>"a", "a and b", "a, b and c".</summary>
    public static string All(ImmutableArray<string> items) =>
        items.Length < 2 ? string.Concat(items) : $"{string.Join(", ", items.Take(items.Length - 1))} and {items[items.Length - 1]}";
}
