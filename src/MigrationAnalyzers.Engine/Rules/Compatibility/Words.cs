using System.Collections.Immutable;

namespace MigrationAnalyzers.Engine.Rules.Compatibility;

/// <summary>Lists for messages.</summary>
internal static class Words
{
    private const int Shown = 4;

    /// <summary>"a", "a and b", "a, b and c"; of many the first ones and how many there are besides.</summary>
    public static string List(ImmutableArray<string> items, string conjunction = "and") => items switch
    {
        [] => "",
        [var one] => one,
        { Length: > Shown } => string.Join(", ", items.Take(Shown)) + $" {conjunction} {items.Length - Shown} more",
        _ => string.Join(", ", items.Take(items.Length - 1)) + $" {conjunction} " + items[items.Length - 1],
    };
}
