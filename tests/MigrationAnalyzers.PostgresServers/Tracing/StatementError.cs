namespace MigrationAnalyzers.PostgresServers.Tracing;

/// <summary>An error of the server.</summary>
/// <param name="SqlState">Five characters, https://www.postgresql.org/docs/current/errcodes-appendix.html.</param>
/// <param name="Message">The server's primary message.</param>
public sealed record StatementError(string SqlState, string Message);
