using System.Text;

namespace PgQuery.Text;

/// <summary>The value of a string literal, with the place of each of its characters.</summary>
internal sealed class StringLiteral
{
    private readonly int[]? _starts;
    private readonly int[]? _ends;

    private StringLiteral(string value, PgTextSpan inner, int[]? starts, int[]? ends)
    {
        Value = value;
        Inner = inner;
        _starts = starts;
        _ends = ends;
    }

    /// <summary>What the literal means.</summary>
    internal string Value { get; }

    /// <summary>What stands between its quotes.</summary>
    internal PgTextSpan Inner { get; }

    /// <summary>Reads a literal.</summary>
    /// <param name="sql">The text it stands in.</param>
    /// <param name="token">The whole literal, with its quotes.</param>
    /// <returns>The literal, or null when the token is none or of a form without a map (Unicode escapes, bytes).</returns>
    internal static StringLiteral? Read(string sql, PgTextSpan token)
    {
        if (token.Length < 2)
        {
            return null;
        }

        switch (sql[token.Start])
        {
            case '$':
                var tag = sql.IndexOf('$', token.Start + 1) + 1 - token.Start;
                var inner = PgTextSpan.FromBounds(token.Start + tag, token.End - tag);
                return new StringLiteral(inner.Of(sql), inner, starts: null, ends: null);
            case '\'':
                return ReadQuoted(sql, token.Start + 1, token.End, escapes: false);
            case 'e' or 'E':
                return ReadQuoted(sql, token.Start + 2, token.End, escapes: true);
            default:
                return null;
        }
    }

    /// <summary>Where a character of the value begins.</summary>
    /// <param name="index">Its index in the value.</param>
    /// <returns>The index in the text.</returns>
    internal int StartOf(int index) => _starts is null ? Inner.Start + index : _starts[index];

    /// <summary>Where a character of the value ends: an escape takes more than one character of the text.</summary>
    /// <param name="index">Its index in the value.</param>
    /// <returns>The index in the text.</returns>
    internal int EndOf(int index) => _ends is null ? Inner.Start + index + 1 : _ends[index];

    private static StringLiteral? ReadQuoted(string sql, int start, int end, bool escapes)
    {
        var value = new StringBuilder();
        var (starts, ends) = (new List<int>(), new List<int>());
        var i = start;
        while (i < end - 1)
        {
            var at = i;
            var c = sql[i++];
            if (c == '\'')
            {
                if (sql[i] != '\'')
                {
                    // The literal goes on in a later line.
                    i = sql.IndexOf('\'', i) + 1;
                    continue;
                }

                i++;
            }
            else if (c == '\\' && escapes && !TryUnescape(sql, ref i, out c))
            {
                return null;
            }

            value.Append(c);
            starts.Add(at);
            ends.Add(i);
        }

        return new StringLiteral(value.ToString(), PgTextSpan.FromBounds(start, end - 1), [.. starts], [.. ends]);
    }

    private static bool TryUnescape(string sql, ref int i, out char c)
    {
        var escape = sql[i++];
        switch (escape)
        {
            case 'b':
                c = '\b';
                return true;
            case 'f':
                c = '\f';
                return true;
            case 'n':
                c = '\n';
                return true;
            case 'r':
                c = '\r';
                return true;
            case 't':
                c = '\t';
                return true;
            case 'v':
                c = '\v';
                return true;
            default:
                c = escape;
                return escape is not (>= '0' and <= '7' or 'x' or 'u' or 'U');
        }
    }
}
