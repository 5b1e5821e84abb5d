using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules;

/// <summary>For messages.</summary>
internal static class Words
{
    private const int MostNamed = 3;

    /// <summary>"a", "a and b", "a, b and c", "a, b, c and 4 more".</summary>
    public static string List(IReadOnlyList<string> items) =>
        items.Count > MostNamed ? $"{string.Join(", ", items.Take(MostNamed))} and {items.Count - MostNamed} more" : All(items);

    /// <summary>"a", "a and b", "a, b and c".</summary>
    public static string All(IReadOnlyList<string> items) =>
        items.Count < 2 ? string.Concat(items) : $"{string.Join(", ", items.Take(items.Count - 1))} and {items[items.Count - 1]}";

    /// <summary>"the existing table a", "the existing tables a and b".</summary>
    public static string ExistingTables(IReadOnlyList<RelationName> tables) =>
        (tables.Count == 1 ? "the existing table " : "the existing tables ") + List([.. tables.Select(static t => t.ToString())]);
}
