using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.SafeForms;

/// <summary>
/// What is written over a column and may mean nothing over one of another type: <c>CHECK (code &lt;&gt; '')</c> when the code becomes an integer. ALTER COLUMN TYPE fails with it; a second column would
/// be made and filled before that is seen.
/// </summary>
internal static class TypeDependents
{
    private static readonly string[][] s_kinds =
    [
        ["int2", "int4", "int8", "numeric", "float4", "float8"],
        ["text", "varchar", "bpchar", "citext", "name"],
        ["timestamp", "timestamptz", "date"],
        ["bit", "varbit"],
        ["inet", "cidr"],
    ];

    /// <summary>As far as the migrations tell, none is in the way: the types are of one kind, or all that is asked of the column is whether it is NULL.</summary>
    public static bool Allow(AlterColumnType change, SchemaCatalog catalog)
    {
        if (catalog.Find(change.Table) is not { } table || change.NewType is not { } to || (table.Column(change.Column)?.Type ?? change.OldType) is not { } from || AreOfOneKind(from, to))
        {
            return true;
        }

        return !table.Constraints.Any(c => IsInTheWay(c, change.Column))
            && table.Indexes.Where(i => i.Mentions(change.Column)).SelectMany(static i => i.Definition.Keys.Select(static k => k.Expression).Append(i.Definition.Filter)).All(e => AsksForNullOnly(e, change.Column))
            && !catalog.ForeignKeysTo(table.Name).Any(r => r.ForeignKey.ReferencedColumns.Contains(change.Column, StringComparer.Ordinal));
    }

    private static bool IsInTheWay(ConstraintDefinition constraint, string column) => constraint switch
    {
        CheckConstraint check => !AsksForNullOnly(check.Expression, column),
        ForeignKeyConstraint => ConstraintReplay.Mentions(constraint, column),
        _ => false,
    };

    private static bool AsksForNullOnly(SqlExpression? expression, string column) =>
        expression is null || !expression.Columns.Contains(column, StringComparer.Ordinal) || ColumnInExpression.IsTestedForNullOnly(expression, column);

    private static bool AreOfOneKind(SqlType from, SqlType to) =>
        from.IsArray == to.IsArray
        && (string.Equals(from.Name, to.Name, StringComparison.Ordinal) || s_kinds.Any(k => k.Contains(from.Name, StringComparer.Ordinal) && k.Contains(to.Name, StringComparer.Ordinal)));
}
