using System.Text;

namespace MigrationAnalyzers.Ef.Text;

/// <summary>Writes text the way a literal of some kind needs it, for fixes that edit SQL inside a literal.</summary>
internal static class LiteralEncoding
{
    public static string? Encode(string text, LiteralMap literal) => literal.Kind switch
    {
        LiteralKind.Regular => Regular(text, literal.IsInterpolated),
        LiteralKind.Verbatim => Verbatim(text, literal.IsInterpolated),
        LiteralKind.Raw => FitsRaw(text, literal) && text.IndexOf('\n') < 0 ? text : null,
        LiteralKind.MultiLineRaw => FitsRaw(text, literal) ? text.Replace("\n", "\n" + literal.Indentation) : null,
        _ => throw new ArgumentOutOfRangeException(nameof(literal), literal.Kind, null),
    };

    private static string Regular(string text, bool braces)
    {
        var result = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' => result.Append("\\\""),
                '\\' => result.Append("\\\\"),
                '\n' => result.Append("\\n"),
                '\r' => result.Append("\\r"),
                '\t' => result.Append("\\t"),
                '\0' => result.Append("\\0"),
                '{' or '}' when braces => result.Append(character, 2),
                _ => result.Append(character),
            };
        }

        return result.ToString();
    }

    private static string Verbatim(string text, bool braces)
    {
        text = text.Replace("\"", "\"\"");
        return braces ? text.Replace("{", "{{").Replace("}", "}}") : text;
    }

    /// <summary>No run of quotes or braces is as long as the literal's own delimiter.</summary>
    private static bool FitsRaw(string text, LiteralMap literal)
    {
        if (literal.IsInterpolated)
        {
            return Longest(text, '"', '{', '}') < literal.Delimiter;
        }

        return Longest(text, '"') < literal.Delimiter;
    }

    private static int Longest(string text, params char[] delimiters)
    {
        var longest = 0;
        for (var i = 0; i < text.Length;)
        {
            var run = Array.IndexOf(delimiters, text[i]) >= 0 ? LiteralReader.CountAt(text, i, text[i]) : 0;
            longest = Math.Max(longest, run);
            i += Math.Max(run, 1);
        }

        return longest;
    }
}
