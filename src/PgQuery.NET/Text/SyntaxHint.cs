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

        switch (sql[start])
        {
            case '\\':
                return "Commands of psql that begin with a backslash are not SQL.";
            case '`':
                return "PostgreSQL quotes names with double quotes, not with backticks.";
            case '[' when message.StartsWith("syntax error", StringComparison.Ordinal):
                return "PostgreSQL quotes names with double quotes, not with brackets.";
            case 'G' or 'g' when end - start == 2 && string.Compare(sql, start, "GO", 0, 2, StringComparison.OrdinalIgnoreCase) == 0:
                return "GO is a command of SQL Server's tools. PostgreSQL's statements end with a semicolon.";
            case '$' when message.StartsWith("unterminated dollar-quoted string", StringComparison.Ordinal):
                return "The closing dollar quote must have the same tag, in the same case.";
            default:
                return null;
        }
    }
}
