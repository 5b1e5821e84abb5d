using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.CodeFixes.Editing;

/// <summary>Finds what CREATE TABLE and ADD COLUMN say of columns and constraints.</summary>
internal static class SqlColumnPlaces
{
    /// <summary>Puts a text in place of the type of a column; null where it is not written once.</summary>
    public static SqlTextEdit? Type(string sql, MigrationStatement statement, string column, string text)
    {
        var (start, _) = statement.Origin.SqlStatement;
        var types = Nodes(sql, statement).OfType<ColumnDef>()
            .Where(c => string.Equals(c.Colname, column, StringComparison.Ordinal))
            .Select(static c => c.TypeName).OfType<TypeName>().ToList();
        if (types is not [var type])
        {
            return null;
        }

        var words = new SqlWords(sql, statement);
        var first = words.Tokens.IndexAt(type.Location + start);
        return words.Replace(first, TypeReader.End(words.Tokens, first, words.End), text);
    }

    /// <summary>Where the constraints without a name begin, in the order in which they are written; those that are never named by hand left out.</summary>
    public static IReadOnlyList<(int Position, bool IsNamed)> Constraints(string sql, MigrationStatement statement)
    {
        var (start, _) = statement.Origin.SqlStatement;
        return
        [
            .. from constraint in Nodes(sql, statement).OfType<Constraint>()
               where constraint.Contype is ConstrType.CONSTR_CHECK or ConstrType.CONSTR_PRIMARY or ConstrType.CONSTR_UNIQUE or ConstrType.CONSTR_EXCLUSION or ConstrType.CONSTR_FOREIGN
               orderby constraint.Location
               select (constraint.Location + start, constraint.Conname is not null),
        ];
    }

    private static IEnumerable<PgNode> Nodes(string sql, MigrationStatement statement)
    {
        var (start, length) = statement.Origin.SqlStatement;
        return PgParser.Parse(sql.Substring(start, length)) is { Error: null, Statements: [{ Root: var root }] } ? root.DescendantsAndSelf() : [];
    }
}
