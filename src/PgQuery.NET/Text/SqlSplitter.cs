namespace PgQuery.Text;

/// <summary>Finds the statements of a script by its tokens alone, so that it may contain bad ones.</summary>
internal static class SqlSplitter
{
    /// <summary>Splits a script at its semicolons.</summary>
    /// <param name="sql">The script.</param>
    /// <returns>The statements that have a token, each from its first token to its last one.</returns>
    internal static List<PgTextSpan> Split(string sql)
    {
        var statements = new List<PgTextSpan>();
        var start = 0;
        while (start < sql.Length)
        {
            start = AddStatement(sql, start, statements, ignoreParentheses: false);
        }

        return statements;
    }

    /// <summary>Cuts a statement down to its tokens.</summary>
    /// <param name="sql">The script.</param>
    /// <param name="start">Where the statement begins, perhaps with comments.</param>
    /// <param name="end">Where it ends, perhaps after comments, without the semicolon.</param>
    /// <returns>From its first token to its last one.</returns>
    internal static PgTextSpan Trim(string sql, int start, int end)
    {
        if (start < end && sql[start] is ' ' or '\t' or '\n' or '\r' or '\f' or '\v' or '-' or '/')
        {
            var lexer = new SqlLexer(sql, start);
            lexer.NextSignificant();
            start = Math.Min(lexer.Start, end);
        }

        while (end > start && sql[end - 1] is ' ' or '\t' or '\n' or '\r' or '\f' or '\v')
        {
            end--;
        }

        // Only a text that looks like a comment at its end needs to be read again, token by token.
        return end > start && (sql[end - 1] == '/' || HasLineComment(sql, start, end))
            ? PgTextSpan.FromBounds(start, LastTokenEnd(sql, start, end))
            : PgTextSpan.FromBounds(start, end);
    }

    private static int LastTokenEnd(string sql, int start, int end)
    {
        var last = start;
        var lexer = new SqlLexer(sql, start);
        while (lexer.NextSignificant() && lexer.Start < end)
        {
            last = lexer.End;
        }

        return Math.Min(last, end);
    }

    private static bool HasLineComment(string sql, int start, int end)
    {
        for (var i = end - 1; i > start && sql[i] is not ('\n' or '\r'); i--)
        {
            if (sql[i] == '-' && sql[i - 1] == '-')
            {
                return true;
            }
        }

        return false;
    }

    // CREATE RULE has semicolons in parentheses; CREATE FUNCTION ... BEGIN ATOMIC has them between BEGIN and END, as CASE has an
    // END too. A parenthesis that is never closed would swallow the rest of the script: then the first semicolon counts.
    private static int AddStatement(string sql, int start, List<PgTextSpan> statements, bool ignoreParentheses)
    {
        var lexer = new SqlLexer(sql, start);
        var (first, last, depth, atomic, words) = (-1, start, 0, 0, 0);
        var (isCreate, isRoutine) = (false, false);
        while (lexer.NextSignificant())
        {
            if (lexer.IsSign(';') && atomic == 0 && (depth <= 0 || ignoreParentheses))
            {
                Add();
                return lexer.End;
            }

            first = first < 0 ? lexer.Start : first;
            last = lexer.End;
            if (lexer.IsSign('('))
            {
                depth++;
            }
            else if (lexer.IsSign(')'))
            {
                depth--;
            }
            else if (lexer.Kind == SqlTokenKind.Word)
            {
                words++;
                isCreate |= words == 1 && lexer.IsWord("create");
                isRoutine |= isCreate && words <= 4 && (lexer.IsWord("function") || lexer.IsWord("procedure"));
                if (isRoutine && lexer.IsWord("begin"))
                {
                    var ahead = lexer;
                    atomic += atomic > 0 || (ahead.NextSignificant() && ahead.IsWord("atomic")) ? 1 : 0;
                }
                else if (atomic > 0 && lexer.IsWord("case"))
                {
                    atomic++;
                }
                else if (atomic > 0 && lexer.IsWord("end"))
                {
                    atomic--;
                }
            }
        }

        if (depth > 0 && !ignoreParentheses)
        {
            return AddStatement(sql, start, statements, ignoreParentheses: true);
        }

        Add();
        return sql.Length;

        void Add()
        {
            if (first >= 0)
            {
                statements.Add(PgTextSpan.FromBounds(first, last));
            }
        }
    }
}
