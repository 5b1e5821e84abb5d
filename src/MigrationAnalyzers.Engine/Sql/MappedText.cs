using System.Text;
using PgQuery.Text;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>A text that was made of pieces of another one, and where each of its characters comes from.</summary>
internal sealed class MappedText
{
    private readonly StringBuilder _text = new();
    private readonly List<int> _positions = [];
    private int _end;

    public override string ToString() => _text.ToString();

    /// <summary>The position of each character and the end of the last one.</summary>
    public int[] Positions() => [.. _positions, _end];

    public void Append(char c, int position)
    {
        _text.Append(c);
        _positions.Add(position);
        _end = position + 1;
    }

    public void Append(MappedText other)
    {
        _text.Append(other._text);
        _positions.AddRange(other._positions);
        _end = other._end;
    }

    /// <summary>Characters that stand at one place together.</summary>
    public void Append(string text, int start, int end)
    {
        _text.Append(text);
        for (var i = 0; i < text.Length; i++)
        {
            _positions.Add(start);
        }

        _end = end;
    }

    public char this[int index] => _text[index];

    public int Length => _text.Length;

    public int PositionOf(int index) => index < _positions.Count ? _positions[index] : _end;

    /// <summary>The value of a string constant.</summary>
    /// <param name="text">The text that the constant is written in.</param>
    /// <param name="position">Where it begins.</param>
    /// <param name="value">What the parser read.</param>
    /// <returns>Characters that cannot be told apart (unusual escapes, a constant in several parts) all stand for the whole constant.</returns>
    public static MappedText OfConstant(string text, int position, string value)
    {
        var lexer = new SqlLexer(text, position);
        lexer.Next();
        var decoded = new MappedText { _end = lexer.End };
        if (lexer.Kind == SqlTokenKind.String)
        {
            decoded.Decode(text, lexer.Start, lexer.End);
            if (string.Equals(decoded.ToString(), value, StringComparison.Ordinal))
            {
                return decoded;
            }
        }

        decoded = new MappedText();
        decoded.Append(value, lexer.Start, lexer.End);
        return decoded;
    }

    private void Decode(string text, int start, int end)
    {
        if (text[start] == '$')
        {
            var tag = text.IndexOf('$', start + 1) + 1 - start;
            for (var i = start + tag; i < end - tag; i++)
            {
                Append(text[i], i);
            }

            return;
        }

        var escapes = text[start] is 'e' or 'E';
        var last = end - 1;
        for (var i = text.IndexOf('\'', start) + 1; i < last; i++)
        {
            var at = i;
            var c = text[i];
            if (c == '\'')
            {
                i++;
            }
            else if (c == '\\' && escapes && i + 1 < last)
            {
                i++;
                c = text[i] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', var other => other };
            }

            Append(c, at);
        }

        _end = last;
    }
}
