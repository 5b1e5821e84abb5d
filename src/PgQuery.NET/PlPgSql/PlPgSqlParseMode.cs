namespace PgQuery.PlPgSql;

/// <summary>How PostgreSQL parses a piece of SQL within PL/pgSQL (its <c>RawParseMode</c>).</summary>
public enum PlPgSqlParseMode
{
    /// <summary>A statement.</summary>
    Statement = 0,

    /// <summary>The name of a type.</summary>
    TypeName = 1,

    /// <summary>An expression: what may follow <c>SELECT</c>.</summary>
    Expression = 2,

    /// <summary>An assignment to a variable.</summary>
    Assignment1 = 3,

    /// <summary>An assignment to a field of a variable.</summary>
    Assignment2 = 4,

    /// <summary>An assignment to a field of a field of a variable.</summary>
    Assignment3 = 5,
}
