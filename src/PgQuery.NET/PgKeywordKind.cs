namespace PgQuery;

/// <summary>How far a word is reserved, see https://www.postgresql.org/docs/18/sql-keywords-appendix.html.</summary>
public enum PgKeywordKind
{
    /// <summary>The token is no keyword.</summary>
    NoKeyword = 0,

    /// <summary>A word that is free for every use as a name.</summary>
    UnreservedKeyword = 1,

    /// <summary>A word that may name a column or table, but neither a function nor a type.</summary>
    ColNameKeyword = 2,

    /// <summary>A word that may name a function or type, but neither a column nor a table.</summary>
    TypeFuncNameKeyword = 3,

    /// <summary>A word that is no name unless quoted.</summary>
    ReservedKeyword = 4,
}
