using System.Collections.Immutable;
using MigrationAnalyzers.Ef.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MigrationAnalyzers.Ef.Walking;

/// <summary>Methods of the framework whose result can be told from constant arguments.</summary>
internal sealed partial class BodyWalker
{
    private Value? TryEvaluateFramework(IMethodSymbol method, Value? receiver, ImmutableArray<Value?> arguments, IInvocationOperation operation)
    {
        if (!IsFramework(method))
        {
            return null;
        }

        if (receiver is StringBuilderValue builder)
        {
            return EvaluateStringBuilder(builder, method, arguments, operation);
        }

        if (receiver is TextValue { Text: var text })
        {
            return EvaluateOnText(text, method, arguments, operation);
        }

        if (method.ContainingType.SpecialType == SpecialType.System_String && method.IsStatic)
        {
            return EvaluateStatic(method, arguments, operation);
        }

        if (method.ContainingType.Name == "FormattableString" && arguments is [TextValue formatted])
        {
            return formatted;
        }

        if (method.Name == "ToString" && receiver is ConstantValue && operation.Instance is { } instance)
        {
            return arguments is [] or [ConstantValue or StaticMemberValue]
                ? AsText(receiver, instance)
                : arguments is [TextValue { Text.Value: var format }, ..] ? AsText(receiver, instance, format) : null;
        }

        return method is { Name: "Empty", ContainingType.Name: "Array" or "Enumerable" }
            ? new SequenceValue([], method.TypeArguments is [var element] ? element : null)
            : null;
    }

    /// <summary>Methods of arrays, lists and LINQ on known elements.</summary>
    private Value? TryEvaluateOnElements(IMethodSymbol method, Value? receiver, ImmutableArray<Value?> arguments, IInvocationOperation operation)
    {
        if (!IsFramework(method))
        {
            return null;
        }

        var sequence = receiver as SequenceValue ?? (arguments is [SequenceValue first, ..] ? first : null);
        if (sequence is null || sequence.Items.Length > MaxRounds)
        {
            return null;
        }

        switch (method.Name)
        {
            case "ToArray" or "ToList" or "AsEnumerable" or "AsSpan" or "ToImmutableArray" or "ToImmutableList" or "AsReadOnly" or "Cast" or "OfType":
                return sequence;

            case "ForEach" when Last(arguments) is FunctionValue action:
                foreach (var item in sequence.Items)
                {
                    WalkFunction(action, [item], operation.Syntax);
                }

                return new ConstantValue(null, null);

            case "Select" when arguments is [.., FunctionValue selector]:
                var selected = ImmutableArray.CreateBuilder<Value>(sequence.Items.Length);
                foreach (var item in sequence.Items)
                {
                    selected.Add(WalkFunction(selector, [item], operation.Syntax));
                }

                return new SequenceValue(selected.ToImmutable(), null);

            case "Contains" when Last(arguments) is TextValue sought:
                foreach (var item in sequence.Items)
                {
                    if (AreEqual(item, sought) == true)
                    {
                        return Boolean(true, operation);
                    }

                    if (AreEqual(item, sought) is null)
                    {
                        return null;
                    }
                }

                return Boolean(false, operation);

            default:
                return null;
        }
    }

    private static ImmutableArray<Value?> Optional(ImmutableArray<Value> values) => ImmutableArray<Value?>.CastUp(values);

    private static Value? Last(ImmutableArray<Value?> values) => values.IsEmpty ? null : values[values.Length - 1];

    private Value EvaluateStringBuilder(StringBuilderValue builder, IMethodSymbol method, ImmutableArray<Value?> arguments, IInvocationOperation operation)
    {
        if (method.Name == "ToString" && arguments.IsEmpty)
        {
            return builder.Result(operation.Syntax);
        }

        var certain = builder.Path == _path;
        switch (method.Name)
        {
            case "Append" or "AppendLine" when certain && arguments.Length <= 1:
                if (arguments is [{ } appended])
                {
                    builder.Append(AsText(appended, ArgumentAt(operation, 0)));
                }

                if (method.Name == "AppendLine")
                {
                    builder.Append(Text("\n", operation.Syntax));
                }

                break;

            case "Append" or "AppendLine" when certain && Last(arguments) is TextValue interpolated:
                builder.Append(interpolated);
                if (method.Name == "AppendLine")
                {
                    builder.Append(Text("\n", operation.Syntax));
                }

                break;

            case "AppendFormat" when certain:
                builder.Append(Format(arguments, operation));
                break;

            case "Clear" when certain:
                builder.Clear();
                break;

            default:
                builder.Append(Unknown(certain ? ReasonOf(method) : "a part of the text depends on a condition", operation));
                break;
        }

        return builder;
    }

    private static IOperation ArgumentAt(IInvocationOperation operation, int ordinal)
    {
        foreach (var argument in operation.Arguments)
        {
            if (argument.Parameter?.Ordinal == ordinal)
            {
                return argument.Value;
            }
        }

        return operation;
    }
}
