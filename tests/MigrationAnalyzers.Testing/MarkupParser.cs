using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace MigrationAnalyzers.Testing;

/// <summary>A span that the markup of a test marks.</summary>
/// <param name="Name">What stands before the colon of <c>{|name:...|}</c>; empty for <c>[|...|]</c>.</param>
public readonly record struct MarkedSpan(string Name, int Start, int Length);

/// <summary>Source with its markup taken out.</summary>
public sealed record MarkedSource(string Text, ImmutableArray<MarkedSpan> Spans);

/// <summary>
/// Reads Microsoft's test markup: <c>[|...|]</c> marks the place of the diagnostic under test, <c>{|DBM1001:...|}</c> that of a diagnostic by id,
/// <c>{|#0:...|}</c> a place by number.
/// </summary>
public static class MarkupParser
{
    public static MarkedSource Parse(string source)
    {
        var text = new StringBuilder(source.Length);
        var open = new Stack<(string Name, int Start)>();
        var spans = new List<MarkedSpan>();
        for (var i = 0; i < source.Length;)
        {
            if (At("[|") && !At("[||]"))
            {
                open.Push(("", text.Length));
                i += 2;
            }
            else if (At("{|") && NameEnd(source, i + 2) is { } colon)
            {
                open.Push((source[(i + 2)..colon], text.Length));
                i = colon + 1;
            }
            else if ((At("|]") || At("|}")) && open.Count > 0 && At(open.Peek().Name.Length == 0 ? "|]" : "|}"))
            {
                var (name, start) = open.Pop();
                spans.Add(new MarkedSpan(name, start, text.Length - start));
                i += 2;
            }
            else
            {
                text.Append(source[i]);
                i++;
            }

            bool At(string token) => string.CompareOrdinal(source, i, token, 0, token.Length) == 0;
        }

        return open.Count == 0
            ? new MarkedSource(text.ToString(), [.. spans.OrderBy(static s => s.Start)])
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A marked span that starts at {open.Peek().Start} is not closed."), nameof(source));
    }

    /// <summary>The colon that ends a name; null where no name follows (<c>{|</c> may be C#).</summary>
    private static int? NameEnd(string source, int start)
    {
        for (var i = start; i < source.Length; i++)
        {
            if (source[i] == ':')
            {
                return i > start ? i : null;
            }

            if (!char.IsLetterOrDigit(source[i]) && source[i] is not ('#' or '_'))
            {
                return null;
            }
        }

        return null;
    }
}
