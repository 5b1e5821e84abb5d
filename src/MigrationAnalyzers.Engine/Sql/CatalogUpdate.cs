using MigrationAnalyzers.Engine.Model;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Changes of PostgreSQL's own catalogs by hand.</summary>
internal static class CatalogUpdate
{
    /// <summary><c>UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'i'::regclass</c>; null for anything else.</summary>
    public static (RelationName Index, bool IsValid)? MarkedIndex(UpdateStmt update) =>
        update is { Relation: { Relname: "pg_index", Schemaname: null or "" or "pg_catalog" }, FromClause.Count: 0, WhereClause: { } where }
        && PredicateReader.Read(where) is ComparisonPredicate { Operand: "indexrelid", Operator: "=", Constant: { Type: "regclass", Text: var text } }
        && SqlNames.Parse(text) is { } index
        && ValueOf(update) is { } isValid
            ? (index, isValid)
            : null;

    private static bool? ValueOf(UpdateStmt update)
    {
        foreach (var target in update.TargetList)
        {
            if (target is ResTarget { Name: "indisvalid", Val: { } value } && PredicateConstants.Read(value) is { Text: "true" or "false" } constant)
            {
                return constant.Text == "true";
            }
        }

        return null;
    }
}
