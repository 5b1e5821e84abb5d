using MigrationAnalyzers.Ef.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MigrationAnalyzers.Ef.Walking;

internal sealed partial class BodyWalker
{
    private static bool? BooleanOf(Value value) => value is ConstantValue { Constant: bool known } ? known : null;

    private Value Boolean(bool? value, IOperation operation) =>
        value is { } known
            ? new ConstantValue(known, operation.Type)
            : Unknown("a condition is not known", operation);

    private static bool? IsNull(Value value) => value switch
    {
        ConstantValue constant => constant.IsNull,
        UnknownValue => null,
        _ => false,
    };

    private static bool? AreEqual(Value left, Value right)
    {
        if (left is TextValue leftText && right is TextValue rightText)
        {
            return string.Equals(leftText.Text.Value, rightText.Text.Value, StringComparison.Ordinal);
        }

        if (left is ConstantValue leftConstant && right is ConstantValue rightConstant)
        {
            return Equals(leftConstant.Constant, rightConstant.Constant)
                || (Number(leftConstant) is { } leftNumber && Number(rightConstant) is { } rightNumber && leftNumber == rightNumber);
        }

        if (left is ConstantValue { IsNull: true })
        {
            return IsNull(right);
        }

        return right is ConstantValue { IsNull: true } ? IsNull(left) : null;
    }

    /// <summary>An integer that fits; null for anything else.</summary>
    private static long? Number(Value value) => (value as ConstantValue)?.Constant switch
    {
        int number => number,
        long number => number,
        short number => number,
        byte number => number,
        sbyte number => number,
        ushort number => number,
        uint number => number,
        _ => null,
    };

    private Value EvaluateBinary(IBinaryOperation operation)
    {
        switch (operation.OperatorKind)
        {
            case BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr:
                return EvaluateLogical(operation);

            case BinaryOperatorKind.Add when operation.Type?.SpecialType == SpecialType.System_String:
                return Concatenate(operation);
        }

        var left = Evaluate(operation.LeftOperand);
        var right = Evaluate(operation.RightOperand);
        switch (operation.OperatorKind)
        {
            case BinaryOperatorKind.Equals:
                return Boolean(AreEqual(left, right), operation);

            case BinaryOperatorKind.NotEquals:
                return Boolean(!AreEqual(left, right), operation);

            case BinaryOperatorKind.And when BooleanOf(left) is { } one && BooleanOf(right) is { } other:
                return Boolean(one & other, operation);

            case BinaryOperatorKind.Or when BooleanOf(left) is { } one && BooleanOf(right) is { } other:
                return Boolean(one | other, operation);
        }

        if (Number(left) is { } a && Number(right) is { } b)
        {
            return operation.OperatorKind switch
            {
                BinaryOperatorKind.LessThan => Boolean(a < b, operation),
                BinaryOperatorKind.LessThanOrEqual => Boolean(a <= b, operation),
                BinaryOperatorKind.GreaterThan => Boolean(a > b, operation),
                BinaryOperatorKind.GreaterThanOrEqual => Boolean(a >= b, operation),
                BinaryOperatorKind.Add => Integer(a + b, operation),
                BinaryOperatorKind.Subtract => Integer(a - b, operation),
                BinaryOperatorKind.Multiply => Integer(unchecked(a * b), operation),
                _ => Unknown("the result of a calculation is not known", operation),
            };
        }

        return UnknownAmong(left, right) ?? Unknown("the result of a calculation is not known", operation);
    }

    private Value Integer(long number, IOperation operation) => operation.Type?.SpecialType switch
    {
        SpecialType.System_Int32 when number is >= int.MinValue and <= int.MaxValue => new ConstantValue((int)number, operation.Type),
        SpecialType.System_Int64 => new ConstantValue(number, operation.Type),
        _ => Unknown("the result of a calculation is not known", operation),
    };

    private Value EvaluateLogical(IBinaryOperation operation)
    {
        var and = operation.OperatorKind == BinaryOperatorKind.ConditionalAnd;
        var left = BooleanOf(Evaluate(operation.LeftOperand));
        if (left == !and)
        {
            return Boolean(left, operation);
        }

        if (left is not null)
        {
            return Evaluate(operation.RightOperand);
        }

        var right = BooleanOf(OnPath(Engine.Model.Circumstances.Conditional, () => Evaluate(operation.RightOperand)));
        return Boolean(right == !and ? right : null, operation);
    }

