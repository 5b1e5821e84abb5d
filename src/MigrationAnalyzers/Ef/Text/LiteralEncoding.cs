using System.Globalization;
using System.Text;

namespace MigrationAnalyzers.Ef.Text;

/// <summary>Writes text the way a literal of some kind needs it, for fixes that edit SQL inside a literal.</summary>
internal static class LiteralEncoding
{
    public static string? Encode(int start, int length, string text, LiteralMap literal) => literal.Kind switch
    {
        LiteralKind.Regular => Regular(text, literal.IsInterpolated, followsHex: start > 0 && literal.Locate(start - 1, 1).Length is > 2 and < 6),
        LiteralKind.Verbatim => Verbatim(text, literal.IsInterpolated),
        LiteralKind.Raw => FitsRaw(start, length, text, literal) && text.IndexOfAny(['\n', '\r']) < 0 ? text : null,
        LiteralKind.MultiLineRaw => FitsRaw(start, length, text, literal) && IsIndented(start, literal) ? text.Replace("\n", "\n" + literal.Indentation) : null,
        _ => throw new ArgumentOutOfRangeException(nameof(literal), literal.Kind, null),
    };

    /// <param name="followsHex">An escape with \x stands before, which would take a hexadecimal digit for its own.</param>
    private static string Regular(string text, bool braces, bool followsHex)
    {
        var result = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            _ = character switch
            {
                _ when followsHex && Uri.IsHexDigit(character) => result.AppendFormat(CultureInfo.InvariantCulture, "\\u{0:x4}", (int)character),
                '"' => result.Append("\\\""),
                '\\' => result.Append("\\\\"),
                '\n' => result.Append("\\n"),
                '\r' => result.Append("\\r"),
                '\t' => result.Append("\\t"),
                '\0' => result.Append("\\0"),
                '{' or '}' when braces => result.Append(character, 2),
                _ => result.Append(character),
            };
            followsHex = false;
        }

        return result.ToString();
    }

    private static string Verbatim(string text, bool braces)
    {
        text = text.Replace("\"", "\"\"");
        return braces ? text.Replace("{", "{{").Replace("}", "}}") : text;
    }

    /// <summary>No run of quotes or braces becomes as long as the literal's own delimiter, and none comes to stand beside one.</summary>
    private static bool FitsRaw(int start, int length, string text, LiteralMap literal)
    {
        char[] delimiters = literal.IsInterpolated ? ['"', '{', '}'] : ['"'];
        if (text.IndexOfAny(delimiters) < 0)
        {
            return true;
        }

        var edited = literal.Value.Remove(start, length).Insert(start, text);
        return Array.IndexOf(delimiters, edited[0]) < 0
            && Array.IndexOf(delimiters, edited[edited.Length - 1]) < 0
            && Longest(edited, delimiters) < literal.Delimiter;
    }

    /// <summary>False at the start of an empty line, which need not have the indentation that any other line needs.</summary>
    private static bool IsIndented(int start, LiteralMap literal) =>
        literal.Indentation.Length == 0
        || (start == 0
            ? literal.Value.Length == 0 || literal.Value[0] is not ('\r' or '\n')
            : literal.Value[start - 1] is not ('\r' or '\n') || literal.Locate(start - 1, 1).Length > 1);

    private static int Longest(string text, char[] delimiters)
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
