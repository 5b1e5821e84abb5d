using System.Collections.Immutable;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>
/// Which columns a CHECK proves to be not NULL, in the eyes of SET NOT NULL. PostgreSQL asks for an IS NOT NULL test itself, after NOT has been
/// pushed down and AND and OR have been flattened (predtest.c, ConstraintImpliedByRelConstraint): because a CHECK also passes when it is NULL,
/// <c>c &gt; 0</c> proves nothing.
/// </summary>
internal static class NotNullProver
{
    public static ImmutableArray<string> ColumnsNotNullWhere(PgNode node) => [.. Prove(node, negated: false, 0) ?? []];

    // Null stands for "none" and saves a list for the parts that prove nothing.
    private static List<string>? Prove(PgNode? node, bool negated, int depth)
    {
        if (depth > 200)
        {
            return null;
        }

        switch (node)
        {
            case NullTest { Arg: ColumnRef column } test
                when (test.Nulltesttype == NullTestType.IS_NOT_NULL) != negated && ExpressionReader.ColumnName(column) is { } name:
                return [name];

            // A row is not NULL when none of its columns is.
            case NullTest { Arg: RowExpr row, Nulltesttype: NullTestType.IS_NOT_NULL } when !negated:
                return ColumnsOf(row);

            // "c IS DISTINCT FROM NULL" is read as "c IS NOT NULL" by PostgreSQL as well.
            case A_Expr { A_Expr_Kind: A_Expr_Kind.AEXPR_DISTINCT or A_Expr_Kind.AEXPR_NOT_DISTINCT } distinct
                when (distinct.A_Expr_Kind == A_Expr_Kind.AEXPR_DISTINCT) != negated:
                return Distinct(distinct);

            case A_Expr { A_Expr_Kind: A_Expr_Kind.AEXPR_OP } comparison when ExpressionReader.OperatorOf(comparison) is "=" or "<>":
                return Compared(comparison, negated, depth);

            case BoolExpr { Boolop: BoolExprType.NOT_EXPR, Args: [var inner] }:
                return Prove(inner, !negated, depth + 1);

            case BoolExpr { Boolop: BoolExprType.AND_EXPR or BoolExprType.OR_EXPR } both:
                return (both.Boolop == BoolExprType.AND_EXPR) != negated
                    ? Any(both.Args, negated, depth)
                    : All(both.Args, negated, depth);

            default:
                return null;
        }
    }

    private static List<string>? Distinct(A_Expr distinct)
    {
        var column = distinct is { Lexpr: ColumnRef left, Rexpr: A_Const { Isnull: true } } ? left
            : distinct is { Rexpr: ColumnRef right, Lexpr: A_Const { Isnull: true } } ? right
            : null;
        return column is not null && ExpressionReader.ColumnName(column) is { } name ? [name] : null;
    }

    // A comparison with TRUE or FALSE is the other side itself, or its negation.
    private static List<string>? Compared(A_Expr comparison, bool negated, int depth)
    {
        var (condition, constant) = comparison.Rexpr is A_Const { Boolval: not null } right
            ? (comparison.Lexpr, right)
            : (comparison.Rexpr, comparison.Lexpr as A_Const);
        if (constant is not { Boolval: { } truth })
        {
            return null;
        }

        var isEqual = ExpressionReader.OperatorOf(comparison) == "=";
        return Prove(condition, negated != (truth.Boolval != isEqual), depth + 1);
    }

    private static List<string> ColumnsOf(RowExpr row)
    {
        var names = new List<string>(row.Args.Count);
        foreach (var part in row.Args)
        {
            if (part is ColumnRef column && ExpressionReader.ColumnName(column) is { } name)
            {
                names.Add(name);
            }
        }

        return names;
    }

    private static List<string>? Any(PgNodeList parts, bool negated, int depth)
    {
        List<string>? result = null;
        foreach (var part in parts)
        {
            foreach (var name in Prove(part, negated, depth + 1) ?? [])
            {
                result ??= [];
                if (!result.Contains(name))
                {
                    result.Add(name);
                }
            }
        }

        return result;
    }

    private static List<string>? All(PgNodeList parts, bool negated, int depth)
    {
        List<string>? result = null;
        foreach (var part in parts)
        {
            if (part is A_Const { Boolval: { } truth } && truth.Boolval == negated)
            {
                // FALSE in an OR.
                continue;
            }

            if (Prove(part, negated, depth + 1) is not { } proved)
            {
                return null;
            }

            if (result is null)
            {
                result = proved;
            }
            else
            {
                result.RemoveAll(name => !proved.Contains(name));
            }
        }

        return result;
    }
}
