namespace PgQuery.Text;

/// <summary>
/// The lexical rules of PostgreSQL 18 (scan.l) over UTF-16 text. The parser itself does not need them: they find the extent
/// of a token, the ends of a statement without its comments, and the statements of a script that does not parse. An open
/// quote or comment reaches to the end of the text.
/// </summary>
internal struct SqlLexer
{
    private readonly string _text;

    internal SqlLexer(string text, int start = 0)
    {
        _text = text;
        Start = start;
        End = start;
        Kind = SqlTokenKind.End;
    }

    /// <summary>What the current token is.</summary>
    internal SqlTokenKind Kind;

    /// <summary>Index of its first character.</summary>
    internal int Start;

    /// <summary>Index after its last character.</summary>
    internal int End;

    /// <summary>Whether the current token is this word, in any case.</summary>
    /// <param name="word">The word in lower case.</param>
    /// <returns>False for quoted names.</returns>
    internal readonly bool IsWord(string word)
        => Kind == SqlTokenKind.Word
            && End - Start == word.Length
            && string.Compare(_text, Start, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0;

    /// <summary>Whether the current token is this one character.</summary>
    /// <param name="sign">The character.</param>
    /// <returns>False for longer operators that begin with it.</returns>
    internal readonly bool IsSign(char sign) => Kind == SqlTokenKind.Operator && End - Start == 1 && _text[Start] == sign;

    /// <summary>Goes to the next token that is no comment.</summary>
    /// <returns>False at the end of the text.</returns>
    internal bool NextSignificant()
    {
        while (Next())
        {
            if (Kind != SqlTokenKind.Comment)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Goes to the next token.</summary>
    /// <returns>False at the end of the text.</returns>
    internal bool Next()
    {
        var i = End;
        while (i < _text.Length && IsSpace(_text[i]))
        {
            i++;
        }

        Start = i;
        if (i == _text.Length)
        {
            End = i;
            Kind = SqlTokenKind.End;
            return false;
        }

        End = Read(i, _text[i]);
        return true;
    }

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r' or '\f' or '\v';

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private static bool IsNameStart(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_' or >= '\u0080';

    private static bool IsNamePart(char c) => IsNameStart(c) || IsDigit(c) || c == '$';

    private static bool IsOperator(char c)
        => c is '~' or '!' or '@' or '#' or '^' or '&' or '|' or '`' or '?' or '+' or '-' or '*' or '/' or '%' or '<' or '>' or '=';

    private readonly char At(int i) => i < _text.Length ? _text[i] : '\0';

    private int Read(int i, char c)
    {
        var next = At(i + 1);
        switch (c)
        {
            case '-' when next == '-':
                Kind = SqlTokenKind.Comment;
                return LineEnd(i);
            case '/' when next == '*':
                Kind = SqlTokenKind.Comment;
                return BlockCommentEnd(i);
            case '\'':
                Kind = SqlTokenKind.String;
                return QuoteEnd(i);
            case 'e' or 'E' when next == '\'':
                Kind = SqlTokenKind.String;
                return QuoteEnd(i + 1, escapes: true);
            case 'n' or 'N' when next == '\'':
                // PostgreSQL reads the letter as the word NCHAR and the quotes as the next token.
                Kind = SqlTokenKind.Word;
                return i + 1;
            case 'b' or 'B' or 'x' or 'X' when next == '\'':
                Kind = SqlTokenKind.BitString;
                return QuoteEnd(i + 1, doubling: false);
            case 'u' or 'U' when next == '&' && At(i + 2) == '\'':
                Kind = SqlTokenKind.String;
                return QuoteEnd(i + 2);
            case 'u' or 'U' when next == '&' && At(i + 2) == '"':
                Kind = SqlTokenKind.QuotedName;
                return NameQuoteEnd(i + 2);
            case '"':
                Kind = SqlTokenKind.QuotedName;
                return NameQuoteEnd(i);
            case '$':
                return ReadDollar(i, next);
            case '.' when IsDigit(next):
                return ReadNumber(i);
        }

        if (IsNameStart(c))
        {
            Kind = SqlTokenKind.Word;
            while (IsNamePart(At(i)))
            {
                i++;
            }

            return i;
        }

        if (IsDigit(c))
        {
            return ReadNumber(i);
        }

        Kind = SqlTokenKind.Operator;
        if ((c == ':' && next is ':' or '=' && c == ':') || (c == '.' && next == '.'))
        {
            return i + 2;
        }

        return IsOperator(c) ? OperatorEnd(i) : i + 1;
    }

    private readonly int LineEnd(int i)
    {
        while (i < _text.Length && _text[i] is not ('\n' or '\r'))
        {
            i++;
        }

        return i;
    }

    private readonly int BlockCommentEnd(int i)
    {
        var depth = 0;
        while (i < _text.Length)
        {
            if (_text[i] == '/' && At(i + 1) == '*')
            {
                depth++;
                i += 2;
            }
            else if (_text[i] == '*' && At(i + 1) == '/')
            {
                depth--;
                i += 2;
                if (depth == 0)
                {
                    return i;
                }
            }
            else
            {
                i++;
            }
        }

        return i;
    }

    // A literal goes on in the next line when nothing but white space with a line break lies between. (PostgreSQL allows line
    // comments there too; libpg_query, which makes tokens of them, does not.) Two quotes stand for one, except in a bit string.
    private readonly int QuoteEnd(int open, bool escapes = false, bool doubling = true)
    {
        var i = open + 1;
        while (i < _text.Length)
        {
            var c = _text[i++];
            if (c == '\\' && escapes)
            {
                i++;
            }
            else if (c == '\'')
            {
                if (doubling && At(i) == '\'')
                {
                    i++;
                }
                else if (Continuation(i) is var again and >= 0)
                {
                    i = again + 1;
                }
                else
                {
                    return i;
                }
            }
        }

        return _text.Length;
    }

    private readonly int Continuation(int i)
    {
        var newLine = false;
        while (i < _text.Length)
        {
            var c = _text[i];
            if (c == '\'')
            {
                return newLine ? i : -1;
            }

            if (c is '\n' or '\r')
            {
                newLine = true;
                i++;
            }
            else if (IsSpace(c))
            {
                i++;
            }
            else
            {
                return -1;
            }
        }

        return -1;
    }

    private readonly int NameQuoteEnd(int open)
    {
        var i = open + 1;
        while (i < _text.Length)
        {
            if (_text[i++] == '"')
            {
                if (At(i) != '"')
                {
                    return i;
                }

                i++;
            }
        }

        return i;
    }

    private int ReadDollar(int i, char next)
    {
        if (IsDigit(next))
        {
            Kind = SqlTokenKind.Parameter;
            i++;
            while (IsDigit(At(i)))
            {
                i++;
            }

            return i;
        }

        var tag = i + 1;
        if (IsNameStart(next))
        {
            while (IsNamePart(At(tag)) && _text[tag] != '$')
            {
                tag++;
            }
        }

        if (At(tag) != '$')
        {
            Kind = SqlTokenKind.Operator;
            return i + 1;
        }

        Kind = SqlTokenKind.String;
        var length = tag + 1 - i;
        var close = _text.IndexOf(_text.Substring(i, length), tag + 1, StringComparison.Ordinal);
        return close < 0 ? _text.Length : close + length;
    }

    private int ReadNumber(int i)
    {
        Kind = SqlTokenKind.Number;
        if (_text[i] == '0' && At(i + 1) is 'x' or 'X' or 'o' or 'O' or 'b' or 'B')
        {
            var digits = i + 2;
            while (IsHexDigit(At(digits)) || (At(digits) == '_' && IsHexDigit(At(digits + 1))))
            {
                digits++;
            }

            if (digits > i + 2)
            {
                return digits;
            }
        }

        i = DigitsEnd(i);
        if (At(i) == '.' && At(i + 1) != '.')
        {
            i = DigitsEnd(i + 1);
        }

        if (At(i) is 'e' or 'E')
        {
            var exponent = At(i + 1) is '+' or '-' ? i + 2 : i + 1;
            if (IsDigit(At(exponent)))
            {
                i = DigitsEnd(exponent);
            }
        }

        return i;
    }

    private static bool IsHexDigit(char c) => IsDigit(c) || c is (>= 'a' and <= 'f') or (>= 'A' and <= 'F');

    private readonly int DigitsEnd(int i)
    {
        while (IsDigit(At(i)) || (At(i) == '_' && IsDigit(At(i + 1))))
        {
            i++;
        }

        return i;
    }

    // A comment ends an operator; a trailing + or - belongs to it only if it has a character no SQL operator has.
    private readonly int OperatorEnd(int start)
    {
        var end = start;
        while (IsOperator(At(end)) && !(_text[end] == '/' && At(end + 1) == '*') && !(_text[end] == '-' && At(end + 1) == '-'))
        {
            end++;
        }

        if (end - start > 1 && _text[end - 1] is '+' or '-')
        {
            for (var i = start; i < end; i++)
            {
                if (_text[i] is '~' or '!' or '@' or '#' or '^' or '&' or '|' or '`' or '?' or '%')
                {
                    return end;
                }
            }

            while (end - start > 1 && _text[end - 1] is '+' or '-')
            {
                end--;
            }
        }

        return Math.Max(end, start + 1);
    }
}
