namespace PgQuery.PlPgSql;

/// <summary>Statements that belong to another statement: a branch, the body of a loop, an exception handler.</summary>
public sealed class PlPgSqlBranch
{
    internal PlPgSqlBranch(string role, PlPgSqlExpression? condition, IReadOnlyList<string> exceptionConditions, IReadOnlyList<PlPgSqlStatement> statements)
    {
        Role = role;
        Condition = condition;
        ExceptionConditions = exceptionConditions;
        Statements = statements;
    }

    /// <summary>
    /// What the statements are: <c>body</c>, <c>then_body</c>, <c>elsif</c>, <c>else_body</c>, <c>when</c> (of a CASE) or
    /// <c>exception</c>.
    /// </summary>
    public string Role { get; }

    /// <summary>The condition of an <c>elsif</c> or a <c>when</c>, or null. (That of <c>then_body</c> belongs to the statement.)</summary>
    public PlPgSqlExpression? Condition { get; }

    /// <summary>The names that an exception handler catches, for example <c>unique_violation</c> or <c>others</c>.</summary>
    public IReadOnlyList<string> ExceptionConditions { get; }

    /// <summary>The statements in their order.</summary>
    public IReadOnlyList<PlPgSqlStatement> Statements { get; }
}
