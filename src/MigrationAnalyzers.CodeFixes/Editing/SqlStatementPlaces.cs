using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.CodeFixes.Editing;

/// <summary>Finds the places in the text of a statement where a keyword may be put in. What the statement means is known from its operations.</summary>
internal static class SqlStatementPlaces
{
    /// <summary>CONCURRENTLY, after the INDEX of CREATE INDEX or DROP INDEX.</summary>
    public static SqlTextEdit? Concurrently(string sql, MigrationStatement statement)
    {
        var tokens = new SqlTokens(sql);
        var (start, length) = statement.Origin.SqlStatement;
        for (var i = tokens.IndexAt(start); i < tokens.Count && tokens.End(i) <= start + length; i++)
        {
            if (tokens.IsWord(i, "index"))
            {
                return SqlTextEdit.Insert(tokens.End(i), " " + InCaseOf(sql, tokens, i, "CONCURRENTLY"));
            }
        }

        return null;
    }

    /// <summary>NOT VALID, at the end of the clause that adds the constraint.</summary>
    public static SqlTextEdit? NotValid(string sql, MigrationStatement statement, AddConstraint add)
    {
        var tokens = new SqlTokens(sql);
        var (start, length) = statement.Origin.SqlStatement;
        var end = tokens.IndexAt(start + length);
        var first = tokens.IndexAt(add.Origin.SqlSpan.Start);
        var comma = tokens.FindSign(first, end, ',');
        return first < 0 || comma <= first ? null : SqlTextEdit.Insert(tokens.End(comma - 1), " " + InCaseOf(sql, tokens, first, "NOT VALID"));
    }

    /// <summary>Written small where the keyword at the token is.</summary>
    private static string InCaseOf(string sql, SqlTokens tokens, int index, string keyword) =>
        char.IsLower(sql[tokens.Start(index)]) ? keyword.ToLowerInvariant() : keyword;
}
