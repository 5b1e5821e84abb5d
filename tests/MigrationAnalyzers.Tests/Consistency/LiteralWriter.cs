using System.Collections.Immutable;

namespace MigrationAnalyzers.Tests.Consistency;

/// <summary>Writes SQL as each kind of C# literal, after characters whose length in the source is not that in the text.</summary>
internal static class LiteralWriter
{
    public static ImmutableArray<string> Kinds { get; } = ["raw", "regular", "verbatim", "interpolated", "concatenated"];

    public static string Write(string kind, string sql) => kind switch
    {
        "regular" => "\"/* é😀 \\u00e9\\t\\\"x\\\" */ " + Regular(sql) + "\"",
        "verbatim" => "@\"/* é😀 \"\"x\"\" \\ */ " + sql.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"",
        "interpolated" => "$\"/* é😀 {1} {nameof(Migration)} {{x}} */ " + Regular(sql).Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal) + "\"",
        "raw" => "\"\"\"\"\n    -- é😀\n    " + sql.TrimEnd('\n').Replace("\n", "\n    ", StringComparison.Ordinal) + "\n    \"\"\"\"",
        "concatenated" => "\"/* é😀 */ \" + \"/* \\x41 */\" + \"" + Regular(sql) + "\"",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>The text of a part of such a literal.</summary>
    public static string Read(string kind, string source) => kind switch
    {
        "regular" or "concatenated" => Unescape(source),
        "interpolated" => Unescape(source).Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal),
        "verbatim" => source.Replace("\"\"", "\"", StringComparison.Ordinal),
        "raw" => source.Replace("\n    ", "\n", StringComparison.Ordinal),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static string Regular(string sql) => sql
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Unescape(string source) => source
        .Replace("\\n", "\n", StringComparison.Ordinal)
        .Replace("\\\"", "\"", StringComparison.Ordinal)
        .Replace("\\\\", "\\", StringComparison.Ordinal);
}
