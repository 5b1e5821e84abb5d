using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Reads what columns a query gives.</summary>
internal static class OutputReader
{
    private const int DeepestUnion = 500;

    private static readonly HashSet<string> Aggregates = new(StringComparer.Ordinal)
    {
        "count", "sum", "min", "max", "avg", "array_agg", "string_agg", "json_agg", "jsonb_agg", "json_object_agg", "jsonb_object_agg", "bool_and", "bool_or", "every",
        "bit_and", "bit_or", "stddev", "variance", "generate_series", "unnest", "regexp_split_to_table", "string_to_table",
    };

    /// <param name="aliases">The names of <c>CREATE VIEW v (a, b)</c>.</param>
    public static QueryOutput? Of(PgNode? query, PgNodeList aliases, StatementScope scope)
    {
        // A set operation has the columns of its first query.
        var select = query as SelectStmt;
        for (var depth = 0; select is { Op: not SetOperation.SETOP_NONE } && depth < DeepestUnion; depth++)
        {
            select = select.Larg;
        }

        if (select is null || select.Op != SetOperation.SETOP_NONE)
        {
            return null;
        }

        var names = aliases.Strings();
        var items = ImmutableArray.CreateBuilder<OutputItem>();
        if (select.ValuesLists.Count > 0)
        {
            var width = select.ValuesLists[0] is ListNode row ? row.Items.Count : 0;
            for (var i = 1; i <= width; i++)
            {
                items.Add(new OutputItem("column" + i.ToString(System.Globalization.CultureInfo.InvariantCulture), []));
            }
        }

        var sources = new QuerySources(select);
        foreach (var node in select.TargetList)
        {
            if (node is ResTarget { Val: { } value } target)
            {
                items.Add(Item(target.Name, value, sources, scope));
            }
        }

        for (var i = 0; i < names.Count && i < items.Count; i++)
        {
            if (items[i].Name is null)
            {
                // How many columns the names before * are for is not known here.
                return null;
            }

            items[i] = items[i] with { Name = names[i] };
        }

        return new QueryOutput(items.ToImmutable()) { UpdatableRelation = ReferenceEquals(select, query) ? UpdatableRelation(select) : null };
    }

    private static OutputItem Item(string? alias, PgNode value, QuerySources sources, StatementScope scope)
    {
        if (value is ColumnRef column)
        {
            var qualifier = column.Fields.Count > 1 && column.Fields[column.Fields.Count - 2] is StringNode name ? name.Sval : null;
            return ExpressionReader.ColumnName(column) is { } referenced
                ? new OutputItem(alias ?? referenced, sources.Named(qualifier)) { Column = referenced }
                : new OutputItem(null, sources.AreMerged && qualifier is null ? [] : sources.Named(qualifier));
        }

        return new OutputItem(alias ?? FigureName(value).Name, [])
        {
            Type = value is TypeCast cast ? TypeReader.Read(cast.TypeName, scope.Tokens, scope.End) : null,
        };
    }

    /// <summary>FigureColnameInternal of parse_target.c: a name that is only a guess (weak) gives way to that of a cast or CASE around it.</summary>
    private static (string Name, bool IsWeak) FigureName(PgNode? value)
    {
        const string Unnamed = "?column?";
        switch (value)
        {
            case ColumnRef column when ExpressionReader.ColumnName(column) is { } name:
                return (name, false);
            case FuncCall call:
                return (Names.Of(call.Funcname).Name, false);
            case CollateClause collate:
                return FigureName(collate.Arg);
            case TypeCast cast:
                var inner = FigureName(cast.Arg);
                return inner is { Name: not Unnamed, IsWeak: false } ? inner : (Names.Of(cast.TypeName?.Names ?? default).Name, true);
            case CaseExpr choice:
                var other = FigureName(choice.Defresult);
                return other is { Name: not Unnamed, IsWeak: false } ? other : ("case", true);
            case CoalesceExpr:
                return ("coalesce", false);
            case MinMaxExpr extreme:
                return (extreme.Op == MinMaxOp.IS_GREATEST ? "greatest" : "least", false);
            case A_Expr { A_Expr_Kind: A_Expr_Kind.AEXPR_NULLIF }:
                return ("nullif", false);
            case A_ArrayExpr:
                return ("array", false);
            case RowExpr:
                return ("row", false);
            case SubLink { SubLinkType: SubLinkType.EXISTS_SUBLINK }:
                return ("exists", false);
            case SubLink { SubLinkType: SubLinkType.ARRAY_SUBLINK }:
                return ("array", false);
            case SubLink { SubLinkType: SubLinkType.EXPR_SUBLINK, Subselect: SelectStmt { TargetList: [ResTarget first, ..] } }:
                return first.Name is { } given ? (given, false) : FigureName(first.Val);
            default:
                return (Unnamed, true);
        }
    }

    private static RelationName? UpdatableRelation(SelectStmt select)
    {
        if (select is not { FromClause: [RangeVar { Relname: not null } relation], DistinctClause.Count: 0, GroupClause.Count: 0, HavingClause: null, WithClause: null }
            || select is not { LimitCount: null, LimitOffset: null, WindowClause.Count: 0 })
        {
            return null;
        }

        foreach (var target in select.TargetList)
        {
            foreach (var node in target.DescendantsAndSelf())
            {
                if (node is FuncCall call && (call.Over is not null || call.AggStar || Aggregates.Contains(Names.Of(call.Funcname).Name)))
                {
                    return null;
                }
            }
        }

        return Names.Of(relation);
    }
}
