namespace PgQuery;

/// <summary>A range of UTF-16 code units in the SQL text that was given to the parser.</summary>
public readonly record struct PgTextSpan
{
    /// <summary>Makes a span from its start and length.</summary>
    /// <param name="start">Index of the first character, 0 or more.</param>
    /// <param name="length">Number of UTF-16 code units, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is negative.</exception>
    public PgTextSpan(int start, int length)
    {
        if (start < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(start));
        }

        if (length < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(length));
        }

        Start = start;
        Length = length;
    }

    /// <summary>Index of the first character.</summary>
    public int Start { get; }

    /// <summary>Number of UTF-16 code units.</summary>
    public int Length { get; }

    /// <summary>Index just after the last character.</summary>
    public int End => Start + Length;

    /// <summary>Makes a span from its two ends.</summary>
    /// <param name="start">Index of the first character.</param>
    /// <param name="end">Index just after the last character, not less than <paramref name="start"/>.</param>
    /// <returns>The span between them.</returns>
    public static PgTextSpan FromBounds(int start, int end) => new(start, end - start);

    /// <summary>Whether a character lies within the span.</summary>
    /// <param name="position">Index of the character.</param>
    /// <returns>True from <see cref="Start"/> up to, and without, <see cref="End"/>.</returns>
    public bool Contains(int position) => position >= Start && position < End;

    /// <summary>Cuts the span out of its text.</summary>
    /// <param name="text">The text the span belongs to.</param>
    /// <returns>The characters of the span.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The span reaches past the end of the text.</exception>
    public string Of(string text) => text.Substring(Start, Length);

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"[{Start}..{End})");
}
