namespace PgQuery;

/// <summary>A token as PostgreSQL's scanner sees it.</summary>
public sealed class PgToken
{
    internal PgToken(PgTextSpan span, string text, int symbol, string name, PgTokenKind kind, PgKeywordKind keywordKind)
    {
        Span = span;
        Text = text;
        Symbol = symbol;
        Name = name;
        Kind = kind;
        KeywordKind = keywordKind;
    }

    /// <summary>Where the token stands.</summary>
    public PgTextSpan Span { get; }

    /// <summary>The token as it was written.</summary>
    public string Text { get; }

    /// <summary>The number of the grammar's symbol. It changes between major versions of PostgreSQL.</summary>
    public int Symbol { get; }

    /// <summary>
    /// The name of the symbol where libpg_query gives one: <c>IDENT</c>, <c>SCONST</c>, <c>ICONST</c>, <c>ASCII_59</c> for the
    /// semicolon; <c>UNKNOWN</c> for keywords and some operators.
    /// </summary>
    public string Name { get; }

    /// <summary>What the token is.</summary>
    public PgTokenKind Kind { get; }

    /// <summary>How far a keyword is reserved; <see cref="PgKeywordKind.NoKeyword"/> for all other tokens.</summary>
    public PgKeywordKind KeywordKind { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {Text}";
}
