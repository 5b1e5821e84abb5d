using System.Globalization;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Whole numbers written as constants.</summary>
internal static class Numbers
{
    public static int? Int(PgNode? node) => Long(node) is { } number and >= int.MinValue and <= int.MaxValue ? (int)number : null;

    public static long? Long(PgNode? node) => node switch
    {
        A_Const { Ival: { } number } => number.Ival,

        // Beyond 32 bits the grammar makes it a number with digits.
        A_Const { Fval: { } number } => long.TryParse(number.Fval, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null,
        A_Expr { A_Expr_Kind: A_Expr_Kind.AEXPR_OP, Lexpr: null } sign when ExpressionReader.OperatorOf(sign) == "-" => -Long(sign.Rexpr),
        TypeCast cast => Long(cast.Arg),
        _ => null,
    };
}
