namespace MigrationAnalyzers.Testing;

/// <summary>What an analyzer or a fix did is not what the test expects.</summary>
public sealed class VerificationException(string message) : Exception(message);
