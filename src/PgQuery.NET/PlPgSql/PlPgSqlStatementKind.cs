namespace PgQuery.PlPgSql;

/// <summary>The kinds of PL/pgSQL statement, see https://www.postgresql.org/docs/18/plpgsql.html.</summary>
public enum PlPgSqlStatementKind
{
    /// <summary>A statement this version does not know; its node has everything.</summary>
    Unknown,

    /// <summary><c>[DECLARE ...] BEGIN ... [EXCEPTION ...] END</c>.</summary>
    Block,

    /// <summary><c>variable := expression</c>.</summary>
    Assign,

    /// <summary><c>IF ... ELSIF ... ELSE ... END IF</c>.</summary>
    If,

    /// <summary><c>CASE ... WHEN ... END CASE</c>.</summary>
    Case,

    /// <summary><c>LOOP</c> without a condition.</summary>
    Loop,

    /// <summary><c>WHILE condition LOOP</c>.</summary>
    While,

    /// <summary><c>FOR i IN 1..10 LOOP</c>.</summary>
    ForInteger,

    /// <summary><c>FOR row IN query LOOP</c>.</summary>
    ForQuery,

    /// <summary><c>FOR row IN cursor LOOP</c>.</summary>
    ForCursor,

    /// <summary><c>FOR row IN EXECUTE text LOOP</c>.</summary>
    ForExecute,

    /// <summary><c>FOREACH element IN ARRAY expression LOOP</c>.</summary>
    ForEach,

    /// <summary><c>EXIT</c> or <c>CONTINUE</c>.</summary>
    Exit,

    /// <summary><c>RETURN</c>; one without a position is the one PostgreSQL adds at the end.</summary>
    Return,

    /// <summary><c>RETURN NEXT</c>.</summary>
    ReturnNext,

    /// <summary><c>RETURN QUERY</c>.</summary>
    ReturnQuery,

    /// <summary><c>RAISE</c>.</summary>
    Raise,

    /// <summary><c>ASSERT</c>.</summary>
    Assert,

    /// <summary>A SQL statement of its own.</summary>
    Sql,

    /// <summary><c>EXECUTE text</c>.</summary>
    Execute,

    /// <summary><c>PERFORM query</c>.</summary>
    Perform,

    /// <summary><c>CALL procedure</c> or <c>DO</c>.</summary>
    Call,

    /// <summary><c>GET DIAGNOSTICS</c>.</summary>
    GetDiagnostics,

    /// <summary><c>OPEN cursor</c>.</summary>
    Open,

    /// <summary><c>FETCH</c> or <c>MOVE</c>.</summary>
    Fetch,

    /// <summary><c>CLOSE cursor</c>.</summary>
    Close,

    /// <summary><c>COMMIT</c>.</summary>
    Commit,

    /// <summary><c>ROLLBACK</c>.</summary>
    Rollback,
}
