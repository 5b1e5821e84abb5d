namespace MigrationAnalyzers.PostgresServers;

/// <summary>A server could not be installed, started or used; the message says what to do.</summary>
public sealed class PostgresServerException : Exception
{
    public PostgresServerException(string message)
        : base(message)
    {
    }

    public PostgresServerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
