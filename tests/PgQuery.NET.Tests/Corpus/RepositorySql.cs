using System.Text.RegularExpressions;

namespace PgQuery.Tests;

/// <summary>Every SQL text of this repository: its .sql files, and the string literals in C# that look like SQL.</summary>
internal static partial class RepositorySql
{
    public static IReadOnlyList<string> Read()
    {
        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var folder in new[] { "src", "tests", "samples", "docs" })
        {
            var path = Path.Combine(TestPaths.Repository, folder);
            foreach (var file in Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.*", SearchOption.AllDirectories) : [])
            {
                if (Path.GetRelativePath(TestPaths.Repository, file).Split(Path.DirectorySeparatorChar) is { } parts
                    && (parts.Contains("bin") || parts.Contains("obj") || parts.Contains("node_modules")))
                {
                    continue;
                }

                switch (Path.GetExtension(file))
                {
                    case ".sql":
                        texts.Add(WellFormed(File.ReadAllText(file)));
                        break;
                    case ".cs" or ".md":
                        AddLiterals(File.ReadAllText(file), texts);
                        break;
                }
            }
        }

        texts.RemoveWhere(text => text.Contains('\0', StringComparison.Ordinal));
        return [.. texts.Order(StringComparer.Ordinal)];
    }

    private static void AddLiterals(string source, HashSet<string> texts)
    {
        foreach (Match match in Literal().Matches(source))
        {
            var text = match.Groups["raw"].Success ? match.Groups["raw"].Value
                : match.Groups["verbatim"].Success ? match.Groups["verbatim"].Value.Replace("\"\"", "\"", StringComparison.Ordinal)
                : Escape().Replace(match.Groups["regular"].Value, e => e.Value[1] switch { 'n' => "\n", 'r' => "\r", 't' => "\t", var c => $"{c}" });
            if (LooksLikeSql().IsMatch(text))
            {
                texts.Add(WellFormed(text));
            }
        }
    }

    private static string WellFormed(string text) => text.ReplaceLineEndings("\n").Normalize() is var t && !t.Any(char.IsSurrogate) ? t : "";

    [GeneratedRegex("\"\"\"(?<raw>[\\s\\S]*?)\"\"\"|@\"(?<verbatim>(?:[^\"]|\"\")*)\"|\"(?<regular>(?:[^\"\\\\\\n]|\\\\.)*)\"")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\\.")]
    private static partial Regex Escape();

    [GeneratedRegex(@"^\s*(?:--|/\*|select|with|insert|update|delete|merge|create|alter|drop|truncate|do|call|set|begin|commit|lock|vacuum|reindex|copy|grant|revoke|comment|refresh|cluster|analyze)\b", RegexOptions.IgnoreCase)]
    private static partial Regex LooksLikeSql();
}
