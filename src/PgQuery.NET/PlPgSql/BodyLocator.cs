using PgQuery.Text;

namespace PgQuery.PlPgSql;

/// <summary>
/// Finds where the statements and expressions of a body stand. libpg_query gives the line of each statement and the text of
/// each expression, both in the order of the source; nearly all texts are verbatim, so that the tokens tell the rest.
/// </summary>
internal sealed class BodyLocator
{
    private readonly string _body;
    private readonly StringLiteral? _literal;
    private readonly List<Token> _tokens = [];
    private int _next;
    private PgTextSpan _statement;

    /// <summary>Makes a locator.</summary>
    /// <param name="body">The body.</param>
    /// <param name="literal">The literal that holds the body, or null when places within it are not known.</param>
    /// <param name="span">Where the body stands in the script.</param>
    internal BodyLocator(string body, StringLiteral? literal, PgTextSpan span)
    {
        _body = body;
        _literal = literal;
        Span = span;
        _statement = span;
        var (line, counted) = (1, 0);
        var lexer = new SqlLexer(body);
        while (lexer.NextSignificant())
        {
            for (; counted < lexer.Start; counted++)
            {
                line += body[counted] == '\n' ? 1 : 0;
            }

            _tokens.Add(new Token(lexer.Start, lexer.End, line));
        }
    }

    /// <summary>Where the body stands in the script.</summary>
    internal PgTextSpan Span { get; }

    /// <summary>The body.</summary>
    internal string Body => _body;

    /// <summary>How many tokens the body has, without comments.</summary>
    internal int TokenCount => _tokens.Count;

    /// <summary>Whether places within the body are known.</summary>
    internal bool IsMapped => _literal is not null;

    /// <summary>The extent of a token in the body.</summary>
    /// <param name="index">Number of the token.</param>
    /// <returns>Its span in the body.</returns>
    internal PgTextSpan TokenAt(int index) => PgTextSpan.FromBounds(_tokens[index].Start, _tokens[index].End);

    /// <summary>Translates a span of the body into one of the script.</summary>
    /// <param name="start">Its start in the body.</param>
    /// <param name="end">Its end in the body, not less than the start.</param>
    /// <returns>The span in the script; that of the whole body when places are not known.</returns>
    internal PgTextSpan ToScript(int start, int end)
    {
        if (_literal is null)
        {
            return Span;
        }

        var first = _literal.StartOf(start);
        return PgTextSpan.FromBounds(first, end == start ? first : _literal.EndOf(end - 1));
    }

    /// <summary>Goes back to the start of the body.</summary>
    internal void Rewind() => _next = 0;

    /// <summary>Goes to the first token of a statement.</summary>
    /// <param name="node">The statement.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="line">Its line.</param>
    /// <returns>Where it stands in the script, or -1.</returns>
    internal int EnterStatement(PgNode node, PlPgSqlStatementKind kind, int line)
    {
        var words = PlPgSqlSyntax.FirstWords(kind);
        var text = words.Length == 0 ? FirstExpression(node) : null;
        for (var i = _next; i < _tokens.Count && _tokens[i].Line <= line; i++)
        {
            if (_tokens[i].Line == line && BeginsStatement(i) && (words.Length > 0 ? IsAny(i, words) : StartsWithWordOf(i, text)))
            {
                // The first token of a statement that is itself an expression belongs to that expression.
                _next = words.Length > 0 && kind is not (PlPgSqlStatementKind.Call or PlPgSqlStatementKind.Perform) ? i + 1 : i;
                _statement = ToScript(_tokens[i].Start, _tokens[i].End);
                return _literal is null ? -1 : _literal.StartOf(_tokens[i].Start);
            }
        }

        _statement = Span;
        return -1;
    }

    /// <summary>Goes to the name of a declared variable.</summary>
    /// <param name="name">The name.</param>
    /// <param name="line">Its line.</param>
    internal void EnterDeclaration(string name, int line)
    {
        for (var i = _next; i < _tokens.Count && _tokens[i].Line <= line; i++)
        {
            var token = _body.Substring(_tokens[i].Start, _tokens[i].End - _tokens[i].Start);
            var isName = token[0] == '"'
                ? token.Length > 1 && token.Substring(1, token.Length - 2).Replace("\"\"", "\"") == name
                : string.Equals(token, name, StringComparison.OrdinalIgnoreCase);
            if (_tokens[i].Line == line && isName)
            {
                _next = i + 1;
                _statement = ToScript(_tokens[i].Start, _tokens[i].End);
                return;
            }
        }

        _statement = Span;
    }

    /// <summary>Goes behind the next of some words or signs; stays when there is none.</summary>
    /// <param name="words">The words in lower case.</param>
    internal void Skip(params string[] words)
    {
        for (var i = _next; i < _tokens.Count; i++)
        {
            if (IsAny(i, words))
            {
                _next = i + 1;
                return;
            }
        }
    }

    /// <summary>Goes behind the next of some words that follows a whole statement (or the word before the first one).</summary>
    /// <param name="words">The words in lower case.</param>
    internal void SkipClause(params string[] words)
    {
        for (var i = Math.Max(_next, 1); i < _tokens.Count; i++)
        {
            if (IsAny(i, words) && IsAny(i - 1, ";", "then", "exception"))
            {
                _next = i + 1;
                return;
            }
        }
    }

