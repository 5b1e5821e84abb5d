using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>
/// Finds out which rows the WHERE of an UPDATE or DELETE lets through: the columns that it fixes to given values, and whether a LIMIT bounds it.
/// Whether the columns are a key is not for the text to say.
/// </summary>
internal sealed class RowCondition
{
    /// <summary>A range of whole numbers up to this width counts as given values: batches are that large.</summary>
    private const long WidestRange = 100_000;

    private readonly string? _targetName;
    private readonly RowSources _sources;
    private readonly StatementScope _scope;
    private readonly Dictionary<string, RowBound> _joined = new(StringComparer.Ordinal);
    private readonly Bounds _bounds;
    private readonly PgNodeList _from;
    private readonly PgNode? _where;

    public RowCondition(RangeVar? target, PgNodeList from, PgNode? where, RowSources sources, StatementScope scope)
    {
        _targetName = target?.Alias?.Aliasname ?? target?.Relname;
        _sources = sources;
        _scope = scope;
        (_from, _where) = (from, where);
        foreach (var item in from)
        {
            if (AliasOf(item) is { } alias && sources.BoundOfItem(item) is { } bound)
            {
                _joined[alias] = bound;
            }
        }

        _bounds = where is null ? new Bounds() : BoundsOf(where, 0);
    }

    public WriteRows Apply(WriteRows write) => write with
    {
        Reach = _bounds.Limit is not null ? RowReach.Limited : _bounds.IsRow ? RowReach.ByKey : RowReach.Unbounded,
        RowCount = _bounds.Limit?.Count,
        Batch = BatchReader.Read(_bounds.Limit?.Query, _scope, [_where, .. _from]),
        BoundingColumns = [.. _bounds.Columns],
    };

    private static string? AliasOf(PgNode item) => item switch
    {
        RangeVar relation => relation.Alias?.Aliasname ?? relation.Relname,
        RangeSubselect select => select.Alias?.Aliasname,
        RangeFunction function => function.Alias?.Aliasname,
        _ => null,
    };

    private Bounds BoundsOf(PgNode condition, int depth)
    {
        var bounds = new Bounds();
        if (depth > 200)
        {
            return bounds;
        }

        switch (condition)
        {
            case BoolExpr { Boolop: BoolExprType.AND_EXPR } all:
                AddAll(all.Args, bounds, depth);
                break;
            case BoolExpr { Boolop: BoolExprType.OR_EXPR, Args.Count: > 0 } any:
                bounds = BoundsOf(any.Args[0], depth + 1);
                for (var i = 1; i < any.Args.Count && !bounds.IsEmpty; i++)
                {
                    bounds.Intersect(BoundsOf(any.Args[i], depth + 1));
                }

                break;
            case A_Expr expression:
                AddComparison(expression, bounds, null);
                break;
            case SubLink { SubLinkType: SubLinkType.ANY_SUBLINK, Testexpr: { } tested, Subselect: SelectStmt select } sub
                when sub.OperName is [] or [StringNode { Sval: "=" }]:
                AddSource(tested, _sources.BoundOf(select), bounds);
                break;
            case CurrentOfExpr:
                bounds.Limit = new RowBound(RowReach.Limited, 1);
                break;
        }

        return bounds;
    }

    private void AddAll(PgNodeList conditions, Bounds bounds, int depth)
    {
        Dictionary<string, (PgNode? Low, PgNode? High)>? ranges = null;
        foreach (var condition in conditions)
        {
            if (condition is A_Expr expression)
            {
                AddComparison(expression, bounds, ranges ??= new(StringComparer.Ordinal));
            }
            else
            {
                bounds.Add(BoundsOf(condition, depth + 1));
            }
        }

        foreach (var range in ranges ?? [])
        {
            if (range.Value is ({ } low, { } high) && IsNarrow(low, high))
            {
                bounds.Add(range.Key);
            }
        }
    }

    private void AddComparison(A_Expr expression, Bounds bounds, Dictionary<string, (PgNode? Low, PgNode? High)>? ranges)
    {
        var (left, right) = (expression.Lexpr, expression.Rexpr);
        switch (expression.A_Expr_Kind)
        {
            case A_Expr_Kind.AEXPR_OP or A_Expr_Kind.AEXPR_NOT_DISTINCT when ExpressionReader.OperatorOf(expression) == "=":
                AddEquality(left, right, bounds);
                break;
            case A_Expr_Kind.AEXPR_OP when ranges is not null:
                AddRangeEnd(ExpressionReader.OperatorOf(expression), left, right, ranges);
                break;
            case A_Expr_Kind.AEXPR_IN when ExpressionReader.OperatorOf(expression) == "=" && right is ListNode list && AreValues(list.Items):
                AddColumns(left, bounds);
                break;
            case A_Expr_Kind.AEXPR_OP_ANY when ExpressionReader.OperatorOf(expression) == "=" && right is not null:
                AddAny(left, right, bounds);
                break;
            case A_Expr_Kind.AEXPR_BETWEEN or A_Expr_Kind.AEXPR_BETWEEN_SYM
                when right is ListNode { Items: [var low, var high] } && TargetColumn(left) is { } column && IsNarrow(low, high):
                bounds.Add(column);
                break;
        }
    }

