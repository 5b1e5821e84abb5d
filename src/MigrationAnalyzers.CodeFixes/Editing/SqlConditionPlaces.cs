using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.CodeFixes.Editing;

/// <summary>Finds the places in the conditions of a statement where they may be changed.</summary>
internal static class SqlConditionPlaces
{
    /// <summary>
    /// Each <c>column &lt;&gt; constant</c> becomes <c>column IS DISTINCT FROM constant</c>, and to <c>column NOT IN (...)</c> the NULLs are added. It is a part of its own of the
    /// condition: it stands between WHERE or AND and the next of them, where no other operator can take a part of it.
    /// </summary>
    /// <param name="columns">Which columns, folded.</param>
    public static ImmutableArray<SqlTextEdit> NullSkippingInequalities(string sql, MigrationStatement statement, IReadOnlyCollection<string> columns)
    {
        // The body of a DO block is one token of the whole text.
        var (offset, length) = statement.Origin.SqlStatement;
        sql = sql.Substring(offset, length);
        var tokens = new SqlTokens(sql);
        var edits = ImmutableArray.CreateBuilder<SqlTextEdit>();
        var end = tokens.Count;
        for (var where = tokens.FindWord(0, end, "where"); where < end; where++)
        {
            // WHERE of the statement itself; in a batch that a query chooses, that of the query.
            if (!tokens.IsAnyWord(where, "where and"))
            {
                continue;
            }

            var start = where + 1;
            while (tokens.IsSign(start, '('))
            {
                start++;
            }

            var name = tokens.AfterName(start, end) - 1;
            var sign = name + 1;
            if (start >= end || !columns.Contains(Folded(tokens, name), StringComparer.Ordinal))
            {
                continue;
            }

            if (IsUnequal(tokens, sign) && IsConstant(tokens, sign + 1) && EndsPart(tokens, AfterCast(tokens, sign + 2, end), end))
            {
                edits.Add(new SqlTextEdit(offset + tokens.Start(sign), tokens.End(sign) - tokens.Start(sign), IsLower(sql, tokens, where) ? "is distinct from" : "IS DISTINCT FROM"));
            }
            else if (tokens.IsWord(sign, "not") && tokens.IsWord(sign + 1, "in") && tokens.IsSign(sign + 2, '(') && tokens.AfterGroup(sign + 2, end) is var after
                && Enumerable.Range(sign + 3, after - sign - 4).All(i => IsConstant(tokens, i) || tokens.IsSign(i, ',')) && EndsPart(tokens, after, end))
            {
                var or = IsLower(sql, tokens, where) ? " or " : " OR ";
                edits.Add(SqlTextEdit.Insert(offset + tokens.Start(start), "("));
                edits.Add(SqlTextEdit.Insert(offset + tokens.End(after - 1), or + tokens.TextOf(start, name + 1) + (IsLower(sql, tokens, where) ? " is null)" : " IS NULL)")));
            }
        }

        return edits.ToImmutable();
    }

    private static string Folded(SqlTokens tokens, int index)
    {
        var text = tokens.TextOf(index, index + 1);
        return text.StartsWith("\"", StringComparison.Ordinal) ? text.Trim('"').Replace("\"\"", "\"") : text.ToLowerInvariant();
    }

    private static bool IsUnequal(SqlTokens tokens, int index) => tokens.TextOf(index, Math.Min(index + 1, tokens.Count)) is "<>" or "!=";

    private static bool IsConstant(SqlTokens tokens, int index) =>
        index < tokens.Count && tokens.TextOf(index, index + 1) is var text && (text[0] == '\'' || char.IsDigit(text[0]) || tokens.IsAnyWord(index, "true false"));

    /// <summary>After 'x'::text.</summary>
    private static int AfterCast(SqlTokens tokens, int index, int end) =>
        index + 1 < end && tokens.TextOf(index, index + 1) == "::" ? tokens.AfterName(index + 1, end) : index;

    /// <summary>Nothing follows that belongs to the comparison, and no OR for which another rule would hold.</summary>
    private static bool EndsPart(SqlTokens tokens, int index, int end) =>
        index >= end || tokens.IsSign(index, ')') || tokens.IsAnyWord(index, "and limit order for returning group");

    private static bool IsLower(string sql, SqlTokens tokens, int index) => char.IsLower(sql[tokens.Start(index)]);
}
