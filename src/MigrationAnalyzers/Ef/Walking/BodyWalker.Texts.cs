using System.Globalization;
using MigrationAnalyzers.Ef.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MigrationAnalyzers.Ef.Walking;

internal sealed partial class BodyWalker
{
    private Value EvaluateLiteral(ILiteralOperation literal)
    {
        if (literal.ConstantValue is not { HasValue: true, Value: var value })
        {
            return Unknown("a literal is not complete", literal);
        }

        if (value is not string text)
        {
            return new ConstantValue(value, literal.Type);
        }

        if (literal.Syntax is LiteralExpressionSyntax { Token: var token } && LiteralMap.TryCreate(token) is { } map && map.Value == text)
        {
            return new TextValue(TracedText.Of(text, TextPlace.Of(token, map)));
        }

        return Text(text, literal.Syntax);
    }

    private Value EvaluateInterpolated(IInterpolatedStringOperation interpolated)
    {
        var parts = new List<TracedText>(interpolated.Parts.Length);
        UnknownValue? unknown = null;
        foreach (var part in interpolated.Parts)
        {
            var value = part switch
            {
                IInterpolatedStringTextOperation text => EvaluatePart(text),
                IInterpolationOperation hole => EvaluateHole(hole),
                IInterpolatedStringAppendOperation append => EvaluateAppend(append),
                _ => Unknown("a part of the text is not known", part),
            };
            if (value is TextValue { Text: var known })
            {
                parts.Add(known);
            }
            else
            {
                unknown ??= value as UnknownValue ?? Unknown("a part of the text is not known", part);
            }
        }

        return unknown is null ? Joined(parts, interpolated) : unknown;
    }

    private Value EvaluatePart(IInterpolatedStringTextOperation part) =>
        part.Text.ConstantValue is { HasValue: true, Value: string text }
            ? PartText(part.Syntax, text)
            : Unknown("a part of the text is not known", part);

    private TextValue PartText(SyntaxNode syntax, string text) =>
        syntax is InterpolatedStringTextSyntax { TextToken: var token } && LiteralMap.TryCreate(token) is { } map && map.Value == text
            ? new TextValue(TracedText.Of(text, TextPlace.Of(token, map)))
            : Text(text, syntax);

    private Value EvaluateHole(IInterpolationOperation hole)
    {
        var value = AsText(Evaluate(hole.Expression), hole.Expression, FormatOf(hole.FormatString), hole.Syntax);
        if (value is not TextValue text)
        {
            return value;
        }

        return hole.Alignment is null ? text : Aligned(text, Number(Evaluate(hole.Alignment)), hole);
    }

    /// <summary>A part of an interpolated string that a handler takes (StringBuilder.Append): text, or a value with a format.</summary>
    private Value EvaluateAppend(IInterpolatedStringAppendOperation append)
    {
        if (append.AppendCall is not IInvocationOperation { Arguments: [var first, ..] } call)
        {
            return Unknown("a part of the text is not known", append);
        }

        if (append.Kind == OperationKind.InterpolatedStringAppendLiteral)
        {
            return first.Value.ConstantValue is { HasValue: true, Value: string text }
                ? PartText(append.Syntax, text)
                : Unknown("a part of the text is not known", append);
        }

        string? format = null;
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Name == "format" && !argument.IsImplicit)
            {
                format = argument.Value.ConstantValue.Value as string;
            }
        }

        return AsText(Evaluate(first.Value), first.Value, format);
    }

    private static string? FormatOf(IOperation? format) => format?.ConstantValue is { HasValue: true, Value: string text } ? text : null;

    private Value Aligned(TextValue text, long? width, IInterpolationOperation hole)
    {
        if (width is not (> -1000 and < 1000))
        {
            return Unknown("a part of the text is not known", hole);
        }

        var padding = (int)Math.Abs(width.Value) - text.Text.Length;
        if (padding <= 0)
        {
            return text;
        }

        var spaces = TracedText.Of(new string(' ', padding), TextPlace.Of(hole.Expression.Syntax));
        return Joined(width > 0 ? [spaces, text.Text] : [text.Text, spaces], hole);
    }

    /// <summary>What an expression contributes to a larger text; its characters stand at the expression unless it writes them itself.</summary>
    /// <param name="hole">The hole of an interpolated string, with its braces.</param>
    private Value AsText(Value value, IOperation operand, string? format = null, SyntaxNode? hole = null)
    {
        switch (value)
        {
            case TextValue text:
                return new TextValue(text.Text.UsedAt(operand.Syntax, hole));

            case StringBuilderValue builder:
                return AsText(builder.Result(operand.Syntax), operand, format, hole);

            case ConstantValue { IsNull: true }:
                return Text("", operand.Syntax);

            case ConstantValue { EnumMember: { } member } when string.IsNullOrEmpty(format):
                return Text(member, operand.Syntax);

            case ConstantValue { Constant: bool or char } constant:
                return Text(Convert.ToString(constant.Constant, CultureInfo.InvariantCulture), operand.Syntax);

            case ConstantValue { Constant: IFormattable constant }:
                try
                {
                    return Text(constant.ToString(format, CultureInfo.InvariantCulture), operand.Syntax);
                }
                catch (FormatException)
                {
                    return Unknown("a format is not valid", operand);
                }

            case UnknownValue unknown:
                return unknown.UsedAt(operand.Syntax);

            default:
                return Unknown("a part of the text is not known", operand);
        }
    }

    /// <summary>A chain of + is a deep tree on its left side: it is walked in a loop.</summary>
    private Value Concatenate(IBinaryOperation operation)
    {
        var operands = new List<IOperation>();
        IOperation current = operation;
        while (current is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } binary)
        {
            operands.Add(binary.RightOperand);
            current = binary.LeftOperand;
        }

        operands.Add(current);
        operands.Reverse();

        var parts = new List<TracedText>(operands.Count);
        UnknownValue? unknown = null;
        foreach (var operand in operands)
        {
            var value = AsText(Evaluate(operand), operand);
            if (value is TextValue { Text: var text })
            {
                parts.Add(text);
            }
            else
            {
                unknown ??= value as UnknownValue;
            }
        }

        return unknown is null ? Joined(parts, operation) : unknown;
    }

    private Value Concatenate(Value left, Value right, ICompoundAssignmentOperation operation)
    {
        var added = AsText(right, operation.Value);
        if (left is ConstantValue { IsNull: true })
        {
            return added;
        }

        if (left is not TextValue leftText || added is not TextValue addedText)
        {
            return UnknownAmong(left, added) ?? Unknown("a part of the text is not known", operation);
        }

        return Joined([leftText.Text, addedText.Text], operation);
    }

    private static Value Joined(IReadOnlyList<TracedText> parts, IOperation operation) =>
        TracedText.Concat(parts) is { } text ? new TextValue(text) : TooLong(operation);

    private static UnknownValue TooLong(IOperation operation) => new("the text is too long", operation.Syntax);
}
