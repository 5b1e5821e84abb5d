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

            // "c IS DISTINCT FROM NULL" is read as "c IS NOT NULL" by PostgreSQL as well.
            case A_Expr { A_Expr_Kind: A_Expr_Kind.AEXPR_DISTINCT or A_Expr_Kind.AEXPR_NOT_DISTINCT } distinct
                when (distinct.A_Expr_Kind == A_Expr_Kind.AEXPR_DISTINCT) != negated:
                return Distinct(distinct);

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
