using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>The relations of a FROM clause by the names that the query has for them.</summary>
internal sealed class QuerySources
{
    private readonly List<(string Alias, RelationName Relation)> _relations = [];
    private readonly HashSet<string> _expressions = new(StringComparer.Ordinal);
    private bool _hasOthers;

    public QuerySources(SelectStmt select)
    {
        foreach (var node in select.WithClause?.Ctes ?? default)
        {
            if (node is CommonTableExpr { Ctename: { } name })
            {
                _expressions.Add(name);
            }
        }

        foreach (var item in select.FromClause)
        {
            Add(item);
        }
    }

    /// <summary>USING and NATURAL make one column of two.</summary>
    public bool AreMerged { get; private set; }

    /// <summary>The relation with that alias, or all where there is none; empty where not all of them are relations.</summary>
    public ImmutableArray<RelationName> Named(string? alias)
    {
        var found = ImmutableArray.CreateBuilder<RelationName>();
        foreach (var (name, relation) in _relations)
        {
            if (alias is null || string.Equals(alias, name, StringComparison.Ordinal))
            {
                found.Add(relation);
            }
        }

        return alias is null && _hasOthers ? [] : found.ToImmutable();
    }

    private void Add(PgNode? item)
    {
        switch (item)
        {
            case RangeVar { Relname: { } name } relation when (relation.Schemaname is not null || !_expressions.Contains(name)) && relation.Alias is not { Colnames.Count: > 0 }:
                _relations.Add((relation.Alias?.Aliasname ?? name, Names.Of(relation)));
                break;
            case JoinExpr { Alias: null } join:
                AreMerged |= join.IsNatural || join.UsingClause.Count > 0;
                Add(join.Larg);
                Add(join.Rarg);
                break;
            default:
                _hasOthers = true;
                break;
        }
    }
}
