using PgQuery.Runtime;

namespace PgQuery.Text;

/// <summary>Turns PostgreSQL's errors into errors of the caller's text.</summary>
internal static class ErrorPlace
{
    private const string Near = " at or near \"";

    /// <summary>Makes an error.</summary>
    /// <typeparam name="T">What the call would have returned.</typeparam>
    /// <param name="outcome">A failed call.</param>
    /// <param name="sql">The text PostgreSQL got.</param>
    /// <param name="map">The map of that text.</param>
    /// <returns>The error with its place in the caller's text.</returns>
    internal static PgSyntaxError ToError<T>(Outcome<T> outcome, string sql, PositionMap map)
        where T : class
    {
        if (outcome.Cursor <= 0)
        {
            return new PgSyntaxError(outcome.Message, map.ToCaller(0));
        }

        var start = map.CharOfCodePoint(outcome.Cursor - 1);
        var end = start + TokenLength(outcome.Message, sql, start);
        var (position, last) = (map.ToCaller(start), map.ToCaller(end));
        return new PgSyntaxError(outcome.Message, position, last - position, SyntaxHint.For(outcome.Message, sql, start, end));
    }

    // The message quotes the token; otherwise (errors of the grammar's own checks) the text itself tells.
    private static int TokenLength(string message, string sql, int start)
    {
        var near = message.IndexOf(Near, StringComparison.Ordinal);
        if (near >= 0)
        {
            var from = near + Near.Length;
            var length = message.Length - 1 - from;
            if (length > 0 && string.CompareOrdinal(sql, start, message, from, length) == 0)
            {
                return length;
            }
        }

        var lexer = new SqlLexer(sql, start);
        return lexer.Next() && lexer.Start == start ? lexer.End - start : 0;
    }
}
