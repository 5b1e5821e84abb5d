namespace PgQuery.PlPgSql;

/// <summary>A variable that a PL/pgSQL body declares, or that PL/pgSQL adds (parameters, <c>found</c>, loop variables).</summary>
public sealed class PlPgSqlVariable
{
    internal PlPgSqlVariable(PgNode node, string name, string? typeName, int lineNumber, PlPgSqlExpression? value, PlPgSqlExpression? cursorQuery)
    {
        Node = node;
        Name = name;
        TypeName = typeName;
        LineNumber = lineNumber;
        Default = value;
        CursorQuery = cursorQuery;
    }

    /// <summary>The node, <c>PLpgSQL_var</c>, <c>PLpgSQL_rec</c> or another, with all its fields.</summary>
    public PgNode Node { get; }

    /// <summary>The variable's name, empty for rows that PL/pgSQL makes of <c>INTO</c> lists.</summary>
    public string Name { get; }

    /// <summary>The type as it was written, or null when it has none of its own.</summary>
    public string? TypeName { get; }

    /// <summary>The line of the declaration, counted from 1 in the body, or 0 for variables that PL/pgSQL adds.</summary>
    public int LineNumber { get; }

    /// <summary>The initial value, or null.</summary>
    public PlPgSqlExpression? Default { get; }

    /// <summary>The query of a bound cursor, or null.</summary>
    public PlPgSqlExpression? CursorQuery { get; }
}
