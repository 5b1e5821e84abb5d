namespace MigrationAnalyzers.CodeFixes.Editing;

/// <summary>Characters that are put into an SQL text.</summary>
/// <param name="Position">In the whole SQL text; at least one character stands before it.</param>
internal readonly record struct SqlTextEdit(int Position, string Inserted);
