using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>The type of an expression, as far as it can be said without a catalog.</summary>
internal static class ExpressionTypes
{
    private static readonly Dictionary<string, string> Results = new(StringComparer.Ordinal)
    {
        ["now"] = "timestamptz", ["clock_timestamp"] = "timestamptz", ["statement_timestamp"] = "timestamptz", ["transaction_timestamp"] = "timestamptz",
        ["gen_random_uuid"] = "uuid", ["uuid_generate_v4"] = "uuid", ["nextval"] = "int8", ["random"] = "float8", ["jsonb_build_object"] = "jsonb",
        ["to_jsonb"] = "jsonb", ["to_json"] = "json", ["lower"] = "text", ["upper"] = "text", ["btrim"] = "text", ["ltrim"] = "text", ["rtrim"] = "text",
        ["md5"] = "text", ["concat"] = "text", ["replace"] = "text", ["to_char"] = "text", ["length"] = "int4", ["to_timestamp"] = "timestamptz",
        ["to_date"] = "date", ["to_number"] = "numeric", ["regexp_replace"] = "text", ["substring"] = "text", ["left"] = "text", ["right"] = "text",
    };

    /// <summary>Null where it cannot be said, and for literals that take any type.</summary>
    public static SqlType? TypeOf(PgNode? node) => node switch
    {
        A_Const { Ival: not null } => Core("int4"),
        A_Const { Boolval: not null } => Core("bool"),
        A_Const { Fval: { } number } => Core(OfNumber(number.Fval)),
        TypeCast { TypeName: { } type } => TypeReader.Read(type, TextOf(type)),
        CollateClause collate => TypeOf(collate.Arg),
        A_Expr { A_Expr_Kind: A_Expr_Kind.AEXPR_OP, Lexpr: null } sign when ExpressionReader.OperatorOf(sign) is "-" or "+" => TypeOf(sign.Rexpr),
        A_Expr { A_Expr_Kind: A_Expr_Kind.AEXPR_OP } comparison when ExpressionReader.OperatorOf(comparison) is "=" or "<>" or "<" or ">" or "<=" or ">=" => Core("bool"),
        BoolExpr or NullTest or BooleanTest => Core("bool"),
        FuncCall { Funcname: [.., StringNode { Sval: var name }] } => Results.TryGetValue(name, out var result) ? Core(result) : null,
        SQLValueFunction function => OfValueFunction(function),
        _ => null,
    };

    /// <summary>The column that the node is, or casts, and the types of the casts from the inside out.</summary>
    public static (string? Column, ImmutableArray<SqlType> Casts) ConversionOf(PgNode? node)
    {
        var casts = ImmutableArray<SqlType>.Empty;
        while (true)
        {
            // A collation is no conversion.
            if (node is CollateClause collate)
            {
                node = collate.Arg;
                continue;
            }

            if (node is not TypeCast cast)
            {
                break;
            }

            if (cast.TypeName is not { } type || TypeReader.Read(type, TextOf(type)) is not { } read)
            {
                return (null, []);
            }

            casts = casts.Insert(0, read);
            node = cast.Arg;
        }

        return node is ColumnRef column && ExpressionReader.ColumnName(column) is { } name ? (name, casts) : (null, []);
    }

    private static SqlType Core(string name) => new(name, [], 0);

    // make_const: an integer literal that int4 does not hold is an int8, or else a numeric.
    private static string OfNumber(string? number) => long.TryParse(number, out _) ? "int8" : "numeric";

    private static SqlType? OfValueFunction(SQLValueFunction function) => function.Op switch
    {
        SQLValueFunctionOp.SVFOP_CURRENT_DATE => Core("date"),
        SQLValueFunctionOp.SVFOP_CURRENT_TIMESTAMP or SQLValueFunctionOp.SVFOP_CURRENT_TIMESTAMP_N => Core("timestamptz"),
        SQLValueFunctionOp.SVFOP_LOCALTIMESTAMP or SQLValueFunctionOp.SVFOP_LOCALTIMESTAMP_N => Core("timestamp"),
        SQLValueFunctionOp.SVFOP_CURRENT_TIME or SQLValueFunctionOp.SVFOP_CURRENT_TIME_N => Core("timetz"),
        SQLValueFunctionOp.SVFOP_LOCALTIME or SQLValueFunctionOp.SVFOP_LOCALTIME_N => Core("time"),
        _ => Core("name"),
    };

    private static string TextOf(TypeName type) => Names.Of(type.Names).ToString();
}
