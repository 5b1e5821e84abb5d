namespace MigrationAnalyzers.PostgresServers.Probes;

/// <summary>What an application would have noticed.</summary>
/// <param name="Statements">How many were run.</param>
/// <param name="LongestWait">The time of the slowest one.</param>
/// <param name="Errors">The different errors that statements ended with, as <c>SQLSTATE: message</c>.</param>
public sealed record ProbeResult(int Statements, TimeSpan LongestWait, IReadOnlyList<string> Errors);
