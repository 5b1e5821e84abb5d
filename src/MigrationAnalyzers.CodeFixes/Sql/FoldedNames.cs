using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.CodeFixes.Sql;

/// <summary>
/// The names of a statement that are folded to lower case because they have no quotes, where the migrations made one with capitals. What stands at a place is told by the parse tree: a
/// name is quoted where nothing but the name of a relation or a column changes in it.
/// </summary>
internal sealed class FoldedNames
{
    private readonly string _text;
    private readonly PgNode _root;
    private readonly Dictionary<string, string> _relations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _columns = new(StringComparer.Ordinal);
    private readonly HashSet<string> _aliases = new(StringComparer.Ordinal);
    private readonly HashSet<string> _results = new(StringComparer.Ordinal);

    private FoldedNames(string text, PgNode root, SchemaCatalog catalog)
    {
        _text = text;
        _root = root;
        var tables = new List<TableInfo>();
        var queries = new HashSet<string>(root.Descendants().OfType<CommonTableExpr>().Select(static q => q.Ctename ?? ""), StringComparer.Ordinal);
        foreach (var node in root.DescendantsAndSelf())
        {
            switch (node)
            {
                case Alias { Aliasname: { } alias }:
                    _aliases.Add(alias);
                    break;
                case SelectStmt select:
                    _results.UnionWith(select.TargetList.OfType<ResTarget>().Select(static t => t.Name).OfType<string>());
                    break;
                case RangeVar { Relname: { } name } range when !queries.Contains(name):
                    AddRelation(new RelationName(range.Schemaname, name), catalog, tables);
                    break;
            }
        }

        AddColumns(tables);
    }

    /// <summary>The edits that quote them; empty where none can be quoted for sure.</summary>
    /// <param name="relation">A relation that the operation names in another way than in a FROM: DROP INDEX.</param>
    public static IReadOnlyList<SqlTextEdit> In(string sql, MigrationStatement statement, RelationName? relation, SchemaCatalog catalog)
    {
        var (start, length) = statement.Origin.SqlStatement;
        var text = sql.Substring(start, length);
        if (Parse(text) is not { } root)
        {
            return [];
        }

        var names = new FoldedNames(text, root, catalog);
        if (relation is { } other)
        {
            names.AddRelation(other, catalog, []);
        }

        return [.. names.Edits().Select(e => e with { Position = e.Position + start })];
    }

    private static PgNode? Parse(string text) => PgParser.Parse(text) is { Error: null, Statements: [{ Root: var root }] } ? root : null;

    private void AddRelation(RelationName name, SchemaCatalog catalog, List<TableInfo> tables)
    {
        if (catalog.InOtherCase(name) is { } existing)
        {
            _relations[name.Name] = existing.Name;
        }

        if ((catalog.Find(name) ?? catalog.Find(_relations.TryGetValue(name.Name, out var other) ? name with { Name = other } : name)) is { } table)
        {
            tables.Add(table);
        }
    }

    /// <summary>A name that one table has in small letters, or two tables in different ones, may mean either.</summary>
    private void AddColumns(List<TableInfo> tables)
    {
        foreach (var columns in tables.SelectMany(static t => t.Columns).GroupBy(static c => c.Name.ToLowerInvariant(), StringComparer.Ordinal))
        {
            var spellings = columns.Select(static c => c.Name).Distinct(StringComparer.Ordinal).ToList();
            if (spellings is [var only] && !string.Equals(only, columns.Key, StringComparison.Ordinal))
            {
                _columns.Add(columns.Key, only);
            }
        }
    }

    private IEnumerable<SqlTextEdit> Edits()
    {
        var tokens = new Engine.Sql.SqlTokens(_text);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!tokens.IsWord(i))
            {
                continue;
            }

            var folded = tokens.TextOf(i, i + 1).ToLowerInvariant();
            foreach (var (existing, isColumn) in new[] { (_relations.TryGetValue(folded, out var r) ? r : null, false), (_columns.TryGetValue(folded, out var c) ? c : null, true) })
            {
                var edit = new SqlTextEdit(tokens.Start(i), tokens.End(i) - tokens.Start(i), existing is null ? "" : SqlIdentifier.Quote(existing));
                if (existing is not null && IsName(edit, isColumn))
                {
                    yield return edit;
                    break;
                }
            }
        }
    }

    private bool IsName(SqlTextEdit edit, bool isColumn) =>
        Parse(SqlGrammar.Apply(_text, [edit])) is { } changed
        && TreeDifference.Between(_root, changed) is { Count: > 0 } differences
        && differences.All(d => isColumn ? IsColumn(d) : IsRelation(d));

    private bool IsColumn(TreeDifference difference) => difference switch
    {
        { Owner: "ColumnRef", Field: "fields" } => !_results.Contains(difference.Before),
        { Owner: "InsertStmt", Field: "cols" } => true,
        { Owner: "UpdateStmt" or "OnConflictClause" or "MergeWhenClause", Field: "targetList" } => true,
        { Owner: "IndexElem", Field: "name" } => true,
        { Owner: "AlterTableCmd", Field: "name" } => true,
        { Owner: "RenameStmt", Field: "subname" } => true,
        { Owner: "Constraint", Field: "keys" or "fk_attrs" or "pk_attrs" } => true,
        _ => false,
    };

    private bool IsRelation(TreeDifference difference) => difference switch
    {
        { Owner: "RangeVar", Field: "relname" } => true,
        { Owner: "ColumnRef", Field: "fields" } => !_aliases.Contains(difference.Before),
        { Owner: "DropStmt", Field: "objects" } or { Owner: "List", Field: "items" } => true,
        _ => false,
    };
}