    /// <summary>Finds an expression and goes behind it.</summary>
    /// <param name="owner">The node it belongs to.</param>
    /// <param name="kind">The kind of statement it belongs to.</param>
    /// <param name="role">What it is to that statement.</param>
    /// <param name="expression">The expression.</param>
    /// <returns>The expression with its place.</returns>
    internal PlPgSqlExpression Locate(PgNode owner, PlPgSqlStatementKind kind, string role, PgNode expression)
    {
        var text = expression.String("query") ?? "";
        var mode = (PlPgSqlParseMode)expression.Int("parseMode");
        var before = PlPgSqlSyntax.WordsBefore(kind, role);
        if (before.Length > 0)
        {
            Skip(before);
        }

        var positions = _literal is null || text.Length == 0 ? null : Find(owner, kind, text);
        if (positions is null)
        {
            return new PlPgSqlExpression(role, text, mode, _statement, isExact: false, []);
        }

        var span = PgTextSpan.FromBounds(positions[0], positions[text.Length]);
        return new PlPgSqlExpression(role, text, mode, span, isExact: true, positions);
    }

    private int[]? Find(PgNode owner, PlPgSqlStatementKind kind, string text)
    {
        const string PerformAs = "SELECT";
        const string CasePrefix = "\"__Case__Variable_";
        if (kind == PlPgSqlStatementKind.Perform && text.StartsWith(PerformAs, StringComparison.Ordinal))
        {
            return FindPerform(text, PerformAs.Length);
        }

        if (owner.Kind == "PLpgSQL_case_when" && text.StartsWith(CasePrefix, StringComparison.Ordinal))
        {
            var open = text.IndexOf(" IN (", StringComparison.Ordinal) + 5;
            return FindVerbatim(text, open, text.Length - 1, owner);
        }

        return FindVerbatim(text, 0, text.Length, owner);
    }

    // PL/pgSQL writes SELECT over the word PERFORM and leaves all after it as it is.
    private int[]? FindPerform(string text, int written)
    {
        if (_next >= _tokens.Count || !IsAny(_next, "perform"))
        {
            return null;
        }

        var (start, rest) = (_tokens[_next].Start, _tokens[_next].End);
        if (string.CompareOrdinal(_body, rest, text, written, text.Length - written) != 0)
        {
            return null;
        }

        var positions = new int[text.Length + 1];
        for (var i = 0; i < text.Length; i++)
        {
            positions[i] = _literal!.StartOf(i < written ? start + i : rest + i - written);
        }

        return Finish(positions, rest + text.Length - written);
    }

    // The first token from which the text, between its two ends, is what stands in the body.
    private int[]? FindVerbatim(string text, int from, int to, PgNode owner)
    {
        var redacted = owner.Bool("into");
        for (var i = _next; i < _tokens.Count; i++)
        {
            var positions = new int[text.Length + 1];
            var end = Match(text, from, to, _tokens[i].Start, redacted, positions);
            if (end < 0)
            {
                continue;
            }

            for (var j = 0; j < from; j++)
            {
                positions[j] = positions[from];
            }

            var result = Finish(positions, end);
            for (var j = to; j < text.Length; j++)
            {
                positions[j] = positions[text.Length];
            }

            return result;
        }

        return null;
    }

    // PL/pgSQL puts a space for every byte of an INTO clause.
    private int Match(string text, int from, int to, int start, bool redacted, int[] positions)
    {
        var at = start;
        for (var i = from; i < to; i++)
        {
            if (at < _body.Length && _body[at] == text[i])
            {
                positions[i] = _literal!.StartOf(at++);
                continue;
            }

            if (!redacted || text[i] != ' ' || string.Compare(_body, at, "into", 0, 4, StringComparison.OrdinalIgnoreCase) != 0)
            {
                return -1;
            }

            redacted = false;
            for (; i < to && text[i] == ' '; i++)
            {
                positions[i] = _literal!.StartOf(Math.Min(at, _body.Length - 1));
                i += at < _body.Length ? Utf8Extra(_body[at++], positions, i) : 0;
            }

            i--;
        }

        return at;
    }

    // A character of more bytes has more spaces; a surrogate pair has four bytes, two for each half.
    private static int Utf8Extra(char c, int[] positions, int i)
    {
        var extra = c < 0x80 ? 0 : c < 0x800 || char.IsSurrogate(c) ? 1 : 2;
        for (var j = 1; j <= extra && i + j < positions.Length; j++)
        {
            positions[i + j] = positions[i];
        }

        return extra;
    }

    private int[] Finish(int[] positions, int end)
    {
        positions[positions.Length - 1] = _literal!.EndOf(end - 1);
        while (_next < _tokens.Count && _tokens[_next].Start < end)
        {
            _next++;
        }

        return positions;
    }

    private static string? FirstExpression(PgNode node)
    {
        foreach (var field in node.GetFields())
        {
            if (field.Node is { Kind: "PLpgSQL_expr" } expression)
            {
                return expression.String("query");
            }
        }

        return null;
    }

    private bool BeginsStatement(int token)
        => token == 0 || IsAny(token - 1, ";", "begin", "then", "else", "loop", ">>", "declare") || IsAny(token, "begin");

    private bool StartsWithWordOf(int token, string? text)
    {
        var (start, length) = (_tokens[token].Start, _tokens[token].End - _tokens[token].Start);
        return text is not null && string.CompareOrdinal(_body, start, text, 0, length) == 0;
    }

    private bool IsAny(int token, params string[] words)
    {
        var (start, length) = (_tokens[token].Start, _tokens[token].End - _tokens[token].Start);
        foreach (var word in words)
        {
            if (word.Length == length && string.Compare(_body, start, word, 0, length, StringComparison.OrdinalIgnoreCase) == 0)
            {
                return true;
            }
        }

        return false;
    }

    private readonly struct Token(int start, int end, int line)
    {
        internal int Start { get; } = start;

        internal int End { get; } = end;

        internal int Line { get; } = line;
    }
}
