namespace MigrationAnalyzers.Engine.SafeForms;

/// <summary>One statement of a safe form, as a call of its own.</summary>
/// <param name="Text">Without a semicolon at the end.</param>
/// <param name="SuppressTransaction">It must run outside of the migration's transaction.</param>
internal sealed record SqlCommand(string Text, bool SuppressTransaction = false);
