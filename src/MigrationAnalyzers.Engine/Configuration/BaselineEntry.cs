namespace MigrationAnalyzers.Engine.Configuration;

/// <summary>A line of the baseline.</summary>
/// <param name="Start">The place of the line in the file.</param>
public sealed record BaselineEntry(string Migration, string Rule, int Count, int Start, int Length);
