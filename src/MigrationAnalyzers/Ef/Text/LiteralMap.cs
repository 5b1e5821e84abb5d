using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.Ef.Text;

/// <summary>
/// Maps each character of a string literal's value to the characters of the file that write it. The spans abut: what stands
/// between two characters of the value (the indentation of a raw literal) belongs to the first of them.
/// </summary>
internal sealed class LiteralMap
{
    /// <summary>Where each character starts, and at the end where the last one stops.</summary>
    private readonly int[] _starts;

    private LiteralMap(string value, int[] starts, LiteralKind kind, bool isInterpolated, string indentation, int delimiter)
    {
        Value = value;
        _starts = starts;
        Kind = kind;
        IsInterpolated = isInterpolated;
        Indentation = indentation;
        Delimiter = delimiter;
    }

    public string Value { get; }

    public LiteralKind Kind { get; }

    /// <summary>The literal is a piece of text of an interpolated string.</summary>
    public bool IsInterpolated { get; }

    /// <summary>What a multi-line raw literal puts before each line.</summary>
    public string Indentation { get; }

    /// <summary>Of a raw literal the number of quotes, and for an interpolated one the number of braces that open a hole, whichever is smaller.</summary>
    public int Delimiter { get; }

    /// <summary>The characters of the file that write the characters of the value from <paramref name="start"/> on.</summary>
    public TextSpan Locate(int start, int length)
    {
        start = Math.Min(Math.Max(start, 0), Value.Length);
        var end = Math.Min(start + Math.Max(length, 0), Value.Length);
        return TextSpan.FromBounds(_starts[start], _starts[end]);
    }

    /// <summary>The character of the value that the character at <paramref name="position"/> of the file writes; null outside of the literal.</summary>
    public int? IndexOf(int position)
    {
        if (position < _starts[0] || position > _starts[_starts.Length - 1])
        {
            return null;
        }

        var found = Array.BinarySearch(_starts, position);
        found = found >= 0 ? found : ~found - 1;
        while (found + 1 < _starts.Length && _starts[found + 1] == position)
        {
            // The second half of a character that one escape writes takes no room.
            found++;
        }

        return found;
    }

    /// <summary>
    /// Writes text the way it must stand in this literal in the place of the characters from <paramref name="start"/> on; null where this literal cannot
    /// hold it there.
    /// </summary>
    public string? Encode(int start, int length, string text) => LiteralEncoding.Encode(start, length, text, this);

    /// <summary>Null where the token is no string, or where its characters cannot be told apart (broken code).</summary>
    public static LiteralMap? TryCreate(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.StringLiteralToken => OfLiteral(token),
        SyntaxKind.SingleLineRawStringLiteralToken => OfRaw(token, multiLine: false),
        SyntaxKind.MultiLineRawStringLiteralToken => OfRaw(token, multiLine: true),
        SyntaxKind.InterpolatedStringTextToken when token.Parent?.Parent is InterpolatedStringExpressionSyntax interpolated => OfText(token, interpolated),
        _ => null,
    };

    private static LiteralMap? OfLiteral(SyntaxToken token)
    {
        var text = token.Text;
        var verbatim = text.StartsWith("@", StringComparison.Ordinal);
        var open = verbatim ? 2 : 1;
        if (text.Length < open + 1 || text[text.Length - 1] != '"')
        {
            return null;
        }

        var reader = new LiteralReader(text, open, text.Length - 1, token.SpanStart);
        var read = verbatim ? reader.ReadVerbatim(braces: false) : reader.ReadRegular(braces: false);
        return read ? Checked(reader, token.ValueText, verbatim ? LiteralKind.Verbatim : LiteralKind.Regular) : null;
    }

    private static LiteralMap? OfRaw(SyntaxToken token, bool multiLine)
    {
        var text = token.Text;
        var quotes = LiteralReader.CountAt(text, 0, '"');
        if (text.Length < quotes * 2)
        {
            return null;
        }

        if (!multiLine)
        {
            var line = new LiteralReader(text, quotes, text.Length - quotes, token.SpanStart);
            line.ReadRaw("", atLineStart: false);
            return Checked(line, token.ValueText, LiteralKind.Raw, delimiter: quotes);
        }

        var first = LiteralReader.AfterLineBreak(text, quotes);
        var last = text.LastIndexOfAny(['\n', '\r'], text.Length - 1);
        if (first < 0 || last < 0 || last + 1 > text.Length - quotes)
        {
            // Half typed: there is no closing line yet.
            return null;
        }

        var indentation = text.Substring(last + 1, text.Length - quotes - last - 1);
        var end = last > 0 && text[last] == '\n' && text[last - 1] == '\r' ? last - 1 : last;
        var reader = new LiteralReader(text, Math.Min(first, end), end, token.SpanStart);
        reader.ReadRaw(indentation, atLineStart: true);
        return Checked(reader, token.ValueText, LiteralKind.MultiLineRaw, indentation: indentation, delimiter: quotes);
    }

    private static LiteralMap? OfText(SyntaxToken token, InterpolatedStringExpressionSyntax interpolated)
    {
        var opening = interpolated.StringStartToken;
        var reader = new LiteralReader(token.Text, 0, token.Text.Length, token.SpanStart);
        switch (opening.Kind())
        {
            case SyntaxKind.InterpolatedStringStartToken:
                return reader.ReadRegular(braces: true) ? Checked(reader, Unescaped(token.ValueText), LiteralKind.Regular, isInterpolated: true) : null;

            case SyntaxKind.InterpolatedVerbatimStringStartToken:
                return reader.ReadVerbatim(braces: true) ? Checked(reader, Unescaped(token.ValueText), LiteralKind.Verbatim, isInterpolated: true) : null;

            case SyntaxKind.InterpolatedSingleLineRawStringStartToken:
                reader.ReadRaw("", atLineStart: false);
                return Checked(reader, token.ValueText, LiteralKind.Raw, isInterpolated: true, delimiter: RawDelimiter(opening.Text));

            case SyntaxKind.InterpolatedMultiLineRawStringStartToken:
                var closing = interpolated.StringEndToken.Text;
                var indentation = closing.Trim('\r', '\n').TrimEnd('"');
                var isFirst = interpolated.Contents.Count > 0 && interpolated.Contents[0] == token.Parent;
                reader.ReadRaw(indentation, atLineStart: isFirst);
                return Checked(
                    reader, token.ValueText, LiteralKind.MultiLineRaw, isInterpolated: true, indentation: indentation, delimiter: RawDelimiter(opening.Text));

            default:
                return null;
        }
    }

    private static int RawDelimiter(string opening) =>
        Math.Min(LiteralReader.CountAt(opening, 0, '$'), LiteralReader.CountAt(opening, opening.IndexOf('"'), '"'));

    /// <summary>Roslyn leaves the doubled braces in the value of the token.</summary>
    private static string Unescaped(string valueText) => valueText.Replace("{{", "{").Replace("}}", "}");

    /// <summary>The compiler's own value of the token decides whether the characters were read rightly.</summary>
    private static LiteralMap? Checked(
        LiteralReader reader, string expected, LiteralKind kind, bool isInterpolated = false, string indentation = "", int delimiter = 0)
    {
        var (value, starts) = reader.Result();
        return string.Equals(value, expected, StringComparison.Ordinal) ? new LiteralMap(value, starts, kind, isInterpolated, indentation, delimiter) : null;
    }
}
