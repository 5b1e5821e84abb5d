using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Reads a condition as PostgreSQL's prover sees it: NOT is pushed down, IN and BETWEEN are taken apart, constants stand on the right.</summary>
internal static class PredicateReader
{
    private const int MaxDepth = 200;

    // predtest.c looks into lists of up to so many values (MAX_SAOP_ARRAY_SIZE).
    private const int MaxListLength = 100;

    /// <summary>Null for an expression that is no condition, or whose form is not known.</summary>
    public static Predicate? Read(PgNode node) => node is BoolExpr or NullTest or A_Expr ? Read(node, negated: false, 0) : null;

    /// <summary>A column's name, or an expression written in one way; null for one that cannot be compared with others.</summary>
    public static string? Operand(PgNode? node) => node switch
    {
        ColumnRef column => ExpressionReader.ColumnName(column),
        A_Expr { A_Expr_Kind: A_Expr_Kind.AEXPR_OP, Lexpr: { } left, Rexpr: { } right } operation
            when ExpressionReader.OperatorOf(operation) is { } sign && Operand(left) is { } l && Operand(right) is { } r => "(" + l + " " + sign + " " + r + ")",
        FuncCall { Funcname: [.., StringNode name] } call => Call(name.Sval, call.Args),
        A_Const => PredicateConstants.Read(node) is { } constant ? "'" + constant.Text + "'" : null,
        TypeCast { Arg: { } inner, TypeName.Names: [.., StringNode type] } => Operand(inner) is { } cast ? cast + "::" + type.Sval : null,
        _ => null,
    };

    private static string? Call(string name, PgNodeList arguments)
    {
        var texts = new List<string>(arguments.Count);
        foreach (var argument in arguments)
        {
            if (Operand(argument) is not { } text)
            {
                return null;
            }

            texts.Add(text);
        }

        return "(" + name + "(" + string.Join(", ", texts) + "))";
    }

    private static Predicate? Read(PgNode? node, bool negated, int depth)
    {
        if (depth > MaxDepth)
        {
            return null;
        }

        switch (node)
        {
            case BoolExpr { Boolop: BoolExprType.NOT_EXPR, Args: [var inner] }:
                return Read(inner, !negated, depth + 1);

            case BoolExpr { Boolop: BoolExprType.AND_EXPR or BoolExprType.OR_EXPR } list:
                return List((list.Boolop == BoolExprType.AND_EXPR) != negated, list.Args, negated, depth);

            case NullTest test when Operand(test.Arg) is { } operand:
                return new NullPredicate(operand, (test.Nulltesttype == NullTestType.IS_NULL) != negated);

            case A_Const { Boolval: { } truth }:
                return new OpaquePredicate(truth.Boolval != negated ? "true" : "false");

            case A_Expr expression:
                return Comparison(expression, negated) ?? Opaque(node, negated);

            default:
                return Opaque(node, negated);
        }
    }

    private static PredicateList? List(bool isAnd, PgNodeList parts, bool negated, int depth)
    {
        var result = ImmutableArray.CreateBuilder<Predicate>(parts.Count);
        foreach (var part in parts)
        {
            if (Read(part, negated, depth + 1) is not { } predicate)
            {
                return null;
            }

            // AND in AND is one AND.
            if (predicate is PredicateList inner && inner.IsAnd == isAnd)
            {
                result.AddRange(inner.Parts);
            }
            else
            {
                result.Add(predicate);
            }
        }

        return new PredicateList(isAnd, result.ToImmutable());
    }

    private static Predicate? Comparison(A_Expr expression, bool negated)
    {
        switch (expression.A_Expr_Kind)
        {
            case A_Expr_Kind.AEXPR_OP when ExpressionReader.OperatorOf(expression) is { } sign && Negated(sign) is not null:
                return PredicateConstants.Read(expression.Rexpr) is { } right ? Compare(expression.Lexpr, sign, right, negated)
                    : PredicateConstants.Read(expression.Lexpr) is { } left ? Compare(expression.Rexpr, Commuted(sign), left, negated)
                    : null;

            case A_Expr_Kind.AEXPR_IN when expression is { Rexpr: ListNode values }:
                return Values(expression, values.Items, negated);

            case A_Expr_Kind.AEXPR_OP_ANY or A_Expr_Kind.AEXPR_OP_ALL when ExpressionReader.OperatorOf(expression) is { } sign && Negated(sign) is not null:
                var isAny = expression.A_Expr_Kind == A_Expr_Kind.AEXPR_OP_ANY;
                return PredicateConstants.ReadArray(expression.Rexpr) is { Count: > 0 and <= MaxListLength } constants
                    ? Each(expression.Lexpr, sign, constants, isAny, negated)
                    : null;

            case A_Expr_Kind.AEXPR_BETWEEN or A_Expr_Kind.AEXPR_NOT_BETWEEN when expression is { Rexpr: ListNode { Items: [var low, var high] } }:
                negated ^= expression.A_Expr_Kind == A_Expr_Kind.AEXPR_NOT_BETWEEN;
                return PredicateConstants.Read(low) is { } from && PredicateConstants.Read(high) is { } to
                    && Compare(expression.Lexpr, ">=", from, negated) is { } first && Compare(expression.Lexpr, "<=", to, negated) is { } second
                    ? new PredicateList(!negated, [first, second])
                    : null;

            case A_Expr_Kind.AEXPR_DISTINCT or A_Expr_Kind.AEXPR_NOT_DISTINCT when expression.Rexpr is A_Const { Isnull: true }:
                return Operand(expression.Lexpr) is { } operand
                    ? new NullPredicate(operand, (expression.A_Expr_Kind == A_Expr_Kind.AEXPR_NOT_DISTINCT) != negated)
                    : null;

            default:
                return null;
        }
    }

    private static Predicate? Values(A_Expr expression, PgNodeList items, bool negated)
    {
        var constants = new List<PredicateConstant>(items.Count);
        foreach (var item in items)
        {
            if (PredicateConstants.Read(item) is not { } constant)
            {
                return null;
            }

            constants.Add(constant);
        }

        var isIn = ExpressionReader.OperatorOf(expression) == "=";
        return constants.Count is > 0 and <= MaxListLength ? Each(expression.Lexpr, isIn ? "=" : "<>", constants, isIn, negated) : null;
    }

    private static Predicate? Each(PgNode? operand, string sign, List<PredicateConstant> constants, bool isAny, bool negated)
    {
        var parts = ImmutableArray.CreateBuilder<Predicate>(constants.Count);
        foreach (var constant in constants)
        {
            if (Compare(operand, sign, constant, negated) is not { } comparison)
            {
                return null;
            }

            parts.Add(comparison);
        }

        return parts.Count == 1 ? parts[0] : new PredicateList(isAny == negated, parts.ToImmutable());
    }

    private static ComparisonPredicate? Compare(PgNode? node, string sign, PredicateConstant constant, bool negated) =>
        Operand(node) is { } operand ? new ComparisonPredicate(operand, negated ? Negated(sign)! : sign, constant) : null;

    private static OpaquePredicate? Opaque(PgNode? node, bool negated) =>
        node is null ? null : new OpaquePredicate(Operand(node) is { } text ? (negated ? "not " : "") + text : null);

    private static string? Negated(string sign) => sign switch
    {
        "=" => "<>",
        "<>" => "=",
        "<" => ">=",
        "<=" => ">",
        ">" => "<=",
        ">=" => "<",
        _ => null,
    };

    private static string Commuted(string sign) => sign switch
    {
        "<" => ">",
        "<=" => ">=",
        ">" => "<",
        ">=" => "<=",
        _ => sign,
    };
}