    private Value EvaluateUnary(IUnaryOperation operation)
    {
        var operand = Evaluate(operation.Operand);
        return operation.OperatorKind switch
        {
            UnaryOperatorKind.Not => Boolean(!BooleanOf(operand), operation),
            UnaryOperatorKind.Minus when Number(operand) is { } number => Integer(-number, operation),
            UnaryOperatorKind.Plus => operand,
            _ => UnknownAmong(operand) ?? Unknown("the result of a calculation is not known", operation),
        };
    }

    private Value EvaluateConditional(IConditionalOperation operation)
    {
        if (BooleanOf(Evaluate(operation.Condition)) is { } known)
        {
            return Evaluate(known ? operation.WhenTrue : operation.WhenFalse);
        }

        var whenTrue = OnPath(Engine.Model.Circumstances.Conditional, () => Evaluate(operation.WhenTrue));
        var whenFalse = OnPath(Engine.Model.Circumstances.Conditional, () => Evaluate(operation.WhenFalse));
        return whenTrue.IsSameAs(whenFalse) ? whenTrue : Unknown("the text depends on a condition", operation);
    }

    private Value EvaluateSwitch(ISwitchExpressionOperation operation)
    {
        var value = Evaluate(operation.Value);
        Value? result = null;
        foreach (var arm in operation.Arms)
        {
            var matches = Matches(value, arm.Pattern, arm.Guard);
            if (matches == false)
            {
                continue;
            }

            if (matches == true && result is null)
            {
                return Evaluate(arm.Value);
            }

            var armValue = OnPath(Engine.Model.Circumstances.Conditional, () => Evaluate(arm.Value));
            result = result is null || result.IsSameAs(armValue) ? armValue : Unknown("the value depends on a condition", operation);
            if (matches == true)
            {
                break;
            }
        }

        return result ?? Unknown("the value depends on a condition", operation);
    }

    private bool? Matches(Value value, ICaseClauseOperation clause) => clause switch
    {
        ISingleValueCaseClauseOperation single => AreEqual(value, Evaluate(single.Value)),
        IPatternCaseClauseOperation pattern => Matches(value, pattern.Pattern, pattern.Guard),
        _ => null,
    };

    private bool? Matches(Value value, IPatternOperation pattern, IOperation? guard)
    {
        var matches = Matches(value, pattern);
        if (guard is null || matches == false)
        {
            return matches;
        }

        var guarded = BooleanOf(Evaluate(guard));
        return guarded == false ? false : guarded == true ? matches : null;
    }

    private bool? Matches(Value value, IPatternOperation pattern)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return true;

            case IConstantPatternOperation constant:
                return AreEqual(value, Evaluate(constant.Value));

            case INegatedPatternOperation negated:
                return !Matches(value, negated.Pattern);

            case IBinaryPatternOperation binary:
                var left = Matches(value, binary.LeftPattern);
                var right = Matches(value, binary.RightPattern);
                return binary.OperatorKind == BinaryOperatorKind.Or
                    ? left == true || right == true ? true : left is null || right is null ? null : false
                    : left == false || right == false ? false : left is null || right is null ? null : true;

            case IDeclarationPatternOperation declaration:
                if (declaration.DeclaredSymbol is { } declared)
                {
                    Set(declared, value);
                }

                return declaration.MatchesNull ? true : value is TextValue && declaration.MatchedType?.SpecialType == SpecialType.System_String ? true : null;

            case IRecursivePatternOperation { PropertySubpatterns.IsEmpty: true, DeconstructionSubpatterns.IsEmpty: true } recursive:
                if (recursive.DeclaredSymbol is { } named)
                {
                    Set(named, value);
                }

                // { } matches whatever is not null.
                return SymbolEqualityComparer.Default.Equals(recursive.MatchedType, recursive.InputType) ? !IsNull(value) : null;

            default:
                return null;
        }
    }

    private static UnknownValue? UnknownAmong(params Value[] values)
    {
        foreach (var value in values)
        {
            if (value is UnknownValue unknown)
            {
                return unknown;
            }
        }

        return null;
    }
}
