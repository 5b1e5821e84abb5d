namespace PgQuery.Text;

/// <summary>What the authors of common kinds of bad SQL may have meant.</summary>
internal static class SyntaxHint
{
    /// <summary>Finds a hint.</summary>
    /// <param name="message">PostgreSQL's message.</param>
    /// <param name="sql">The text.</param>
    /// <param name="start">Where the offending token begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <returns>The hint, or null.</returns>
    internal static string? For(string message, string sql, int start, int end)
    {
        if (start >= sql.Length)
        {
            return null;
        }

        if (IsBatchSeparator(sql, start, end - start) || IsBatchSeparator(sql, WordBefore(sql, start), 2))
        {
            return "GO is a command of SQL Server's tools. PostgreSQL's statements end with a semicolon.";
        }

        switch (sql[start])
        {
            case '\\' when message.StartsWith("syntax error", StringComparison.Ordinal):
                return "Commands of psql that begin with a backslash are not SQL.";
            case '`':
                return "PostgreSQL quotes names with double quotes, not with backticks.";
            case '[' when message.StartsWith("syntax error", StringComparison.Ordinal):
                return "PostgreSQL quotes names with double quotes, not with brackets.";
            case '$' when message.StartsWith("unterminated dollar-quoted string", StringComparison.Ordinal):
                return "The closing dollar quote must have the same tag, in the same case.";
            default:
                return null;
        }
    }

    // PostgreSQL takes a GO after a SELECT for an alias and stumbles at the next statement.
    private static int WordBefore(string sql, int start)
    {
        while (start > 0 && char.IsWhiteSpace(sql[start - 1]))
        {
            start--;
        }

        return start - 2;
    }

    private static bool IsBatchSeparator(string sql, int start, int length)
        => length == 2
            && start >= 0
            && string.Compare(sql, start, "GO", 0, 2, StringComparison.OrdinalIgnoreCase) == 0
            && (start == 0 || sql[start - 1] == '\n')
            && (start + 2 == sql.Length || sql[start + 2] is '\r' or '\n');
}
