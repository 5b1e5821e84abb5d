using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Reads what rules need to know of an expression.</summary>
internal static class ExpressionReader
{
    public static SqlExpression Read(PgNode node, string text)
    {
        var volatility = Volatility.Immutable;
        string? deciding = null;
        var hasSubquery = false;
        var skipped = ConstantFolding.Skipped(node);
        ImmutableArray<string>.Builder? columns = null;
        var functions = ImmutableArray<RelationName>.Empty;
        var sequences = ImmutableArray<RelationName>.Empty;
        ImmutableArray<ExpressionUse>.Builder? uses = null;
        List<string>? unknown = null;
        foreach (var part in node.DescendantsAndSelf())
        {
            if (ExpressionUses.Of(part) is { } use)
            {
                (uses ??= ImmutableArray.CreateBuilder<ExpressionUse>()).Add(use);
            }

            switch (part)
            {
                case FuncCall call:
                    if (!skipped.Contains(call))
                    {
                        Judge(call, ref volatility, ref deciding, ref unknown);
                    }

                    functions = functions.Add(Names.Of(call.Funcname));
                    if (SequenceOf(call) is { } sequence)
                    {
                        sequences = sequences.Add(sequence);
                    }

                    break;
                case SQLValueFunction when volatility == Volatility.Immutable && !skipped.Contains(part):
                    volatility = Volatility.Stable;
                    break;
                case SubLink:
                    hasSubquery = true;
                    break;
                case ColumnRef reference when ColumnName(reference) is { } name:
                    columns ??= ImmutableArray.CreateBuilder<string>();
                    if (!columns.Contains(name))
                    {
                        columns.Add(name);
                    }

                    break;
            }
        }

        var (column, casts) = ExpressionTypes.ConversionOf(node);
        return new SqlExpression(text)
        {
            Type = ExpressionTypes.TypeOf(node),
            IsUntyped = node is A_Const { Sval: not null } or A_Const { Isnull: true },
            ConvertedColumn = column,
            Casts = casts,
            Volatility = volatility,
            DecidingFunction = deciding,
            UnknownFunctions = unknown is null ? [] : [.. unknown],
            IsConstant = IsConstant(node),
            IsNull = IsNull(node),
            HasSubquery = hasSubquery,
            Functions = functions,
            NotEvaluated = skipped.Count == 0 ? [] : [.. skipped.OfType<FuncCall>().Select(static c => Names.Of(c.Funcname))],
            Uses = uses?.ToImmutable() ?? [],
            Constant = PredicateConstants.Read(node),
            Sequences = sequences,
            Columns = columns?.ToImmutable() ?? [],
            Predicate = columns is null ? null : PredicateReader.Read(node),
            ProvesNotNull = columns is null ? [] : NotNullProver.ColumnsNotNullWhere(node),
        };
    }

    /// <summary>The column that a reference names; null for <c>*</c>.</summary>
    public static string? ColumnName(ColumnRef column) =>
        column.Fields is { Count: > 0 } fields && fields[fields.Count - 1] is StringNode name ? name.Sval : null;

    /// <summary>The literal of nextval('s') is a regclass, and a dependency; that of nextval('s'::text) is looked up when it runs.</summary>
    private static RelationName? SequenceOf(FuncCall call) => call switch
    {
        { Funcname: [.., StringNode { Sval: "nextval" or "currval" or "setval" }], Args: [A_Const { Sval.Sval: { } name }, ..] } => SqlNames.Parse(name),
        { Args: [TypeCast { Arg: A_Const { Sval.Sval: { } name }, TypeName.Names: [.., StringNode { Sval: "regclass" }] }, ..] } => SqlNames.Parse(name),
        _ => null,
    };

    /// <summary>A literal, possibly with a sign, a cast or a collation, or an array of such.</summary>
    public static bool IsConstant(PgNode? node)
    {
        while (true)
        {
            switch (node)
            {
                case A_Const:
                    return true;
                case TypeCast cast:
                    node = cast.Arg;
                    continue;
                case CollateClause collate:
                    node = collate.Arg;
                    continue;
                case A_Expr { A_Expr_Kind: A_Expr_Kind.AEXPR_OP, Lexpr: null } sign when OperatorOf(sign) is "-" or "+":
                    node = sign.Rexpr;
                    continue;
                case A_ArrayExpr array:
                    foreach (var element in array.Elements)
                    {
                        if (!IsConstant(element))
                        {
                            return false;
                        }
                    }

                    return true;
                default:
                    return false;
            }
        }
    }

    /// <summary>The name of an operator; null where it is written with a schema.</summary>
    public static string? OperatorOf(A_Expr expression) =>
        expression.Name is [StringNode name] ? name.Sval : null;

    public static bool IsNull(PgNode? node)
    {
        while (node is TypeCast cast)
        {
            node = cast.Arg;
        }

        return node is A_Const { Isnull: true };
    }

    private static void Judge(FuncCall call, ref Volatility volatility, ref string? deciding, ref List<string>? unknown)
    {
        var names = call.Funcname;
        if (names.Count == 0 || names[names.Count - 1] is not StringNode { Sval: var name })
        {
            return;
        }

        var schema = names.Count > 1 && names[names.Count - 2] is StringNode qualifier ? qualifier.Sval : null;
        var found = KnownFunctions.Of(schema, name) ?? Volatility.Unknown;
        if (found == Volatility.Unknown)
        {
            unknown ??= [];
            unknown.Add(schema is null ? name : schema + "." + name);
        }

        // What is surely volatile says more than what is not known.
        if (Rank(found) > Rank(volatility))
        {
            volatility = found;
            deciding = found >= Volatility.Volatile ? (schema is null or "pg_catalog" ? name : schema + "." + name) : null;
        }
    }

    private static int Rank(Volatility volatility) => volatility switch
    {
        Volatility.Immutable => 0,
        Volatility.Stable => 1,
        Volatility.Unknown => 2,
        Volatility.Volatile => 3,
        _ => throw new ArgumentOutOfRangeException(nameof(volatility), volatility, null),
    };
}
