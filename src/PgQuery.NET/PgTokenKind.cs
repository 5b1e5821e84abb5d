namespace PgQuery;

/// <summary>The kinds of token, coarser than the grammar's own symbols.</summary>
public enum PgTokenKind
{
    /// <summary>A sign or operator, the semicolon and the parentheses included.</summary>
    Operator,

    /// <summary>A name, quoted or not, that is no keyword.</summary>
    Identifier,

    /// <summary>A word of the grammar, see <see cref="PgToken.KeywordKind"/>.</summary>
    Keyword,

    /// <summary>A string constant in any of its forms, dollar quotes included.</summary>
    StringConstant,

    /// <summary>A bit string, <c>B'01'</c> or <c>X'0F'</c>.</summary>
    BitStringConstant,

    /// <summary>A number.</summary>
    NumericConstant,

    /// <summary>A parameter, <c>$1</c>.</summary>
    Parameter,

    /// <summary>A comment in either form.</summary>
    Comment,
}
