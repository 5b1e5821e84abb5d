namespace PgQuery;

/// <summary>Why a text could not be parsed. The parser reports bad SQL with this, never with an exception.</summary>
public sealed class PgSyntaxError
{
    internal PgSyntaxError(string message, int position, int length = 0, string? hint = null)
    {
        Message = message;
        Position = position;
        Length = length;
        Hint = hint;
    }

    /// <summary>
    /// PostgreSQL's message in English without a final period, for example <c>syntax error at or near "selec"</c>.
    /// </summary>
    public string Message { get; }

    /// <summary>
    /// UTF-16 index of the offending character in the text that was given, the length of the text when its end came too
    /// soon, or 0 when PostgreSQL names no place.
    /// </summary>
    public int Position { get; }

    /// <summary>UTF-16 length of the offending token, or 0 when there is none.</summary>
    public int Length { get; }

    /// <summary>What the author may have meant, or null.</summary>
    public string? Hint { get; }

    /// <summary>The offending token.</summary>
    public PgTextSpan Span => new(Position, Length);

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Message} (position {Position})");

    internal PgSyntaxError At(int position, int length) => new(Message, position, length, Hint);
}
