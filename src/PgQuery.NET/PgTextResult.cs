namespace PgQuery;

/// <summary>What <see cref="PgParser.Fingerprint"/> or <see cref="PgParser.Normalize"/> made.</summary>
public sealed class PgTextResult
{
    internal PgTextResult(string text)
    {
        Text = text;
    }

    internal PgTextResult(PgSyntaxError error)
    {
        Error = error;
    }

    /// <summary>The text, or null when there is an <see cref="Error"/>.</summary>
    public string? Text { get; }

    /// <summary>Why there is no text, or null.</summary>
    public PgSyntaxError? Error { get; }

    /// <summary>Whether there is a text.</summary>
    public bool Success => Error is null;
}
