using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.Ef.Text;

/// <summary>The value of a string expression, and for each character where it is written. Immutable.</summary>
internal sealed class TracedText(string value, ImmutableArray<TextPiece> pieces)
{
    /// <summary>A text longer than this is not put together: a loop could make it grow without end.</summary>
    public const int MaxLength = 4_000_000;

    public string Value { get; } = value;

    public ImmutableArray<TextPiece> Pieces { get; } = pieces;

    public int Length => Value.Length;

    /// <summary>All characters come from one place.</summary>
    public static TracedText Of(string value, TextPlace place, TextPlace inner = default) =>
        new(value, value.Length == 0 ? [] : [new TextPiece(0, value.Length, place, inner)]);

    public static TracedText Concat(IReadOnlyList<TracedText> texts)
    {
        var value = new StringBuilder();
        var pieces = ImmutableArray.CreateBuilder<TextPiece>();
        foreach (var text in texts)
        {
            foreach (var piece in text.Pieces)
            {
                pieces.Add(piece.At(value.Length + piece.Start));
            }

            value.Append(text.Value);
        }

        return new TracedText(value.ToString(), pieces.ToImmutable());
    }

    public TracedText Substring(int start, int length)
    {
        if (start == 0 && length == Length)
        {
            return this;
        }

        var pieces = ImmutableArray.CreateBuilder<TextPiece>();
        foreach (var piece in Pieces)
        {
            if (piece.End > start && piece.Start < start + length)
            {
                var slice = piece.Slice(start, start + length);
                pieces.Add(slice.At(slice.Start - start));
            }
        }

        return new TracedText(Value.Substring(start, length), pieces.ToImmutable());
    }

    /// <summary>Replaces each occurrence; what is put in stands where the replaced characters stand.</summary>
    public TracedText Replace(string oldValue, TracedText newValue, StringComparison comparison)
    {
        var parts = new List<TracedText>();
        var from = 0;
        while (Value.IndexOf(oldValue, from, comparison) is var found and >= 0)
        {
            parts.Add(Substring(from, found - from));
            parts.Add(newValue.PutInto(this, found, oldValue.Length));
            from = found + oldValue.Length;
        }

        if (parts.Count == 0)
        {
            return this;
        }

        parts.Add(Substring(from, Length - from));
        return Concat(parts);
    }

    /// <summary>The other text, standing where those characters of this one stand (a hole of string.Format).</summary>
    public TracedText PutAt(int start, int length, TracedText put) => put.PutInto(this, start, length);

    /// <summary>Another value of the same length whose characters stand at the same places (a change of case).</summary>
    public TracedText WithValue(string value, SyntaxNode expression) =>
        value.Length == Length ? new TracedText(value, Pieces) : Of(value, TextPlace.Of(expression));

    /// <summary>
    /// The text as an operand of a larger expression: what is not written inside the operand itself (the operand refers to a constant, a
    /// variable, a parameter) stands at the operand.
    /// </summary>
    /// <param name="hole">The hole of an interpolated string whose expression the operand is.</param>
    public TracedText UsedAt(SyntaxNode operand, SyntaxNode? hole = null)
    {
        var place = hole is null ? TextPlace.Of(operand) : TextPlace.Of(operand, hole);
        var pieces = ImmutableArray.CreateBuilder<TextPiece>(Pieces.Length);
        foreach (var piece in Pieces)
        {
            var inside = piece.Place.Tree == operand.SyntaxTree && operand.Span.Contains(piece.Place.Whole);
            pieces.Add(
                !inside ? piece with { Place = place, Inner = piece.Deepest }
                : hole is not null && piece.Place.IsExactly(operand) ? piece with { Place = place }
                : piece);
        }

        return new TracedText(Value, pieces.MoveToImmutable());
    }

    /// <summary>The span that holds the characters, by <paramref name="placeOf"/>; null where they lie in several files.</summary>
    public (SyntaxTree Tree, TextSpan Span)? Locate(int start, int length, Func<TextPiece, TextPlace> placeOf)
    {
        SyntaxTree? tree = null;
        var first = int.MaxValue;
        var last = -1;
        foreach (var piece in Pieces)
        {
            var touches = length == 0 ? piece.Start <= start && start <= piece.End : piece.End > start && piece.Start < start + length;
            if (!touches)
            {
                continue;
            }

            var place = placeOf(piece);
            if (tree is not null && place.Tree != tree)
            {
                return null;
            }

            var from = Math.Max(start, piece.Start);
            var to = Math.Min(start + length, piece.End);
            var span = place.Locate(from - piece.Start, to - from, amongOthers: to - from < length);
            tree = place.Tree;
            first = Math.Min(first, span.Start);
            last = Math.Max(last, span.End);
            if (length == 0)
            {
                break;
            }
        }

        return tree is null ? null : (tree, TextSpan.FromBounds(first, last));
    }

    private TracedText PutInto(TracedText target, int start, int length)
    {
        if (Length == 0 || target.Locate(start, length, static p => p.Place) is not { } replaced)
        {
            return this;
        }

        var place = TextPlace.Of(replaced.Tree, replaced.Span);
        var pieces = ImmutableArray.CreateBuilder<TextPiece>(Pieces.Length);
        foreach (var piece in Pieces)
        {
            pieces.Add(piece with { Place = place, Inner = piece.Deepest });
        }

        return new TracedText(Value, pieces.MoveToImmutable());
    }
}
