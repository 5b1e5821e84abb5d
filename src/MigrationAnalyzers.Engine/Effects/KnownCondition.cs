using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>What is known of a value: a constant, or that it is NULL (<see cref="Constant"/> is null then).</summary>
internal readonly record struct KnownValue(PredicateConstant? Constant, string? Type);

/// <summary>What a condition gives, in SQL's three values, for values that are known.</summary>
internal enum ConditionResult
{
    /// <summary>It cannot be said.</summary>
    Unknown,
    True,
    False,
    Null,
}

/// <summary>Computes a condition. A CHECK constraint refuses a row only where it is false.</summary>
/// <param name="valueOf">What is known of an operand; null for nothing.</param>
internal sealed class KnownCondition(Func<string, KnownValue?> valueOf)
{
    public ConditionResult Evaluate(Predicate condition)
    {
        switch (condition)
        {
            case PredicateList list:
                return OfList(list);
            case NullPredicate test when valueOf(test.Operand) is { } value:
                return Of(value.Constant is null == test.IsNull);
            case ComparisonPredicate comparison when valueOf(comparison.Operand) is { } value:
                return value.Constant is { } constant ? Compare(constant, comparison, value.Type) : ConditionResult.Null;
            case OpaquePredicate { Text: "true" or "false" } opaque:
                return Of(opaque.Text == "true");
            default:
                return ConditionResult.Unknown;
        }
    }

    /// <summary>One false part makes AND false, one true part makes OR true, whatever the others are.</summary>
    private ConditionResult OfList(PredicateList list)
    {
        var (decisive, result) = list.IsAnd ? (ConditionResult.False, ConditionResult.True) : (ConditionResult.True, ConditionResult.False);
        foreach (var part in list.Parts)
        {
            var value = Evaluate(part);
            if (value == decisive)
            {
                return value;
            }

            result = value == ConditionResult.Unknown || result == ConditionResult.Unknown ? ConditionResult.Unknown
                : value == ConditionResult.Null ? ConditionResult.Null
                : result;
        }

        return result;
    }

    private static ConditionResult Compare(PredicateConstant value, ComparisonPredicate comparison, string? type) =>
        (ConstantOrder.Compare(value, comparison.Constant, type), comparison.Operator) switch
        {
            (null, _) => ConditionResult.Unknown,
            (int.MaxValue, "=") => ConditionResult.False,
            (int.MaxValue, "<>") => ConditionResult.True,
            (int.MaxValue, _) => ConditionResult.Unknown,
            (var order, "=") => Of(order == 0),
            (var order, "<>") => Of(order != 0),
            (var order, "<") => Of(order < 0),
            (var order, "<=") => Of(order <= 0),
            (var order, ">") => Of(order > 0),
            (var order, ">=") => Of(order >= 0),
            _ => ConditionResult.Unknown,
        };

    private static ConditionResult Of(bool holds) => holds ? ConditionResult.True : ConditionResult.False;
}
