namespace MigrationAnalyzers.Runtime;

/// <summary>Why a migration was not begun or not finished. The message says what happened and what to do.</summary>
public sealed class SafeMigrationException : Exception
{
    internal SafeMigrationException(SafeMigrationFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) =>
        Failure = failure;

    /// <summary>The kind of failure, for programs.</summary>
    public SafeMigrationFailure Failure { get; }
}
