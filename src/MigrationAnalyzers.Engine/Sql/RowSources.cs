using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>What keeps a set of rows small, as far as the text tells.</summary>
/// <param name="Reach"><see cref="RowReach.ByKey"/>: the rows are written in the text; <see cref="RowReach.Limited"/>: a LIMIT.</param>
/// <param name="Count">How many rows at most, when the text gives a number.</param>
internal readonly record struct RowBound(RowReach Reach, int? Count)
{
    /// <summary>The query with the LIMIT, where it is one.</summary>
    public SelectStmt? Query { get; init; }
}

/// <summary>The queries of a statement whose rows are bounded: VALUES, queries with a LIMIT, and names that WITH gives to such.</summary>
internal sealed class RowSources
{
    private const int DeepestUnion = 500;

    /// <summary>A longer series is no seed data but a load of rows.</summary>
    public const int LongestSeries = 10_000;

    private Dictionary<string, RowBound?>? _defined;

    /// <summary>A name that WITH defines.</summary>
    public void Define(string name, RowBound? bound) => (_defined ??= new Dictionary<string, RowBound?>(StringComparer.Ordinal))[name] = bound;

    public bool IsDefined(string name) => _defined is not null && _defined.ContainsKey(name);

    /// <summary>Null when the query may give any number of rows.</summary>
    public RowBound? BoundOf(SelectStmt select, int depth = 0)
    {
        if (depth > DeepestUnion)
        {
            return null;
        }

        if (select.LimitCount is { } limit && !ExpressionReader.IsNull(limit))
        {
            return new RowBound(RowReach.Limited, Numbers.Int(limit)) { Query = select };
        }

        if (select.Op != SetOperation.SETOP_NONE)
        {
            return select.Larg is not { } left ? null
                : select.Op != SetOperation.SETOP_UNION ? BoundOf(left, depth + 1)
                : select.Rarg is { } right && BoundOf(right, depth + 1) is { } second && BoundOf(left, depth + 1) is { } first ? Sum(first, second)
                : null;
        }

        if (select.ValuesLists.Count > 0)
        {
            return new RowBound(RowReach.ByKey, select.ValuesLists.Count);
        }

        return select.FromClause.Count == 0 ? BoundOfTargets(select) : IsAggregate(select) ? new RowBound(RowReach.ByKey, 1) : BoundOfAll(select.FromClause, depth);
    }

    /// <summary>The query gives as many rows as <see cref="BoundOf"/> says, not fewer: nothing in it leaves rows out. True without a query (DEFAULT VALUES).</summary>
    public static bool IsExact(PgNode? query) => query switch
    {
        null => true,
        SelectStmt
        {
            Op: SetOperation.SETOP_NONE, WithClause: null, WhereClause: null, HavingClause: null, LimitCount: null, LimitOffset: null,
            GroupClause.Count: 0, DistinctClause.Count: 0,
        } select => IsExact(select.FromClause) && RoutineReader.FindUserFunction(select) is null,
        _ => false,
    };

    private static bool IsExact(PgNodeList from) => from switch
    {
        [] or [RangeFunction { Functions.Count: 1 }] => true,
        _ => false,
    };

    /// <summary>An element of FROM.</summary>
    public RowBound? BoundOfItem(PgNode item, int depth = 0) => item switch
    {
        RangeVar { Schemaname: null, Relname: { } name } when _defined is not null && _defined.TryGetValue(name, out var bound) => bound,
        RangeSubselect { Subquery: SelectStmt select } => BoundOf(select, depth + 1),
        RangeFunction function => BoundOfFunction(function),
        JoinExpr { Larg: { } left, Rarg: { } right } when depth < DeepestUnion =>
            BoundOfItem(left, depth + 1) is { } first && BoundOfItem(right, depth + 1) is { } second ? Product(first, second) : null,
        _ => null,
    };

    private RowBound? BoundOfAll(PgNodeList items, int depth)
    {
        RowBound? result = null;
        foreach (var item in items)
        {
            if (BoundOfItem(item, depth) is not { } bound)
            {
                return null;
            }

            result = result is { } before ? Product(before, bound) : bound;
        }

        return result;
    }

    // Without a FROM there is one row, unless a function in the list gives several.
    private static RowBound? BoundOfTargets(SelectStmt select)
    {
        foreach (var node in select.TargetList)
        {
            foreach (var part in node.DescendantsAndSelf())
            {
                if (part is FuncCall call && ReturnsRows(call))
                {
                    return BoundOfCall(call);
                }
            }
        }

        return new RowBound(RowReach.ByKey, 1);
    }

    private static RowBound? BoundOfFunction(RangeFunction function)
    {
        RowBound? result = null;
        foreach (var node in function.Functions)
        {
            // Each is a list of the call and its column definitions.
            if (node is not ListNode { Items: [FuncCall call, ..] } || BoundOfCall(call) is not { } bound)
            {
                return null;
            }

            result = bound;
        }

        return result;
    }

    // Constants written in the text do not make many rows, except for generate_series.
    private static RowBound? BoundOfCall(FuncCall call)
    {
        var name = Names.Of(call.Funcname).Name;
        if (name == "generate_series")
        {
            return call.Args is [var from, var to] && Numbers.Long(from) is { } low && Numbers.Long(to) is { } high && high - low is >= 0 and < LongestSeries
                ? new RowBound(RowReach.ByKey, (int)(high - low) + 1)
                : null;
        }

        foreach (var argument in call.Args)
        {
            if (!ExpressionReader.IsConstant(argument))
            {
                return null;
            }
        }

        return KnownFunctions.Of(null, name) is null ? null : new RowBound(RowReach.ByKey, null);
    }

    public static bool ReturnsRows(FuncCall call) => Names.Of(call.Funcname).Name is "generate_series" or "unnest" or "json_array_elements"
        or "json_array_elements_text" or "jsonb_array_elements" or "jsonb_array_elements_text" or "json_each" or "json_each_text" or "jsonb_each"
        or "jsonb_each_text" or "jsonb_object_keys" or "json_object_keys" or "json_populate_recordset" or "jsonb_populate_recordset"
        or "regexp_split_to_table" or "string_to_table" or "regexp_matches" or "generate_subscripts";

    // SELECT max(id) FROM t gives one row.
    private static bool IsAggregate(SelectStmt select)
    {
        if (select.GroupClause.Count > 0)
        {
            return false;
        }

        foreach (var node in select.TargetList)
        {
            if (node is ResTarget { Val: FuncCall { Over: null } call } && Names.Of(call.Funcname).Name is "count" or "max" or "min" or "sum" or "avg")
            {
                return true;
            }
        }

        return false;
    }

    private static RowBound Sum(RowBound first, RowBound second) =>
        new(Weaker(first.Reach, second.Reach), first.Count is { } a && second.Count is { } b && (long)a + b <= int.MaxValue ? a + b : null);

    private static RowBound Product(RowBound first, RowBound second) =>
        new(Weaker(first.Reach, second.Reach), first.Count is { } a && second.Count is { } b && (long)a * b <= int.MaxValue ? a * b : null);

    private static RowReach Weaker(RowReach first, RowReach second) =>
        first == RowReach.Limited || second == RowReach.Limited ? RowReach.Limited : RowReach.ByKey;
}
