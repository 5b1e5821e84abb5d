using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.Ef.Text;

/// <summary>The value of a string expression, and for each character where it is written. Immutable.</summary>
internal sealed class TracedText(string value, ImmutableArray<TextPiece> pieces)
{
    /// <summary>A text longer than this is not put together: a loop could make it grow without end.</summary>
    private const int MaxLength = 1_000_000;

    private const int MaxPieces = 100_000;

    public string Value { get; } = value;

    public ImmutableArray<TextPiece> Pieces { get; } = pieces;

    public int Length => Value.Length;

    /// <summary>All characters come from one place.</summary>
    public static TracedText Of(string value, TextPlace place, TextPlace inner = default) =>
        new(value, value.Length == 0 ? [] : [new TextPiece(0, value.Length, place, inner)]);

    /// <summary>Null where the result would be too long.</summary>
    public static TracedText? Concat(IReadOnlyList<TracedText> texts)
    {
        if (texts.Count == 1)
        {
            return texts[0];
        }

        var (length, count) = (0L, 0L);
        foreach (var text in texts)
        {
            length += text.Length;
            count += text.Pieces.Length;
        }

        if (length > MaxLength || count > MaxPieces)
        {
            return null;
        }

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
        for (var i = FirstThatEndsAfter(start); i < Pieces.Length && Pieces[i].Start < start + length; i++)
        {
            var slice = Pieces[i].Slice(start, start + length);
            pieces.Add(slice.At(slice.Start - start));
        }

        return new TracedText(Value.Substring(start, length), pieces.ToImmutable());
    }

    /// <summary>Replaces each occurrence; what is put in stands where the replaced characters stand. Null where the result would be too long.</summary>
    public TracedText? Replace(string oldValue, TracedText newValue, StringComparison comparison)
    {
        var parts = new List<TracedText>();
        var from = 0;
        var length = (long)Length;
        while (Value.IndexOf(oldValue, from, comparison) is var found and >= 0)
        {
            length += newValue.Length - oldValue.Length;
            if (length > MaxLength)
            {
                return null;
            }

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

        // An empty span belongs to the piece that ends there or goes on.
        for (var i = length == 0 ? FirstThatEndsAfter(start - 1) : FirstThatEndsAfter(start); i < Pieces.Length; i++)
        {
            var piece = Pieces[i];
            if (length == 0 ? piece.Start > start : piece.Start >= start + length)
            {
                break;
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

    /// <summary>The pieces abut, so that they are ordered by both ends.</summary>
    private int FirstThatEndsAfter(int position)
    {
        var (low, high) = (0, Pieces.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Pieces[middle].End > position ? (low, middle) : (middle + 1, high);
        }

        return low;
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
