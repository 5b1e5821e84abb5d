namespace PgQuery;

/// <summary>One statement of a script.</summary>
public sealed class PgStatement
{
    internal PgStatement(PgNode root, PgTextSpan span)
    {
        Root = root;
        Span = span;
    }

    /// <summary>The statement's node, for example an <see cref="Tree.IndexStmt"/>.</summary>
    public PgNode Root { get; }

    /// <summary>From the first token to the last one, without the semicolon and without comments around them.</summary>
    public PgTextSpan Span { get; }
}
