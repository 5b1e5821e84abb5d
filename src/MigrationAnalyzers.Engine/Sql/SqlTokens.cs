using PgQuery.Text;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>
/// The tokens of an SQL text without its comments. The parse tree says what a statement means; the tokens say where its keywords and clauses
/// are written, which the tree mostly does not keep.
/// </summary>
internal sealed class SqlTokens
{
    private readonly List<Token> _tokens;

    public SqlTokens(string text)
    {
        Text = text;
        _tokens = new List<Token>(Math.Max(8, text.Length / 6));
        var lexer = new SqlLexer(text);
        while (lexer.NextSignificant())
        {
            _tokens.Add(new Token(lexer.Kind, lexer.Start, lexer.End));
        }
    }

    public string Text { get; }

    public int Count => _tokens.Count;

    public int Start(int index) => _tokens[index].Start;

    public int End(int index) => _tokens[index].End;

    public SqlTokenKind Kind(int index) => index >= 0 && index < _tokens.Count ? _tokens[index].Kind : SqlTokenKind.End;

    /// <summary>The first token that begins at the position or after it.</summary>
    public int IndexAt(int position)
    {
        var (low, high) = (0, _tokens.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_tokens[middle].Start < position)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>Whether the token is this word, written without quotes, in any case.</summary>
    public bool IsWord(int index, string word)
    {
        if (Kind(index) != SqlTokenKind.Word)
        {
            return false;
        }

        var token = _tokens[index];
        return token.End - token.Start == word.Length
            && string.Compare(Text, token.Start, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0;
    }

    /// <summary>Whether the token is any word, written without quotes.</summary>
    public bool IsWord(int index) => Kind(index) == SqlTokenKind.Word;

    /// <summary>Whether the token is one of the words, which are separated by spaces.</summary>
    public bool IsAnyWord(int index, string words)
    {
        if (Kind(index) != SqlTokenKind.Word)
        {
            return false;
        }

        var token = _tokens[index];
        var length = token.End - token.Start;
        for (var start = 0; start < words.Length;)
        {
            var end = words.IndexOf(' ', start);
            end = end < 0 ? words.Length : end;
            if (end - start == length && string.Compare(Text, token.Start, words, start, length, StringComparison.OrdinalIgnoreCase) == 0)
            {
                return true;
            }

            start = end + 1;
        }

        return false;
    }

    public bool IsSign(int index, char sign) =>
        Kind(index) == SqlTokenKind.Operator && _tokens[index].End - _tokens[index].Start == 1 && Text[_tokens[index].Start] == sign;

    public bool IsOpening(int index) => IsSign(index, '(') || IsSign(index, '[');

    public bool IsClosing(int index) => IsSign(index, ')') || IsSign(index, ']');

    /// <summary>The token after the group that opens at the token; the end when it does not close before that.</summary>
    public int AfterGroup(int index, int end)
    {
        var depth = 0;
        for (; index < end; index++)
        {
            if (IsOpening(index))
            {
                depth++;
            }
            else if (IsClosing(index) && --depth == 0)
            {
                return index + 1;
            }
        }

        return end;
    }

    /// <summary>The first token from <paramref name="index"/> on, outside of parentheses, that is the sign; the end when there is none.</summary>
    public int FindSign(int index, int end, char sign)
    {
        while (index < end && !IsSign(index, sign))
        {
            index = IsOpening(index) ? AfterGroup(index, end) : index + 1;
        }

        return Math.Min(index, end);
    }

    /// <summary>The first token from <paramref name="index"/> on, outside of parentheses, that is the word; the end when there is none.</summary>
    public int FindWord(int index, int end, string word)
    {
        while (index < end && !IsWord(index, word))
        {
            index = IsOpening(index) ? AfterGroup(index, end) : index + 1;
        }

        return Math.Min(index, end);
    }

    /// <summary>The token after a name that may be qualified: <c>a.b.c</c>.</summary>
    public int AfterName(int index, int end)
    {
        index++;
        while (index + 1 < end && IsSign(index, '.'))
        {
            index += 2;
        }

        return Math.Min(index, end);
    }

    /// <summary>The text from the first character of a token up to the last one of the token before <paramref name="end"/>.</summary>
    public string TextOf(int first, int end) => first >= end ? "" : Text.Substring(Start(first), End(end - 1) - Start(first));

    /// <summary>No token goes over the end of a line, as a string may.</summary>
    public bool EndsWithItsLines => _tokens.TrueForAll(t => Text.IndexOf('\n', t.Start, t.End - t.Start) < 0);

    /// <summary>The text with a blank for each end of a line, where that does not change a token.</summary>
    public string InOneLine() => EndsWithItsLines ? string.Join(" ", Text.Split('\n').Select(static l => l.Trim()).Where(static l => l.Length > 0)) : Text;

    private readonly struct Token(SqlTokenKind kind, int start, int end)
    {
        public SqlTokenKind Kind { get; } = kind;

        public int Start { get; } = start;

        public int End { get; } = end;
    }
}
