namespace MigrationAnalyzers.Engine.Configuration;

/// <summary>What is wrong in a file that the analysis is configured with.</summary>
/// <param name="Start">The place in the text.</param>
/// <param name="Message">What is wrong there and what is expected.</param>
public sealed record FileProblem(int Start, int Length, string Message);
