using System.Text;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.SafeForms;

/// <summary>The same expression over another column.</summary>
internal static class ColumnInExpression
{
    private const string Select = "SELECT ";

    /// <summary>Null where the column is written with its table, or the expression cannot be read.</summary>
    public static SqlExpression? Replace(SqlExpression expression, string column, string replacement)
    {
        if (ReferencesIn(expression.Text) is not { } references)
        {
            return null;
        }

        var text = new StringBuilder(expression.Text);
        foreach (var reference in references.OrderByDescending(static r => r.Location))
        {
            if (reference.Fields.OfType<StringNode>().Any(f => string.Equals(f.Sval, column, StringComparison.Ordinal)))
            {
                if (reference.Fields.Count > 1)
                {
                    return null;
                }

                var start = reference.Location - Select.Length;
                var tokens = new SqlTokens(expression.Text);
                text.Remove(start, tokens.End(tokens.IndexAt(start)) - start).Insert(start, SqlIdentifier.Quote(replacement));
            }
        }

        return expression with { Text = text.ToString() };
    }

    /// <summary>The expression reads this column only, and names it without its table.</summary>
    public static bool IsOver(SqlExpression expression, string column) =>
        ReferencesIn(expression.Text) is { Count: > 0 } references
        && references.All(r => r.Fields is [StringNode { Sval: var name }] && string.Equals(name, column, StringComparison.Ordinal));

    private static List<ColumnRef>? ReferencesIn(string expression) =>
        PgParser.Parse(Select + expression) is { Error: null, Statements: [{ Root: var root }] } ? [.. root.DescendantsAndSelf().OfType<ColumnRef>()] : null;
}
