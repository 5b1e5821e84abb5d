using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Reads which functions, operators and casts an expression uses.</summary>
internal static class ExpressionUses
{
    public static ExpressionUse? Of(PgNode node) => node switch
    {
        FuncCall call => new ExpressionUse(ExpressionUseKind.Call, Names.Of(call.Funcname), Operands(call.Args)),
        CoalesceExpr coalesce => new ExpressionUse(ExpressionUseKind.Call, new RelationName("pg_catalog", "coalesce"), Operands(coalesce.Args)),
        SQLValueFunction => new ExpressionUse(ExpressionUseKind.SessionValue, new RelationName(null, ""), []),
        A_Expr { A_Expr_Kind: A_Expr_Kind.AEXPR_OP, Lexpr: { } left, Rexpr: { } right } operation when ExpressionReader.OperatorOf(operation) is { } sign =>
            new ExpressionUse(ExpressionUseKind.Operator, new RelationName(null, sign), [Operand(left), Operand(right)]),
        A_Expr { A_Expr_Kind: A_Expr_Kind.AEXPR_LIKE or A_Expr_Kind.AEXPR_ILIKE, Lexpr: { } left, Rexpr: { } right } operation
            when ExpressionReader.OperatorOf(operation) is { } sign =>
            new ExpressionUse(ExpressionUseKind.Operator, new RelationName(null, sign), [Operand(left), Operand(right)]),
        TypeCast { Arg: { } value, TypeName: { } type } when ExpressionTypes.TypeOf(node) is { } target =>
            new ExpressionUse(ExpressionUseKind.Cast, Names.Of(type.Names), [Operand(value)]) { Target = target },
        _ => null,
    };

    private static ImmutableArray<ExpressionOperand> Operands(PgNodeList arguments)
    {
        var operands = ImmutableArray.CreateBuilder<ExpressionOperand>(arguments.Count);
        foreach (var argument in arguments)
        {
            operands.Add(Operand(argument));
        }

        return operands.MoveToImmutable();
    }

    private static ExpressionOperand Operand(PgNode node) => node switch
    {
        ColumnRef column => new ExpressionOperand(ExpressionReader.ColumnName(column), null, false),
        CollateClause { Arg: { } inner } => Operand(inner),
        A_Const { Sval: not null } or A_Const { Isnull: true } => new ExpressionOperand(null, null, true),
        _ => new ExpressionOperand(null, ExpressionTypes.TypeOf(node), false),
    };
}
