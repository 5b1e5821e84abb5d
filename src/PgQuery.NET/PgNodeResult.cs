namespace PgQuery;

/// <summary>What <see cref="PgParser.ParseExpression"/> or <see cref="PgParser.ParseTypeName"/> found.</summary>
/// <typeparam name="T">The kind of node asked for.</typeparam>
public sealed class PgNodeResult<T>
    where T : PgNode
{
    internal PgNodeResult(T node)
    {
        Node = node;
    }

    internal PgNodeResult(PgSyntaxError error)
    {
        Error = error;
    }

    /// <summary>The node, or null when there is an <see cref="Error"/>.</summary>
    public T? Node { get; }

    /// <summary>What is wrong with the text, or null.</summary>
    public PgSyntaxError? Error { get; }

    /// <summary>Whether the text was parsed.</summary>
    public bool Success => Error is null;
}
