using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MigrationAnalyzers.Ef.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MigrationAnalyzers.Ef.Walking;

/// <summary>Methods of System.String.</summary>
internal sealed partial class BodyWalker
{
    private Value? EvaluateOnText(TracedText text, IMethodSymbol method, ImmutableArray<Value?> arguments, IInvocationOperation operation)
    {
        var value = text.Value;
        switch (method.Name)
        {
            case "ToString" or "Normalize" or "ReplaceLineEndings" when arguments.IsEmpty:
                return new TextValue(text);

            case "Trim" when arguments.IsEmpty:
                return new TextValue(Trim(text, start: true, end: true));

            case "TrimStart" when arguments.IsEmpty:
                return new TextValue(Trim(text, start: true, end: false));

            case "TrimEnd" when arguments.IsEmpty:
                return new TextValue(Trim(text, start: false, end: true));

            case "Trim" or "TrimStart" or "TrimEnd" when Characters(arguments) is { } characters:
                return new TextValue(Trim(text, method.Name != "TrimEnd", method.Name != "TrimStart", characters));

            case "ToLower" or "ToLowerInvariant":
                return new TextValue(text.WithValue(value.ToLowerInvariant(), operation.Syntax));

            case "ToUpper" or "ToUpperInvariant":
                return new TextValue(text.WithValue(value.ToUpperInvariant(), operation.Syntax));

            case "Replace" when arguments.Length >= 2:
                return Replace(text, arguments, operation);

            case "Substring" when Number(arguments[0]!) is { } start && start >= 0 && start <= value.Length:
                var length = arguments is [_, { } count] ? Number(count) : value.Length - start;
                return length is { } known && known >= 0 && start + known <= value.Length
                    ? new TextValue(text.Substring((int)start, (int)known))
                    : null;

            case "Split" when arguments is [var separator, ..] && AsString(separator) is { Length: > 0 } by:
                return Split(text, by, operation);

            case "Contains" or "StartsWith" or "EndsWith" or "Equals" or "IndexOf" when arguments is [{ } sought, ..]:
                return Search(value, method.Name, sought, arguments, operation);

            case "Insert" or "PadLeft" or "PadRight" or "Remove":
                return null;

            default:
                return null;
        }
    }

    private Value? Search(string value, string method, Value sought, ImmutableArray<Value?> arguments, IInvocationOperation operation)
    {
        if (AsString(sought) is not { } part)
        {
            return method == "Equals" && IsNull(sought) == true ? Boolean(false, operation) : null;
        }

        var ignoresCase = arguments.Length > 1 && arguments[1] is ConstantValue { EnumMember: { } member } && member.EndsWith("IgnoreCase", StringComparison.Ordinal);
        var comparison = ignoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return method switch
        {
            "Contains" => Boolean(value.IndexOf(part, comparison) >= 0, operation),
            "StartsWith" => Boolean(value.StartsWith(part, comparison), operation),
            "EndsWith" => Boolean(value.EndsWith(part, comparison), operation),
            "Equals" => Boolean(string.Equals(value, part, comparison), operation),
            "IndexOf" => Integer(value.IndexOf(part, comparison), operation),
            _ => null,
        };
    }

    private Value? Replace(TracedText text, ImmutableArray<Value?> arguments, IInvocationOperation operation)
    {
        if (arguments[0] is not { } replaced || AsString(replaced) is not { Length: > 0 } oldValue || arguments[1] is not { } replacement)
        {
            return UnknownAmong(operation, arguments);
        }

        if (text.Value.IndexOf(oldValue, StringComparison.Ordinal) < 0)
        {
            return new TextValue(text);
        }

        return AsText(replacement, ArgumentAt(operation, 1)) is TextValue { Text: var put }
            ? text.Replace(oldValue, put, StringComparison.Ordinal) is { } replacedText ? new TextValue(replacedText) : TooLong(operation)
            : UnknownAmong(operation, arguments);
    }

    private static SequenceValue Split(TracedText text, string separator, IInvocationOperation operation)
    {
        var trims = false;
        var removesEmpty = false;
        foreach (var argument in operation.Arguments)
        {
            if (argument.Value.ConstantValue is { HasValue: true, Value: int options } && argument.Parameter?.Type.Name == "StringSplitOptions")
            {
                (removesEmpty, trims) = ((options & 1) != 0, (options & 2) != 0);
            }
        }

        var items = ImmutableArray.CreateBuilder<Value>();
        for (var from = 0; from <= text.Length;)
        {
            var found = text.Value.IndexOf(separator, from, StringComparison.Ordinal);
            var end = found < 0 ? text.Length : found;
            var item = text.Substring(from, end - from);
            item = trims ? Trim(item, start: true, end: true) : item;
            if (item.Length > 0 || !removesEmpty)
            {
                items.Add(new TextValue(item));
            }

            from = end + separator.Length;
            if (found < 0)
            {
                break;
            }
        }

        return new SequenceValue(items.ToImmutable(), null);
    }

