using System.Globalization;
using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Reads the constants of conditions and of the bounds of partitions.</summary>
internal static class PredicateConstants
{
    /// <summary>Null for what is no constant; NULL is none.</summary>
    public static PredicateConstant? Read(PgNode? node) => node switch
    {
        A_Const { Ival: { } number } => Whole(number.Ival),
        A_Const { Fval: { } number } => new PredicateConstant(number.Fval, long.TryParse(number.Fval, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? "int8" : "numeric"),
        A_Const { Sval: { } text } => new PredicateConstant(text.Sval, null),
        A_Const { Boolval: { } truth } => new PredicateConstant(truth.Boolval ? "true" : "false", "bool"),
        TypeCast { Arg: { } inner, TypeName: { ArrayBounds.Count: 0, Names: [.., StringNode type] } } when Read(inner) is { } constant =>
            constant with { Type = type.Sval },
        A_Expr { A_Expr_Kind: A_Expr_Kind.AEXPR_OP, Rexpr: { } right } operation when ExpressionReader.OperatorOf(operation) is { } sign =>
            operation.Lexpr is null ? Signed(sign, Read(right)) : Computed(sign, Read(operation.Lexpr), Read(right)),
        _ => null,
    };

    /// <summary>The elements of ARRAY[...] or of a literal <c>'{...}'</c>; null where they are not all known.</summary>
    public static List<PredicateConstant>? ReadArray(PgNode? node)
    {
        switch (node)
        {
            case TypeCast { Arg: A_Const { Sval.Sval: { } text }, TypeName.Names: [.., StringNode type] } when IsPlainArray(text):
                return [.. text.Substring(1, text.Length - 2).Split(',').Select(element => new PredicateConstant(element.Trim(), type.Sval))];

            case TypeCast { Arg: A_ArrayExpr array }:
                return ReadArray(array);

            case A_ArrayExpr array:
                var constants = new List<PredicateConstant>(array.Elements.Count);
                foreach (var element in array.Elements)
                {
                    if (Read(element) is not { } constant)
                    {
                        return null;
                    }

                    constants.Add(constant);
                }

                return constants;

            default:
                return null;
        }
    }

    private static bool IsPlainArray(string text) =>
        text.Length > 2 && text[0] == '{' && text[text.Length - 1] == '}' && text.IndexOfAny(['"', '\\', '{'], 1) < 0;

    private static PredicateConstant Whole(long number) => new(number.ToString(CultureInfo.InvariantCulture), number is > int.MaxValue or < int.MinValue ? "int8" : "int4");

    private static PredicateConstant? Signed(string sign, PredicateConstant? constant) => (sign, constant) switch
    {
        ("-", { Type: not null, Text: var text } known) => known with { Text = text[0] == '-' ? text.Substring(1) : "-" + text },
        ("+", { Type: not null }) => constant,
        _ => null,
    };

    /// <summary>The planner computes what is constant before it proves anything.</summary>
    private static PredicateConstant? Computed(string sign, PredicateConstant? left, PredicateConstant? right)
    {
        if (left is not { Type: "int4" or "int8" } a || right is not { Type: "int4" or "int8" } b
            || !int.TryParse(a.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var x)
            || !int.TryParse(b.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var y))
        {
            return null;
        }

        return sign switch
        {
            "+" => Whole((long)x + y),
            "-" => Whole((long)x - y),
            "*" => Whole((long)x * y),
            _ => null,
        };
    }
}
