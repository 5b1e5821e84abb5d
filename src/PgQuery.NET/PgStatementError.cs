namespace PgQuery;

/// <summary>A statement of a script that PostgreSQL would refuse.</summary>
public sealed class PgStatementError
{
    internal PgStatementError(PgTextSpan span, PgSyntaxError error)
    {
        Span = span;
        Error = error;
    }

    /// <summary>The bad statement, from its first token to its last one.</summary>
    public PgTextSpan Span { get; }

    /// <summary>What is wrong with it; the position counts from the start of the script.</summary>
    public PgSyntaxError Error { get; }
}
