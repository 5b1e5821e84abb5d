using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.Runtime;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Says what is wrong with SQL that the grammar rejects, and where.</summary>
internal static class SyntaxErrors
{
    private const string NotImplemented = "Not implemented";

    private const string BacktickHint = "PostgreSQL quotes names with double quotes, not with backticks.";

    /// <summary>An error of the SQL, or <see cref="UnknownSql"/> where it is the parser that cannot go on.</summary>
    /// <param name="before">The statement before the error; null where there is none.</param>
    public static MigrationOperation Read(PgSyntaxError error, SqlSource source, PgStatement? before)
    {
        var tokens = source.Tokens;
        var (start, end) = (Math.Min(error.Position, source.Text.Length), Math.Min(error.Position + error.Length, source.Text.Length));
        var token = tokens.IndexAt(start);
        if (token > 0 && IsBatchSeparator(tokens, token - 1))
        {
            // SELECT 1 GO SELECT 2: the grammar takes GO for an alias and stops after it.
            token--;
            (start, end) = (tokens.Start(token), tokens.End(token));
        }
        else if (start == end && tokens.Count > 0)
        {
            // The text ended too soon: its last token.
            var last = Math.Min(token, tokens.Count - 1);
            (start, end) = (tokens.Start(last), tokens.End(last));
        }
        else if (error.Message.StartsWith("unterminated", StringComparison.Ordinal))
        {
            // The token reaches to the end of the text, what matters is where it begins.
            end = start + 1;
        }

        var origin = source.Origin(start, end, StatementAround(source, start, end));
        if (IsLimitOfParser(error.Message))
        {
            var needsCatalog = error.Message.StartsWith(NotImplemented, StringComparison.Ordinal);
            return new UnknownSql(needsCatalog ? "its PL/pgSQL needs the server's catalog to be read" : error.Message) { Origin = origin };
        }

        if (start < source.Text.Length && source.Text[start] == '\\' && error.Message.StartsWith("syntax error", StringComparison.Ordinal))
        {
            return new InvalidSql(PsqlCommand(source.Text, start) + " is a command of psql, not SQL") { Origin = origin };
        }

        if (IsBatchSeparator(tokens, token))
        {
            return new InvalidSql("GO is a command of SQL Server's tools, not SQL") { Origin = origin, Foreign = ForeignWords.BatchSeparator };
        }

        if (before?.Root is CopyStmt { IsFrom: true, IsProgram: false, Filename: null })
        {
            return new InvalidSql("the rows after COPY ... FROM STDIN are data for psql, not SQL") { Origin = origin };
        }

        return new InvalidSql(error.Message) { Origin = origin, Hint = error.Hint ?? (ForeignWords.HasBackticks(tokens, token) ? BacktickHint : null), Foreign = ForeignWords.Of(tokens, token) };
    }

    // Too deep or too large; or a declaration that PostgreSQL looks up in its catalog, which there is none of (x t.c%TYPE[]).
    private static bool IsLimitOfParser(string message) =>
        message is ParserPool.TooDeep or ParserPool.TooLarge
        || message.StartsWith(NotImplemented, StringComparison.Ordinal)
        || message.StartsWith("internal failure of the parser", StringComparison.Ordinal)
        || message.StartsWith("the body was not parsed", StringComparison.Ordinal);

    private static PgTextSpan StatementAround(SqlSource source, int start, int end)
    {
        var around = new PgTextSpan(0, source.Text.Length);
        foreach (var span in PgParser.Split(source.Text))
        {
            if (span.Start > start)
            {
                break;
            }

            around = span;
        }

        return PgTextSpan.FromBounds(Math.Min(around.Start, start), Math.Max(around.End, end));
    }

    // GO alone in its line.
    private static bool IsBatchSeparator(SqlTokens tokens, int index)
    {
        if (!tokens.IsWord(index, "go"))
        {
            return false;
        }

        var text = tokens.Text;
        var (before, after) = (tokens.Start(index) - 1, tokens.End(index));
        while (before >= 0 && text[before] is ' ' or '\t')
        {
            before--;
        }

        while (after < text.Length && text[after] is ' ' or '\t' or '\r')
        {
            after++;
        }

        return (before < 0 || text[before] is '\n' or '\r') && (after == text.Length || text[after] == '\n');
    }

    private static string PsqlCommand(string text, int start)
    {
        var end = start + 1;
        while (end < text.Length && text[end] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_')
        {
            end++;
        }

        return text.Substring(start, Math.Max(end, Math.Min(start + 2, text.Length)) - start);
    }
}
