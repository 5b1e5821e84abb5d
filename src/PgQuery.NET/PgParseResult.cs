namespace PgQuery;

/// <summary>What <see cref="PgParser.Parse"/> found.</summary>
public sealed class PgParseResult
{
    internal PgParseResult(IReadOnlyList<PgStatement> statements, PgSyntaxError? error)
    {
        Statements = statements;
        Error = error;
    }

    /// <summary>The statements in their order; empty when there is an <see cref="Error"/>.</summary>
    public IReadOnlyList<PgStatement> Statements { get; }

    /// <summary>The first error of the script, or null.</summary>
    public PgSyntaxError? Error { get; }

    /// <summary>Whether the whole script was parsed.</summary>
    public bool Success => Error is null;
}
