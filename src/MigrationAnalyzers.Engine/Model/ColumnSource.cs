namespace MigrationAnalyzers.Engine.Model;

/// <summary>Where UPDATE takes the value of a column from.</summary>
/// <param name="Column">The column that is set (folded).</param>
/// <param name="From">The column of the same table; null for a query in parentheses, which gives NULL where it finds nothing.</param>
public readonly record struct ColumnSource(string Column, string? From);