    private static TracedText Trim(TracedText text, bool start, bool end, string? characters = null)
    {
        var (from, to) = (0, text.Length);
        while (start && from < to && IsTrimmed(text.Value[from]))
        {
            from++;
        }

        while (end && to > from && IsTrimmed(text.Value[to - 1]))
        {
            to--;
        }

        return text.Substring(from, to - from);

        bool IsTrimmed(char character) => characters is null ? char.IsWhiteSpace(character) : characters.IndexOf(character) >= 0;
    }

    /// <summary>The characters of <c>Trim(';')</c> and <c>Trim('a', 'b')</c>; null where they are not known.</summary>
    private static string? Characters(ImmutableArray<Value?> arguments)
    {
        var result = new StringBuilder();
        foreach (var argument in arguments is [SequenceValue several] ? Optional(several.Items) : arguments)
        {
            if (argument is not ConstantValue { Constant: char character })
            {
                return null;
            }

            result.Append(character);
        }

        return result.ToString();
    }

    private static string? AsString(Value? value) => value switch
    {
        TextValue text => text.Text.Value,
        ConstantValue { Constant: char character } => character.ToString(),
        SequenceValue { Items: [var only] } => AsString(only),
        _ => null,
    };

    private Value? EvaluateStatic(IMethodSymbol method, ImmutableArray<Value?> arguments, IInvocationOperation operation)
    {
        switch (method.Name)
        {
            case "Concat":
                return Joined("", arguments is [SequenceValue all] ? Optional(all.Items) : arguments, operation);

            case "Join" when arguments.Length == 2 && AsString(arguments[0]) is { } separator && arguments[1] is SequenceValue items:
                return Joined(separator, Optional(items.Items), operation);

            case "Format":
                return Format(arguments, operation);

            case "Create" when arguments is [.., TextValue interpolated]:
                return interpolated;

            case "IsNullOrEmpty" or "IsNullOrWhiteSpace" when arguments is [{ } only]:
                return only is TextValue { Text.Value: var text }
                    ? Boolean(method.Name == "IsNullOrEmpty" ? text.Length == 0 : string.IsNullOrWhiteSpace(text), operation)
                    : IsNull(only) == true ? Boolean(true, operation) : null;

            case "Equals" when arguments is [TextValue { Text.Value: var left }, { } right, ..]:
                return Search(left, "Equals", right, arguments.RemoveAt(0), operation);

            default:
                return null;
        }
    }

    private Value Joined(string separator, ImmutableArray<Value?> items, IInvocationOperation operation)
    {
        var parts = new List<TracedText>();
        foreach (var item in items)
        {
            if (parts.Count > 0 && separator.Length > 0)
            {
                parts.Add(TracedText.Of(separator, TextPlace.Of(operation.Syntax)));
            }

            if (AsText(item ?? new ConstantValue(null, null), operation) is TextValue { Text: var text })
            {
                parts.Add(text);
            }
            else
            {
                return item as UnknownValue ?? Unknown("a part of the text is not known", operation);
            }
        }

        return Joined(parts, operation);
    }

    /// <summary><c>string.Format</c> with a constant format.</summary>
    private Value Format(ImmutableArray<Value?> arguments, IInvocationOperation operation)
    {
        // A format provider may come first.
        var at = arguments is [TextValue, ..] ? 0 : 1;
        if (arguments.Length <= at || arguments[at] is not TextValue { Text: var format })
        {
            return UnknownAmong(operation, arguments) ?? Unknown("a format is not known", operation);
        }

        var values = arguments.Length == at + 2 && arguments[at + 1] is SequenceValue several ? Optional(several.Items) : arguments.RemoveRange(0, at + 1);
        var parts = new List<TracedText>();
        var text = format.Value;
        for (var i = 0; i < text.Length;)
        {
            var special = text.IndexOfAny(['{', '}'], i);
            if (special < 0)
            {
                parts.Add(format.Substring(i, text.Length - i));
                break;
            }

            parts.Add(format.Substring(i, special - i));
            if (special + 1 < text.Length && text[special + 1] == text[special])
            {
                parts.Add(format.Substring(special, 1));
                i = special + 2;
                continue;
            }

            var close = text.IndexOf('}', special);
            if (text[special] == '}' || close < 0)
            {
                return Unknown("a format is not valid", operation);
            }

            var item = text.Substring(special + 1, close - special - 1);
            var colon = item.IndexOf(':');
            var number = colon < 0 ? item : item.Substring(0, colon);
            if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= values.Length || values[index] is not { } value)
            {
                return Unknown("a format is not valid", operation);
            }

            if (AsText(value, operation, colon < 0 ? null : item.Substring(colon + 1)) is not TextValue { Text: var put })
            {
                return value as UnknownValue ?? Unknown("a part of the text is not known", operation);
            }

            parts.Add(format.PutAt(special, close + 1 - special, put));
            i = close + 1;
        }

        return Joined(parts, operation);
    }
}
