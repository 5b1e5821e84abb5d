using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.CodeFixes.Design;

/// <summary>
/// Gives the columns that a statement makes other types. Only SQL is edited: what EF's calls say comes from the model, and the next migration that is scaffolded would take it back.
/// </summary>
internal static class ColumnTypeRemedy
{
    /// <param name="replacement">What is written in place of the type; null: the column is left alone.</param>
    public static IEnumerable<Remedy> For(FixTarget target, string title, string key, Func<RelationName, ColumnDefinition, string?> replacement)
    {
        if (target.Sql is not { } sql || target.Statement.Has(Circumstances.InDoBlock) || target.Operation is not TableOperation { Table: var table })
        {
            yield break;
        }

        var edits = new List<SqlTextEdit>();
        foreach (var column in ColumnsOf(target.Operation))
        {
            if (replacement(table, column) is { } text && SqlColumnPlaces.Type(sql, target.Statement, column.Name, text) is { } edit)
            {
                edits.Add(edit);
            }
        }

        if (edits.Count > 0)
        {
            yield return new EditStatement(title, key) { Edits = [.. edits] };
        }
    }

    public static bool Accepts(MigrationOperation operation) => operation is CreateTable { PartitionOf: null, AsSelect: false } or AddColumn;

    /// <summary>No expression, view or routine of this migration speaks of the column, so that nothing depends on its type.</summary>
    public static bool IsOnlyStored(FixTarget target, RelationName table, ColumnDefinition column)
    {
        foreach (var operation in target.Unit.Operations.SkipWhile(o => !ReferenceEquals(o, target.Operation)))
        {
            var speaksOfIt = operation switch
            {
                CreateTable create => create.PartitionKey is not null && create.Table.Equals(table)
                    || create.Constraints.Any(Mentions)
                    || create.Columns.Any(c => Speaks(c.GenerationExpression))
                    || create.AsSelect || !create.Likes.IsEmpty,
                AddColumn add => Speaks(add.Column.GenerationExpression) || add.Constraints.Any(Mentions),
                AddConstraint add => Mentions(add.Constraint),
                CreateIndex index => index.Keys.Any(k => Speaks(k.Expression)) || Speaks(index.Filter),
                AlterColumnType or CreateFunction or UnknownSql or OpaqueOperation => true,
                OtherStatement other => other.Relations.Contains(table),
                _ => false,
            };
            if (speaksOfIt)
            {
                return false;
            }
        }

        return true;

        bool Speaks(SqlExpression? expression) => expression is not null && new Engine.Sql.SqlTokens(expression.Text) is var tokens
            && Enumerable.Range(0, tokens.Count).Any(i => string.Equals(tokens.TextOf(i, i + 1).Trim('"'), column.Name, StringComparison.OrdinalIgnoreCase));

        bool Mentions(ConstraintDefinition constraint) => constraint switch
        {
            CheckConstraint check => Speaks(check.Expression),
            ForeignKeyConstraint key => key.Columns.Contains(column.Name, StringComparer.Ordinal),
            ExclusionConstraint => true,
            _ => false,
        };
    }

    private static IEnumerable<ColumnDefinition> ColumnsOf(MigrationOperation operation) => operation switch
    {
        CreateTable create => create.Columns,
        AddColumn add => [add.Column],
        _ => [],
    };
}
