namespace MigrationAnalyzers.Runtime.Execution;

/// <summary>A step that was begun.</summary>
/// <param name="Step">Its number.</param>
/// <param name="Title">Its title at that time.</param>
/// <param name="Checksum">Of what it was to do.</param>
/// <param name="IsDone">It was finished.</param>
/// <param name="Cursor">The key of the last row that a batched write has dealt with, as a JSON array of texts; null: none.</param>
/// <param name="Rows">Rows that batched writes of the step have written.</param>
/// <param name="ProductVersion">The version of EF Core that made the SQL.</param>
internal sealed record JournalEntry(int Step, string Title, string Checksum, bool IsDone, string? Cursor, long Rows, string ProductVersion);
