using System.Collections.Immutable;
using System.Text;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.Engine.Tests.Sql;

/// <summary>SQL with <c>[|...|]</c> around each place where an operation is expected to be reported.</summary>
internal static class SqlMarkup
{
    private const string Path = "script.sql";

    /// <summary>Reads the SQL; where it has markup, the operations' locations must be the marked ones, in order.</summary>
    public static ImmutableArray<MigrationStatement> Read(string markup)
    {
        var sql = Strip(markup, out var expected);
        var statements = SqlFrontEnd.Read(SqlText.OfFile(Path, sql));
        var actual = new List<(int Start, int Length)>();
        foreach (var operation in statements.SelectMany(static s => s.Operations))
        {
            var location = operation.Origin.Location;
            Assert.Equal(FrontEnd.SqlFile, operation.Origin.FrontEnd);
            Assert.Equal(Path, location.Path);
            Assert.Equal((location.Start, location.Length), operation.Origin.SqlSpan);
            var (start, length) = operation.Origin.SqlStatement;
            Assert.True(start <= location.Start && location.End <= start + length, "the keywords lie outside of the statement");

            // The operations of one DROP TABLE a, b share their place.
            if (actual.Count == 0 || actual[^1] != (location.Start, location.Length))
            {
                actual.Add((location.Start, location.Length));
            }
        }

        if (expected.Count > 0)
        {
            Assert.Equal(markup, Mark(sql, actual));
        }

        return statements;
    }

    /// <summary>All operations, one a line; see <see cref="OperationText"/>.</summary>
    public static string[] Describe(string markup) => [.. Read(markup).SelectMany(static s => s.Operations).Select(OperationText.Of)];

    public static T Single<T>(string markup)
        where T : MigrationOperation =>
        Assert.IsType<T>(Assert.Single(Assert.Single(Read(markup)).Operations));

    public static string Strip(string markup, out List<(int Start, int Length)> spans)
    {
        spans = [];
        var sql = new StringBuilder();
        var open = -1;
        for (var i = 0; i < markup.Length; i++)
        {
            if (string.CompareOrdinal(markup, i, "[|", 0, 2) == 0)
            {
                open = sql.Length;
                i++;
            }
            else if (string.CompareOrdinal(markup, i, "|]", 0, 2) == 0)
            {
                spans.Add((open, sql.Length - open));
                i++;
            }
            else
            {
                sql.Append(markup[i]);
            }
        }

        return sql.ToString();
    }

    private static string Mark(string sql, List<(int Start, int Length)> spans)
    {
        var marked = new StringBuilder(sql);
        foreach (var (start, length) in spans.OrderByDescending(static s => s.Start))
        {
            marked.Insert(start + length, "|]").Insert(start, "[|");
        }

        return marked.ToString();
    }
}
