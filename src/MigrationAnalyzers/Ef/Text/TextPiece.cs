namespace MigrationAnalyzers.Ef.Text;

/// <summary>A run of characters of a text that comes from one place.</summary>
/// <param name="Start">Where it starts in the text.</param>
/// <param name="Length">How many characters it has.</param>
/// <param name="Place">Where it stands in the expression that makes the text.</param>
/// <param name="Inner">Where it is really written, when <paramref name="Place"/> only refers to it (a constant, a parameter).</param>
internal readonly record struct TextPiece(int Start, int Length, TextPlace Place, TextPlace Inner)
{
    public int End => Start + Length;

    /// <summary>Where it is really written.</summary>
    public TextPlace Deepest => Inner.IsNone ? Place : Inner;

    public TextPiece At(int start) => this with { Start = start };

    /// <summary>The characters from <paramref name="from"/> up to <paramref name="to"/> of the text.</summary>
    public TextPiece Slice(int from, int to)
    {
        from = Math.Max(from, Start);
        to = Math.Min(to, End);
        var skipped = from - Start;
        return new TextPiece(from, to - from, Place.From(skipped), Inner.IsNone ? Inner : Inner.From(skipped));
    }
}