    private void AddEquality(PgNode? left, PgNode? right, Bounds bounds)
    {
        if (left is RowExpr leftRow && right is RowExpr rightRow && leftRow.Args.Count == rightRow.Args.Count)
        {
            for (var i = 0; i < leftRow.Args.Count; i++)
            {
                AddEquality(leftRow.Args[i], rightRow.Args[i], bounds);
            }
        }
        else if (IsValue(right))
        {
            AddColumns(left, bounds);
        }
        else if (IsValue(left))
        {
            AddColumns(right, bounds);
        }
        else if (JoinedBound(right) is { } source)
        {
            AddSource(left, source, bounds);
        }
        else if (JoinedBound(left) is { } other)
        {
            AddSource(right, other, bounds);
        }
    }

    // col = ANY (ARRAY[1, 2]), ANY ('{1,2}'), ANY (variable), ANY (ARRAY(SELECT ... LIMIT 100)).
    private void AddAny(PgNode? left, PgNode right, Bounds bounds)
    {
        if (right is SubLink { SubLinkType: SubLinkType.ARRAY_SUBLINK, Subselect: SelectStmt select })
        {
            AddSource(left, _sources.BoundOf(select), bounds);
        }
        else if (IsValue(right))
        {
            AddColumns(left, bounds);
        }
    }

    private void AddSource(PgNode? column, RowBound? source, Bounds bounds)
    {
        if (source is not { } bound || !AddColumns(column, bounds))
        {
            return;
        }

        if (bound.Reach == RowReach.Limited)
        {
            bounds.Limit = bound;
        }
    }

    private bool AddColumns(PgNode? node, Bounds bounds)
    {
        if (node is RowExpr row)
        {
            var any = false;
            foreach (var part in row.Args)
            {
                any |= AddColumns(part, bounds);
            }

            return any;
        }

        if (TargetColumn(node) is not { } column)
        {
            return false;
        }

        bounds.Add(column);
        bounds.IsRow |= column == "ctid";
        return true;
    }

    private void AddRangeEnd(string? comparison, PgNode? left, PgNode? right, Dictionary<string, (PgNode? Low, PgNode? High)> ranges)
    {
        var isUpper = comparison is "<" or "<=";
        if (!isUpper && comparison is not (">" or ">="))
        {
            return;
        }

        var column = IsValue(right) ? TargetColumn(left) : null;
        var value = right;
        if (column is null && IsValue(left))
        {
            (column, value, isUpper) = (TargetColumn(right), left, !isUpper);
        }

        if (column is not null)
        {
            ranges.TryGetValue(column, out var range);
            ranges[column] = isUpper ? (range.Low, value) : (value, range.High);
        }
    }

    // Whole numbers that are written out, or the ends of a batch: variables of a loop.
    private bool IsNarrow(PgNode low, PgNode high) =>
        Numbers.Long(low) is { } first && Numbers.Long(high) is { } last
            ? last - first <= WidestRange
            : _scope.InLoop && IsValue(low) && IsValue(high) && !(ExpressionReader.IsConstant(low) && ExpressionReader.IsConstant(high));

    private string? TargetColumn(PgNode? node)
    {
        while (node is TypeCast cast)
        {
            node = cast.Arg;
        }

        if (node is not ColumnRef { Fields: var fields } || IsVariable(fields))
        {
            return null;
        }

        return fields.Count switch
        {
            1 when fields[0] is StringNode name => name.Sval,
            >= 2 when fields[fields.Count - 2] is StringNode table && fields[fields.Count - 1] is StringNode name
                && string.Equals(table.Sval, _targetName, StringComparison.Ordinal) => name.Sval,
            _ => null,
        };
    }

    private bool IsVariable(PgNodeList fields) =>
        _scope.Variables is { } variables && fields.Count > 0 && fields[0] is StringNode first && variables.Contains(first.Sval);

    private RowBound? JoinedBound(PgNode? node)
    {
        while (node is TypeCast cast)
        {
            node = cast.Arg;
        }

        return node is ColumnRef { Fields: [StringNode table, StringNode] } && _joined.TryGetValue(table.Sval, out var bound) ? bound : null;
    }

    private bool AreValues(PgNodeList list)
    {
        foreach (var node in list)
        {
            if (!IsValue(node))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>One value that does not depend on the row; a scalar sub-select is taken for one.</summary>
    private bool IsValue(PgNode? node)
    {
        switch (node)
        {
            case null:
                return false;
            case SubLink sub:
                return sub.SubLinkType == SubLinkType.EXPR_SUBLINK;
            case ColumnRef column:
                return IsVariable(column.Fields);
            default:
                foreach (var child in node.Children())
                {
                    if (!IsValue(child))
                    {
                        return false;
                    }
                }

                return true;
        }
    }

    private sealed class Bounds
    {
        public List<string> Columns { get; } = [];

        public RowBound? Limit { get; set; }

        /// <summary>The rows are named by their place (ctid).</summary>
        public bool IsRow { get; set; }

        public bool IsEmpty => Columns.Count == 0 && Limit is null;

        public void Add(string column)
        {
            if (!Columns.Contains(column))
            {
                Columns.Add(column);
            }
        }

        public void Add(Bounds other)
        {
            foreach (var column in other.Columns)
            {
                Add(column);
            }

            Limit ??= other.Limit;
            IsRow |= other.IsRow;
        }

        public void Intersect(Bounds other)
        {
            Columns.RemoveAll(column => !other.Columns.Contains(column));
            Limit = Limit is not null && other.Limit is not null ? Limit : null;
            IsRow &= other.IsRow;
        }
    }
}
