namespace PgQuery.PlPgSql;

/// <summary>A statement of PL/pgSQL.</summary>
public sealed class PlPgSqlStatement
{
    internal PlPgSqlStatement(
        PgNode node,
        PlPgSqlStatementKind kind,
        int lineNumber,
        int position,
        IReadOnlyList<PlPgSqlExpression> expressions,
        IReadOnlyList<PlPgSqlBranch> branches)
    {
        Node = node;
        Kind = kind;
        LineNumber = lineNumber;
        Position = position;
        Expressions = expressions;
        Branches = branches;
    }

    /// <summary>The node, for example <c>PLpgSQL_stmt_if</c>, with all its fields.</summary>
    public PgNode Node { get; }

    /// <summary>What the statement does.</summary>
    public PlPgSqlStatementKind Kind { get; }

    /// <summary>The line of its first token, counted from 1 in the body, or 0 for a statement that PL/pgSQL adds.</summary>
    public int LineNumber { get; }

    /// <summary>UTF-16 index of its first token in the script, or -1 when it is not known.</summary>
    public int Position { get; }

    /// <summary>The SQL of the statement itself, in the order of the text.</summary>
    public IReadOnlyList<PlPgSqlExpression> Expressions { get; }

    /// <summary>The statements inside, in the order of the text.</summary>
    public IReadOnlyList<PlPgSqlBranch> Branches { get; }

    /// <summary>An expression by its role.</summary>
    /// <param name="role">PL/pgSQL's name of the field, for example <c>cond</c>.</param>
    /// <returns>The first such expression, or null.</returns>
    public PlPgSqlExpression? Expression(string role)
    {
        foreach (var expression in Expressions)
        {
            if (string.Equals(expression.Role, role, StringComparison.Ordinal))
            {
                return expression;
            }
        }

        return null;
    }

    /// <summary>This statement and all statements inside it, in the order of the text.</summary>
    /// <returns>The statements.</returns>
    public IEnumerable<PlPgSqlStatement> DescendantsAndSelf()
    {
        var pending = new Stack<PlPgSqlStatement>();
        pending.Push(this);
        while (pending.Count > 0)
        {
            var statement = pending.Pop();
            yield return statement;
            for (var i = statement.Branches.Count - 1; i >= 0; i--)
            {
                var inside = statement.Branches[i].Statements;
                for (var j = inside.Count - 1; j >= 0; j--)
                {
                    pending.Push(inside[j]);
                }
            }
        }
    }
}
