namespace PgQuery;

/// <summary>What <see cref="PgParser.Scan"/> found.</summary>
public sealed class PgScanResult
{
    internal PgScanResult(IReadOnlyList<PgToken> tokens, PgSyntaxError? error)
    {
        Tokens = tokens;
        Error = error;
    }

    /// <summary>The tokens in their order, comments included; empty when there is an <see cref="Error"/>.</summary>
    public IReadOnlyList<PgToken> Tokens { get; }

    /// <summary>Why the text has no tokens (an open quote, for example), or null.</summary>
    public PgSyntaxError? Error { get; }

    /// <summary>Whether the whole text was scanned.</summary>
    public bool Success => Error is null;
}
