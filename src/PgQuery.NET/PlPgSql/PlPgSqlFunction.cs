namespace PgQuery.PlPgSql;

/// <summary>A function, procedure or DO block whose body is PL/pgSQL.</summary>
public sealed class PlPgSqlFunction
{
    internal PlPgSqlFunction(
        PgStatement statement,
        string body,
        PgTextSpan bodySpan,
        PgNode? node,
        IReadOnlyList<PlPgSqlVariable> variables,
        PlPgSqlStatement? block,
        PgSyntaxError? error)
    {
        Statement = statement;
        Body = body;
        BodySpan = bodySpan;
        Node = node;
        Variables = variables;
        Block = block;
        Error = error;
    }

    /// <summary>The <c>CREATE FUNCTION</c>, <c>CREATE PROCEDURE</c> or <c>DO</c>.</summary>
    public PgStatement Statement { get; }

    /// <summary>The body without its quotes and escapes.</summary>
    public string Body { get; }

    /// <summary>Where the body stands in the script, without its quotes.</summary>
    public PgTextSpan BodySpan { get; }

    /// <summary>The node <c>PLpgSQL_function</c> with all its fields, or null when there is an <see cref="Error"/>.</summary>
    public PgNode? Node { get; }

    /// <summary>The variables, in the order PL/pgSQL numbers them.</summary>
    public IReadOnlyList<PlPgSqlVariable> Variables { get; }

    /// <summary>The outermost block, or null when there is an <see cref="Error"/>.</summary>
    public PlPgSqlStatement? Block { get; }

    /// <summary>Why the body could not be parsed, or null.</summary>
    public PgSyntaxError? Error { get; }

    /// <summary>Whether the body was parsed.</summary>
    public bool Success => Error is null;
}
