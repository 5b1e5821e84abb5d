using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Where the values come from that UPDATE sets.</summary>
internal static class AssignedValues
{
    /// <summary>The columns that are set to themselves.</summary>
    public static ImmutableArray<string> Touched(UpdateStmt update) =>
        [.. update.TargetList.OfType<ResTarget>().Where(t => t.Name is not null && OwnColumn(t.Val, update) == t.Name).Select(static t => t.Name!)];

    /// <summary>The columns that are set from another column of the table, or from a query that may give NULL.</summary>
    public static ImmutableArray<ColumnSource> Sources(UpdateStmt update)
    {
        var sources = ImmutableArray.CreateBuilder<ColumnSource>();
        foreach (var node in update.TargetList)
        {
            if (node is not ResTarget { Name: { } name, Indirection.Count: 0 } target)
            {
                continue;
            }

            if (OwnColumn(target.Val, update) is { } column && column != name)
            {
                sources.Add(new ColumnSource(name, column));
            }
            else if (target.Val is SubLink { SubLinkType: SubLinkType.EXPR_SUBLINK, Subselect: SelectStmt query } && !IsCount(query))
            {
                sources.Add(new ColumnSource(name, null));
            }
        }

        return sources.ToImmutable();
    }

    private static string? OwnColumn(PgNode? value, UpdateStmt update) => value switch
    {
        ColumnRef { Fields: [StringNode name] } when update.FromClause.Count == 0 => name.Sval,
        ColumnRef { Fields: [StringNode table, StringNode name] } when table.Sval == (update.Relation?.Alias?.Aliasname ?? update.Relation?.Relname) => name.Sval,
        _ => null,
    };

    // SELECT count(*) FROM ...: 0 where there is nothing to count.
    private static bool IsCount(SelectStmt query) =>
        query is { GroupClause.Count: 0, TargetList: [ResTarget { Val: { } value }] }
        && (value is CoalesceExpr || (value is FuncCall call && Names.Of(call.Funcname).Name == "count"));
}
