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

    /// <summary>All that it asks of this column is whether it is NULL: that it may ask of a column of any type.</summary>
    public static bool IsTestedForNullOnly(SqlExpression expression, string column) =>
        RootOf(expression.Text) is { } root
        && root.DescendantsAndSelf().ToList() is var nodes
        && nodes.Count(n => IsReference(n, column)) == nodes.Count(n => n is NullTest { Arg: { } tested } && IsReference(tested, column));

    private static bool IsReference(PgNode node, string column) => node is ColumnRef { Fields: var fields } && fields.OfType<StringNode>().Any(f => string.Equals(f.Sval, column, StringComparison.Ordinal));

    private static List<ColumnRef>? ReferencesIn(string expression) => RootOf(expression) is { } root ? [.. root.DescendantsAndSelf().OfType<ColumnRef>()] : null;

    private static PgNode? RootOf(string expression) => PgParser.Parse(Select + expression) is { Error: null, Statements: [{ Root: var root }] } ? root : null;
}
