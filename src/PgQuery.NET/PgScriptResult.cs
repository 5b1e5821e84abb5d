namespace PgQuery;

/// <summary>What <see cref="PgParser.ParseStatements"/> found: the good statements, and an error for each bad one.</summary>
public sealed class PgScriptResult
{
    internal PgScriptResult(IReadOnlyList<PgStatement> statements, IReadOnlyList<PgStatementError> errors)
    {
        Statements = statements;
        Errors = errors;
    }

    /// <summary>The statements that were parsed, in their order.</summary>
    public IReadOnlyList<PgStatement> Statements { get; }

    /// <summary>The statements that were not, in their order.</summary>
    public IReadOnlyList<PgStatementError> Errors { get; }

    /// <summary>Whether every statement was parsed.</summary>
    public bool Success => Errors.Count == 0;
}
