using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery.Text;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>
/// Finds the comments that suppress. It goes by the characters, not by the tokens: to those the body of a DO block is one string, and its comments count too.
/// </summary>
internal static class SuppressionReader
{
    private const string Marker = "migration-analyzers:";
    private const string Allow = "allow";
    private const string AllowFile = "allow-file";

    public static ImmutableArray<SqlSuppression> Read(string text, FrontEnd frontEnd, ISqlSourceMap map)
    {
        var at = text.IndexOf(Marker, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return [];
        }

        var found = ImmutableArray.CreateBuilder<SqlSuppression>();
        for (; at >= 0; at = text.IndexOf(Marker, at + Marker.Length, StringComparison.OrdinalIgnoreCase))
        {
            if (ReadAt(text, at, frontEnd, map) is { } suppression)
            {
                found.Add(suppression);
            }
        }

        return found.ToImmutable();
    }

    private static SqlSuppression? ReadAt(string text, int marker, FrontEnd frontEnd, ISqlSourceMap map)
    {
        var start = marker;
        while (start > 0 && text[start - 1] is ' ' or '\t')
        {
            start--;
        }

        start -= 2;
        if (start < 0 || string.CompareOrdinal(text, start, "--", 0, 2) != 0 && string.CompareOrdinal(text, start, "/*", 0, 2) != 0)
        {
            return null;
        }

        var lineEnd = LineEnd(text, start);
        var isBlock = text[start] == '/';
        var close = isBlock ? text.IndexOf("*/", marker, StringComparison.Ordinal) : lineEnd;
        var end = close < 0 ? text.Length : close;
        var content = text.Substring(marker + Marker.Length, end - marker - Marker.Length).Trim();
        var isForAll = Begins(content, AllowFile);
        if (!isForAll && !Begins(content, Allow))
        {
            return null;
        }

        var (ids, reason) = ReadIds(content.Substring((isForAll ? AllowFile : Allow).Length));
        end = isBlock && close >= 0 ? end + 2 : end;
        var lineStart = text.LastIndexOf('\n', start) + 1;
        var isFirst = string.IsNullOrWhiteSpace(text.Substring(lineStart, start - lineStart));
        var isLast = end >= lineEnd || string.IsNullOrWhiteSpace(text.Substring(end, lineEnd - end));
        var isBehind = isLast && !isFirst;
        return new SqlSuppression(ids, reason, new Origin(frontEnd, map.Locate(start, end - start)) { SqlSpan = (start, end - start) })
        {
            IsForAll = isForAll,
            // Behind a statement it belongs to that one, else to the one that follows.
            Line = isBehind ? (lineStart, lineEnd) : (start, start),
            Next = isBehind ? (-1, -1) : StatementAfter(text, end),
        };
    }

    private static bool Begins(string content, string word) =>
        content.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (content.Length == word.Length || char.IsWhiteSpace(content[word.Length]));

    /// <summary>Ids separated by commas, and the text after the last of them.</summary>
    private static (ImmutableArray<string> Ids, string Reason) ReadIds(string text)
    {
        var ids = ImmutableArray.CreateBuilder<string>();
        var rest = text.Trim();
        while (true)
        {
            var end = 0;
            while (end < rest.Length && char.IsLetterOrDigit(rest[end]))
            {
                end++;
            }

            var word = rest.Substring(0, end);
            // What looks like an id is one, so that a mistyped one is noticed.
            if (!word.StartsWith("DBM", StringComparison.OrdinalIgnoreCase))
            {
                break;
            }

            ids.Add(word.ToUpperInvariant());
            rest = rest.Substring(end).TrimStart();
            if (!rest.StartsWith(",", StringComparison.Ordinal))
            {
                break;
            }

            rest = rest.Substring(1).TrimStart();
        }

        return (ids.ToImmutable(), rest.Trim(' ', '\t', '-', ':', '.', ','));
    }

    /// <summary>The statement that begins after white space and comments without an empty line.</summary>
    private static (int Start, int End) StatementAfter(string text, int position)
    {
        var lexer = new SqlLexer(text, position);
        var last = position;
        while (lexer.Next())
        {
            if (HasEmptyLine(text, last, lexer.Start))
            {
                return (-1, -1);
            }

            if (lexer.Kind != SqlTokenKind.Comment)
            {
                break;
            }

            last = lexer.End;
        }

        var start = lexer.Start;
        var end = lexer.End;
        while (!lexer.IsSign(';') && lexer.Next())
        {
            end = lexer.End;
        }

        return (start, end);
    }

    private static bool HasEmptyLine(string text, int start, int end)
    {
        var first = text.IndexOf('\n', start, end - start);
        return first >= 0 && text.IndexOf('\n', first + 1, end - first - 1) >= 0;
    }

    private static int LineEnd(string text, int position)
    {
        var end = text.IndexOf('\n', position);
        end = end < 0 ? text.Length : end;
        return end > position && text[end - 1] == '\r' ? end - 1 : end;
    }
}
