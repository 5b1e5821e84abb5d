using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>
/// Expressions that are surely not immutable, by the types of the columns (contain_mutable_functions): indexes and generated columns refuse them. Of what is not
/// known nothing is said.
/// </summary>
/// <param name="typeOf">The type of a column; null where it is not known.</param>
internal sealed class ExpressionMutability(Func<string, SqlType?> typeOf, EffectScope scope)
{
    // pg_cast and the functions for the text form of types, of which provolatile is not 'i', on servers 12 to 18.
    private static readonly HashSet<(string From, string To)> StableCasts =
    [
        ("date", "timestamptz"), ("timestamp", "timestamptz"), ("time", "timetz"), ("timestamptz", "date"), ("timestamptz", "time"), ("timestamptz", "timestamp"),
        ("timestamptz", "timetz"), ("int4", "money"), ("int8", "money"), ("numeric", "money"), ("money", "numeric"), ("text", "regclass"), ("varchar", "regclass"),
        ("text", "xml"), ("varchar", "xml"), ("bpchar", "xml"),
    ];

    private static readonly HashSet<string> StableOutput = new(StringComparer.Ordinal)
    {
        "aclitem", "date", "money", "regclass", "regconfig", "regdictionary", "regnamespace", "regoper", "regoperator", "regproc", "regprocedure", "regrole", "regtype",
        "timestamp", "timestamptz", "daterange", "int4range", "int8range", "numrange", "tsrange", "tstzrange",
    };

    private static readonly HashSet<string> StableInput = new(StringComparer.Ordinal)
    {
        "aclitem", "date", "interval", "money", "regconfig", "regdictionary", "regnamespace", "regoper", "regoperator", "regproc", "regprocedure", "regrole", "regtype",
        "time", "timetz", "timestamp", "timestamptz", "daterange", "int4range", "int8range", "numrange", "tsrange", "tstzrange", "xml",
    };

    public bool IsMutable(SqlExpression expression)
    {
        if (FunctionVolatility.Of(expression, scope.Catalog) == Volatility.Volatile)
        {
            return true;
        }

        foreach (var use in expression.Uses)
        {
            var isMutable = use.Kind switch
            {
                ExpressionUseKind.Call => IsMutableCall(use),
                ExpressionUseKind.Operator => IsMutableOperator(use),
                ExpressionUseKind.Cast => TypeOf(use.Operands[0]) is { } from && IsMutableCast(from, use.Target!),
                _ => true,
            };
            if (isMutable)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsMutableCall(ExpressionUse call)
    {
        if (scope.Catalog.Functions.TryGetValue(call.Name, out var function))
        {
            return function.Volatility is Volatility.Stable or Volatility.Volatile;
        }

        var overloads = KnownFunctions.Overloads(call.Name.Name);
        if (overloads.IsEmpty)
        {
            return KnownFunctions.Of(call.Name.Schema, call.Name.Name) is Volatility.Stable or Volatility.Volatile;
        }

        var best = Choose(overloads, ImmutableArray.CreateRange(call.Operands, TypeOf));
        return best.Count > 0 && best.TrueForAll(static o => o != Volatility.Immutable);
    }

    /// <summary>func_select_candidate: the exact match, or else what the arguments convert to, the preferred type of their category first.</summary>
    private List<Volatility> Choose(ImmutableArray<(ImmutableArray<string> Arguments, Volatility Volatility)> overloads, ImmutableArray<SqlType?> arguments)
    {
        var (best, highest) = (new List<Volatility>(), 0);
        foreach (var (parameters, volatility) in overloads)
        {
            var score = parameters.Length == arguments.Length ? Score(parameters, arguments) : 0;
            if (score > highest)
            {
                best.Clear();
                highest = score;
            }

            if (score > 0 && score == highest)
            {
                best.Add(volatility);
            }
        }

        return best;
    }

    private int Score(ImmutableArray<string> parameters, ImmutableArray<SqlType?> arguments)
    {
        var score = 1;
        for (var i = 0; i < parameters.Length; i++)
        {
            if (arguments[i] is not { } argument)
            {
                continue;
            }

            if (argument.IsArray || !(argument.Name == parameters[i] || TypeCasts.IsImplicit(argument.Name, parameters[i], scope.Major)))
            {
                return 0;
            }

            score += argument.Name == parameters[i] ? 100 : parameters[i] is "timestamptz" or "text" or "float8" ? 10 : 0;
        }

        return score;
    }

    private bool IsMutableOperator(ExpressionUse operation)
    {
        var (left, right) = (TypeOf(operation.Operands[0]), TypeOf(operation.Operands[1]));
        return operation.Name.Name switch
        {
            "+" or "-" => IsOf(left, "timestamptz") && IsOf(right, "interval") || (operation.Name.Name == "+" && IsOf(left, "interval") && IsOf(right, "timestamptz")),
            "=" or "<>" or "<" or ">" or "<=" or ">=" => (IsOf(left, "timestamptz") && IsLocal(right)) || (IsLocal(left) && IsOf(right, "timestamptz")),

            // anynonarray || text is a cast to text, which the planner sees (textanycat is an SQL function).
            "||" => IsAppended(left, right, operation.Operands[1]) || IsAppended(right, left, operation.Operands[0]),
            _ => false,
        };
    }

    private static bool IsAppended(SqlType? value, SqlType? other, ExpressionOperand operand) =>
        value is { IsArray: false } && StableOutput.Contains(value.Name) && (operand.IsUntyped || other is { IsArray: false, Name: "text" or "varchar" or "bpchar" });

    private bool IsMutableCast(SqlType from, SqlType to)
    {
        var (source, target) = (ResolvedType.Of(from, scope.Catalog), ResolvedType.Of(to, scope.Catalog));
        if (source.Unknown is not null || target.Unknown is not null || source.IsSameBase(target))
        {
            return false;
        }

        var (x, y) = (source.Base, target.Base);
        return (x.IsArray, y.IsArray) switch
        {
            (false, false) => StableCasts.Contains((x.Name, y.Name))
                || (TypeCasts.Find(x, y, scope.Catalog, scope.Major, isExplicit: true) == CastPath.Indirect
                    && (source.IsEnum || source.IsRecord || target.IsEnum || target.IsRecord || IsStableText(x.Name, y.Name))),
            (true, false) or (false, true) => IsText(x.IsArray ? y.Name : x.Name),
            _ => StableCasts.Contains((x.Name, y.Name)),
        };
    }

    private bool IsStableText(string from, string to) =>
        IsText(to) ? StableOutput.Contains(from) || (from == "interval" && scope.Major >= 15) : StableInput.Contains(to);

    private static bool IsText(string type) => type is "text" or "varchar" or "bpchar" or "name";

    private static bool IsLocal(SqlType? type) => IsOf(type, "date") || IsOf(type, "timestamp");

    private static bool IsOf(SqlType? type, string name) => type is { IsArray: false, Schema: null } && type.Name == name;

    private SqlType? TypeOf(ExpressionOperand operand) => operand.Column is { } column ? typeOf(column) : operand.Type;
}
