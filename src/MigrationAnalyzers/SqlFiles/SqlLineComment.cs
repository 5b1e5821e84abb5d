using System.Collections.Immutable;

namespace MigrationAnalyzers.SqlFiles;

/// <summary>A line that begins with two hyphens. That is what runners look for, whatever the line stands in.</summary>
/// <param name="Start">Where the line begins.</param>
/// <param name="TextStart">Where the text after the hyphens and white space begins.</param>
/// <param name="End">Where the line ends, without its line break.</param>
/// <param name="Next">Where the next line begins.</param>
/// <param name="Text">The text after the hyphens, without white space around it.</param>
internal readonly record struct SqlLineComment(int Start, int TextStart, int End, int Next, string Text)
{
    public bool Is(string beginning) => Text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase);

    public static ImmutableArray<SqlLineComment> Of(string sql)
    {
        var comments = ImmutableArray.CreateBuilder<SqlLineComment>();
        for (var start = 0; start < sql.Length;)
        {
            var lineFeed = sql.IndexOf('\n', start);
            var next = lineFeed < 0 ? sql.Length : lineFeed + 1;
            var end = lineFeed < 0 ? sql.Length : lineFeed > start && sql[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
            var first = start;
            while (first < end && char.IsWhiteSpace(sql[first]))
            {
                first++;
            }

            if (first + 1 < end && sql[first] == '-' && sql[first + 1] == '-')
            {
                first += 2;
                while (first < end && char.IsWhiteSpace(sql[first]))
                {
                    first++;
                }

                comments.Add(new SqlLineComment(start, first, end, next, sql.Substring(first, end - first).TrimEnd()));
            }

            start = next;
        }

        return comments.ToImmutable();
    }
}
