using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Finds the tables and views that a query reads.</summary>
internal static class ReadRelations
{
    /// <summary>The relations in their order, without those that a statement inside a WITH writes: that is an operation of its own.</summary>
    /// <param name="sources">The names that a WITH around the node defines: they are no relations.</param>
    public static ImmutableArray<RelationName> Of(PgNode? node, RowSources? sources = null)
    {
        if (node is null)
        {
            return [];
        }

        ImmutableArray<RelationName>.Builder? found = null;
        List<RangeVar>? targets = null;
        HashSet<string>? expressions = null;

        // A node comes before what is in it, so that a target is known when its turn comes.
        foreach (var part in node.DescendantsAndSelf())
        {
            switch (part)
            {
                case CommonTableExpr { Ctename: { } name }:
                    (expressions ??= new HashSet<string>(StringComparer.Ordinal)).Add(name);
                    break;
                case InsertStmt or UpdateStmt or DeleteStmt or MergeStmt or IntoClause:
                    if (Target(part) is { } target)
                    {
                        (targets ??= []).Add(target);
                    }

                    break;
                case RangeVar { Relname: not null } relation when targets is null || !targets.Contains(relation):
                    found ??= ImmutableArray.CreateBuilder<RelationName>();
                    found.Add(Names.Of(relation));
                    break;
            }
        }

        return found is null ? [] : Distinct(found, expressions, sources);
    }

    /// <summary>Those that are read with ONLY.</summary>
    public static ImmutableArray<RelationName> Only(PgNode node) =>
        [.. node.DescendantsAndSelf().OfType<RangeVar>().Where(static r => r is { Inh: false, Relname: not null }).Select(static r => Names.Of(r))];

    /// <summary>The table that a statement writes.</summary>
    public static RangeVar? Target(PgNode statement) => statement switch
    {
        InsertStmt insert => insert.Relation,
        UpdateStmt update => update.Relation,
        DeleteStmt delete => delete.Relation,
        MergeStmt merge => merge.Relation,
        IntoClause into => into.Rel,
        _ => null,
    };

    private static ImmutableArray<RelationName> Distinct(ImmutableArray<RelationName>.Builder found, HashSet<string>? expressions, RowSources? sources)
    {
        var result = ImmutableArray.CreateBuilder<RelationName>(found.Count);
        foreach (var name in found)
        {
            var isDefined = name.Schema is null
                && ((expressions is not null && expressions.Contains(name.Name)) || (sources is not null && sources.IsDefined(name.Name)));
            if (!isDefined && !result.Contains(name))
            {
                result.Add(name);
            }
        }

        return result.ToImmutable();
    }
}
