using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.CodeFixes.Editing;

/// <summary>Finds the places in the text of a statement where a keyword may be put in. What the statement means is known from its operations.</summary>
internal static class SqlStatementPlaces
{
    /// <summary>CONCURRENTLY, after the INDEX of CREATE INDEX or DROP INDEX.</summary>
    public static SqlTextEdit? Concurrently(string sql, MigrationStatement statement) => ConcurrentlyAfter(sql, statement, "index");

    /// <summary>CONCURRENTLY, after the first such word outside of parentheses.</summary>
    public static SqlTextEdit? ConcurrentlyAfter(string sql, MigrationStatement statement, string word)
    {
        var tokens = new SqlTokens(sql);
        var (first, end) = Range(tokens, statement);
        var found = tokens.FindWord(first, end, word);
        return found == end ? null : SqlTextEdit.Insert(tokens.End(found), " " + InCaseOf(sql, tokens, found, "CONCURRENTLY"));
    }

    /// <summary>CONCURRENTLY, at the end.</summary>
    public static SqlTextEdit? ConcurrentlyAtEnd(string sql, MigrationStatement statement)
    {
        var tokens = new SqlTokens(sql);
        var (first, end) = Range(tokens, statement);
        return first == end ? null : SqlTextEdit.Insert(tokens.End(end - 1), " " + InCaseOf(sql, tokens, first, "CONCURRENTLY"));
    }

    /// <summary>Takes USING away, which is the last clause.</summary>
    public static SqlTextEdit? WithoutUsing(string sql, MigrationStatement statement)
    {
        var tokens = new SqlTokens(sql);
        var (first, end) = Range(tokens, statement);
        var found = tokens.FindWord(first, end, "using");
        if (found == end)
        {
            return null;
        }

        var start = tokens.End(found - 1);
        return new SqlTextEdit(start, tokens.End(end - 1) - start, "");
    }

    /// <summary>A constraint says more of its index than columns: INCLUDE, WITH, USING INDEX TABLESPACE, WITHOUT OVERLAPS.</summary>
    public static bool HasIndexOptions(string sql, MigrationStatement statement)
    {
        var tokens = new SqlTokens(sql);
        var (first, end) = Range(tokens, statement);
        return new[] { "include", "with", "using", "without" }.Any(word => tokens.FindWord(first, end, word) < end);
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

    /// <summary>The word stands somewhere in the statement, outside of parentheses.</summary>
    public static bool HasWord(string sql, MigrationStatement statement, string word)
    {
        var tokens = new SqlTokens(sql);
        var (first, end) = Range(tokens, statement);
        return tokens.FindWord(first, end, word) < end;
    }

    /// <summary>The FOR VALUES that the statement ends in; null where it has none.</summary>
    public static string? ForValues(string sql, MigrationStatement statement)
    {
        var tokens = new SqlTokens(sql);
        var (first, end) = Range(tokens, statement);
        var found = tokens.FindWord(first, end, "for");
        return found < end && tokens.IsWord(found + 1, "values") ? tokens.TextOf(found, end) : null;
    }

    /// <summary>The FOR VALUES or DEFAULT of CREATE TABLE ... PARTITION OF, where nothing else follows.</summary>
    public static string? BoundOfPartition(string sql, MigrationStatement statement)
    {
        var tokens = new SqlTokens(sql);
        var (first, end) = Range(tokens, statement);
        var parent = tokens.FindWord(first, end, "of") + 1;
        var bound = tokens.AfterName(parent, end);
        var isPlain = tokens.IsAnyWord(bound, "for default")
            && new[] { "partition", "with", "using", "tablespace" }.All(word => tokens.FindWord(bound, end, word) == end || (word == "with" && IsHashBound(tokens, bound, end)));
        return isPlain ? tokens.TextOf(bound, end) : null;
    }

    /// <summary>FOR VALUES WITH (...), and nothing after it.</summary>
    private static bool IsHashBound(SqlTokens tokens, int bound, int end) => tokens.IsWord(bound + 2, "with") && tokens.AfterGroup(bound + 3, end) == end;

    private static (int First, int End) Range(SqlTokens tokens, MigrationStatement statement)
    {
        var (start, length) = statement.Origin.SqlStatement;
        return (tokens.IndexAt(start), tokens.IndexAt(start + length));
    }

    /// <summary>Text at the end of the clause that is the operation.</summary>
    public static SqlTextEdit? AtEndOfClause(string sql, MigrationStatement statement, Origin clause, string text)
    {
        var tokens = new SqlTokens(sql);
        var (start, length) = statement.Origin.SqlStatement;
        var end = tokens.IndexAt(start + length);
        var first = tokens.IndexAt(clause.SqlSpan.Start);
        var comma = tokens.FindSign(first, end, ',');
        return comma <= first ? null : SqlTextEdit.Insert(tokens.End(comma - 1), text);
    }

    /// <summary>Before the first action of an ALTER TABLE; null for another statement.</summary>
    public static SqlTextEdit? BeforeActions(string sql, MigrationStatement statement, string text)
    {
        var tokens = new SqlTokens(sql);
        var (start, length) = statement.Origin.SqlStatement;
        var (first, end) = (tokens.IndexAt(start), tokens.IndexAt(start + length));
        if (!tokens.IsWord(first, "alter") || !tokens.IsWord(first + 1, "table") || tokens.IsWord(first + 2, "if"))
        {
            return null;
        }

        var action = tokens.AfterName(tokens.IsWord(first + 2, "only") ? first + 3 : first + 2, end);
        return action >= end || tokens.IsSign(action, '*') ? null : SqlTextEdit.Insert(tokens.Start(action), text);
    }

    /// <summary>Written small where the keyword at the token is.</summary>
    private static string InCaseOf(string sql, SqlTokens tokens, int index, string keyword) =>
        char.IsLower(sql[tokens.Start(index)]) ? keyword.ToLowerInvariant() : keyword;
}
