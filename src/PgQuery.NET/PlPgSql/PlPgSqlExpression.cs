namespace PgQuery.PlPgSql;

/// <summary>A piece of SQL within a PL/pgSQL body: a statement, a query, or an expression.</summary>
public sealed class PlPgSqlExpression
{
    private readonly int[] _positions;

    internal PlPgSqlExpression(string role, string text, PlPgSqlParseMode mode, PgTextSpan span, bool isExact, int[] positions)
    {
        Role = role;
        Text = text;
        ParseMode = mode;
        Span = span;
        IsExact = isExact;
        _positions = positions;
    }

    /// <summary>What it is to its statement: PL/pgSQL's name of the field, for example <c>cond</c>, <c>sqlstmt</c>, <c>query</c>.</summary>
    public string Role { get; }

    /// <summary>
    /// The SQL as PL/pgSQL hands it on. It differs from what was written where PL/pgSQL rewrites it: <c>SELECT</c> stands
    /// for <c>PERFORM</c>, spaces for an <c>INTO</c> clause, an <c>IN</c> for the alternatives of a <c>CASE</c>.
    /// </summary>
    public string Text { get; }

    /// <summary>How PostgreSQL parses the text.</summary>
    public PlPgSqlParseMode ParseMode { get; }

    /// <summary>Where it stands in the script, as exactly as is known.</summary>
    public PgTextSpan Span { get; }

    /// <summary>Whether <see cref="Span"/> is the very place; otherwise it is that of the statement or the body around it.</summary>
    public bool IsExact { get; }

    /// <summary>Where a character of <see cref="Text"/> stands in the script.</summary>
    /// <param name="index">Index in <see cref="Text"/>, from 0 up to its length.</param>
    /// <returns>
    /// UTF-16 index in the script, also within a body that is a quoted literal with escapes; the start of
    /// <see cref="Span"/> when it is not exact.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The index is not within the text.</exception>
    public int MapPosition(int index)
    {
        if (index < 0 || index > Text.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(index));
        }

        return IsExact ? _positions[index] : Span.Start;
    }

    /// <summary>
    /// Parses the text. An expression, and the right side of an assignment, come back as the <c>SelectStmt</c> that
    /// PostgreSQL itself makes of them.
    /// </summary>
    /// <returns>The result; its locations and spans are those of the script, not of <see cref="Text"/>.</returns>
    public PgParseResult Parse() => PgParser.ParseEmbedded(this);
}
