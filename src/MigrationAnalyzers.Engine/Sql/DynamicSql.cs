using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>
/// Works out the text of an EXECUTE where it is constant: a string, strings joined by <c>||</c>, <c>format</c> with constant arguments. Anything
/// else is known only when it runs.
/// </summary>
internal static class DynamicSql
{
    public static MappedText? Evaluate(PgNode? node, string text, int depth = 0)
    {
        if (depth > 200)
        {
            return null;
        }

        switch (node)
        {
            case A_Const { Sval: { } value } constant:
                return MappedText.OfConstant(text, constant.Location, value.Sval);
            case TypeCast { TypeName: { } type, Arg: { } inner } when Names.Of(type.Names).Name is "text" or "varchar":
                return Evaluate(inner, text, depth + 1);
            case A_Expr { A_Expr_Kind: A_Expr_Kind.AEXPR_OP } joined when ExpressionReader.OperatorOf(joined) == "||":
                if (Evaluate(joined.Lexpr, text, depth + 1) is not { } left || Evaluate(joined.Rexpr, text, depth + 1) is not { } right)
                {
                    return null;
                }

                left.Append(right);
                return left;
            case FuncCall { Args.Count: > 0 } call when Names.Of(call.Funcname) is { Schema: null or "pg_catalog", Name: "format" }:
                return Format(call, text, depth);
            case FuncCall { Args: [var only] } call when Names.Of(call.Funcname) is { Schema: null or "pg_catalog", Name: "quote_ident" }:
                return Evaluate(only, text, depth + 1) is { } name ? Quoted(name, '"', NeedsQuotes(name)) : null;
            case FuncCall { Args: [var only] } call when Names.Of(call.Funcname) is { Schema: null or "pg_catalog", Name: "quote_literal" }:
                return Evaluate(only, text, depth + 1) is { } constantText ? Quoted(constantText, '\'', quote: true) : null;
            default:
                return null;
        }
    }

    /// <summary>The first word of the one statement whose rest is known only when it runs: format('GRANT %s ...', ...), 'COMMENT ON ' || ...; null where that is not constant either.</summary>
    public static string? FirstWord(PgNode? node) => node switch
    {
        A_Const { Sval.Sval: { } value } => value.TrimStart().Split(' ') is [var word, _, ..] && !value.Contains(';') ? word.ToUpperInvariant() : null,
        A_Expr { A_Expr_Kind: A_Expr_Kind.AEXPR_OP, Lexpr: var left, Rexpr: var right } joined when ExpressionReader.OperatorOf(joined) == "||" =>
            right is A_Const { Sval.Sval: { } end } && end.Contains(';') ? null : FirstWord(left),
        FuncCall { Args: [var pattern, ..] } call when Names.Of(call.Funcname) is { Schema: null or "pg_catalog", Name: "format" } => FirstWord(pattern),
        _ => null,
    };

    // format('ALTER TABLE %I ...', 'name'): %s, %I and %L in order, and %%. Positions and widths are left to the server.
    private static MappedText? Format(FuncCall call, string text, int depth)
    {
        if (Evaluate(call.Args[0], text, depth + 1) is not { } pattern)
        {
            return null;
        }

        var result = new MappedText();
        var argument = 1;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] != '%')
            {
                result.Append(pattern[i], pattern.PositionOf(i));
                continue;
            }

            i++;
            var kind = i < pattern.Length ? pattern[i] : '\0';
            if (kind == '%')
            {
                result.Append('%', pattern.PositionOf(i));
                continue;
            }

            if (kind is not ('s' or 'I' or 'L') || argument >= call.Args.Count || Evaluate(call.Args[argument++], text, depth + 1) is not { } value)
            {
                return null;
            }

            result.Append(kind switch
            {
                'I' => Quoted(value, '"', NeedsQuotes(value)),
                'L' => Quoted(value, '\'', quote: true),
                _ => value,
            });
        }

        return result;
    }

    // What a keyword is does not matter here: a quoted name is the same name.
    private static bool NeedsQuotes(MappedText name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] is not ((>= 'a' and <= 'z') or '_') && !(i > 0 && name[i] is >= '0' and <= '9'))
            {
                return true;
            }
        }

        return name.Length == 0;
    }

    private static MappedText Quoted(MappedText value, char mark, bool quote)
    {
        if (!quote)
        {
            return value;
        }

        var result = new MappedText();
        result.Append(mark, value.PositionOf(0));
        for (var i = 0; i < value.Length; i++)
        {
            result.Append(value[i], value.PositionOf(i));
            if (value[i] == mark)
            {
                result.Append(mark, value.PositionOf(i));
            }
        }

        result.Append(mark, value.PositionOf(value.Length));
        return result;
    }
}
