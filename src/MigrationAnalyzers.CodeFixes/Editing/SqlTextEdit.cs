namespace MigrationAnalyzers.CodeFixes.Editing;

/// <summary>Characters of an SQL text that give way to others.</summary>
/// <param name="Position">In the whole SQL text.</param>
/// <param name="Length">How many give way; 0 where something is only put in.</param>
internal readonly record struct SqlTextEdit(int Position, int Length, string Text)
{
    public static SqlTextEdit Insert(int position, string text) => new(position, 0, text);
}
