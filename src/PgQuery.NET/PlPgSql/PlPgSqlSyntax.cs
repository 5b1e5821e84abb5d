namespace PgQuery.PlPgSql;

/// <summary>How the kinds of PL/pgSQL statement are written.</summary>
internal static class PlPgSqlSyntax
{
    private static readonly string[] None = [];

    /// <summary>The kind of a node.</summary>
    /// <param name="node">PL/pgSQL's name of the node.</param>
    /// <returns>The kind, Unknown for any other node.</returns>
    internal static PlPgSqlStatementKind KindOf(string node) => node switch
    {
        "PLpgSQL_stmt_block" => PlPgSqlStatementKind.Block,
        "PLpgSQL_stmt_assign" => PlPgSqlStatementKind.Assign,
        "PLpgSQL_stmt_if" => PlPgSqlStatementKind.If,
        "PLpgSQL_stmt_case" => PlPgSqlStatementKind.Case,
        "PLpgSQL_stmt_loop" => PlPgSqlStatementKind.Loop,
        "PLpgSQL_stmt_while" => PlPgSqlStatementKind.While,
        "PLpgSQL_stmt_fori" => PlPgSqlStatementKind.ForInteger,
        "PLpgSQL_stmt_fors" => PlPgSqlStatementKind.ForQuery,
        "PLpgSQL_stmt_forc" => PlPgSqlStatementKind.ForCursor,
        "PLpgSQL_stmt_dynfors" => PlPgSqlStatementKind.ForExecute,
        "PLpgSQL_stmt_foreach_a" => PlPgSqlStatementKind.ForEach,
        "PLpgSQL_stmt_exit" => PlPgSqlStatementKind.Exit,
        "PLpgSQL_stmt_return" => PlPgSqlStatementKind.Return,
        "PLpgSQL_stmt_return_next" => PlPgSqlStatementKind.ReturnNext,
        "PLpgSQL_stmt_return_query" => PlPgSqlStatementKind.ReturnQuery,
        "PLpgSQL_stmt_raise" => PlPgSqlStatementKind.Raise,
        "PLpgSQL_stmt_assert" => PlPgSqlStatementKind.Assert,
        "PLpgSQL_stmt_execsql" => PlPgSqlStatementKind.Sql,
        "PLpgSQL_stmt_dynexecute" => PlPgSqlStatementKind.Execute,
        "PLpgSQL_stmt_perform" => PlPgSqlStatementKind.Perform,
        "PLpgSQL_stmt_call" => PlPgSqlStatementKind.Call,
        "PLpgSQL_stmt_getdiag" => PlPgSqlStatementKind.GetDiagnostics,
        "PLpgSQL_stmt_open" => PlPgSqlStatementKind.Open,
        "PLpgSQL_stmt_fetch" => PlPgSqlStatementKind.Fetch,
        "PLpgSQL_stmt_close" => PlPgSqlStatementKind.Close,
        "PLpgSQL_stmt_commit" => PlPgSqlStatementKind.Commit,
        "PLpgSQL_stmt_rollback" => PlPgSqlStatementKind.Rollback,
        _ => PlPgSqlStatementKind.Unknown,
    };

    /// <summary>The words a statement begins with.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>One of them begins it; none for statements that begin with any word.</returns>
    internal static string[] FirstWords(PlPgSqlStatementKind kind) => kind switch
    {
        PlPgSqlStatementKind.Block => ["begin"],
        PlPgSqlStatementKind.If => ["if"],
        PlPgSqlStatementKind.Case => ["case"],
        PlPgSqlStatementKind.Loop => ["loop"],
        PlPgSqlStatementKind.While => ["while"],
        PlPgSqlStatementKind.ForInteger or PlPgSqlStatementKind.ForQuery or PlPgSqlStatementKind.ForCursor
            or PlPgSqlStatementKind.ForExecute => ["for"],
        PlPgSqlStatementKind.ForEach => ["foreach"],
        PlPgSqlStatementKind.Exit => ["exit", "continue"],
        PlPgSqlStatementKind.Return or PlPgSqlStatementKind.ReturnNext or PlPgSqlStatementKind.ReturnQuery => ["return"],
        PlPgSqlStatementKind.Raise => ["raise"],
        PlPgSqlStatementKind.Assert => ["assert"],
        PlPgSqlStatementKind.Execute => ["execute"],
        PlPgSqlStatementKind.Perform => ["perform"],
        PlPgSqlStatementKind.Call => ["call", "do"],
        PlPgSqlStatementKind.GetDiagnostics => ["get"],
        PlPgSqlStatementKind.Open => ["open"],
        PlPgSqlStatementKind.Fetch => ["fetch", "move"],
        PlPgSqlStatementKind.Close => ["close"],
        PlPgSqlStatementKind.Commit => ["commit"],
        PlPgSqlStatementKind.Rollback => ["rollback"],
        _ => None,
    };

    /// <summary>The word right before an expression, where the name of a variable may come before it.</summary>
    /// <param name="kind">The kind of statement.</param>
    /// <param name="role">What the expression is to it.</param>
    /// <returns>One of these words, or none.</returns>
    internal static string[] WordsBefore(PlPgSqlStatementKind kind, string role) => (kind, role) switch
    {
        (PlPgSqlStatementKind.ForInteger, "lower") => ["in"],
        (PlPgSqlStatementKind.ForInteger, "upper") => [".."],
        (PlPgSqlStatementKind.ForInteger, "step") => ["by"],
        (PlPgSqlStatementKind.ForQuery or PlPgSqlStatementKind.ForCursor, _) => ["in"],
        (PlPgSqlStatementKind.ForExecute, "query") => ["in"],
        (PlPgSqlStatementKind.ForEach, _) => ["array"],
        (PlPgSqlStatementKind.Exit, _) => ["when"],
        (PlPgSqlStatementKind.Open, "query" or "dynquery") => ["for"],
        (PlPgSqlStatementKind.Open or PlPgSqlStatementKind.ForCursor, "argquery") => ["("],
        (_, "option") => ["=", ":="],
        _ => None,
    };
}
