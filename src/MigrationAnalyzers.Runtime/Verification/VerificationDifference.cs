namespace MigrationAnalyzers.Runtime;

/// <summary>Something in the database that is not as the migrations and the model want it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Object">The migration, table, column, index or constraint.</param>
/// <param name="Message">What is so, and what to do.</param>
public sealed record VerificationDifference(VerificationKind Kind, string Object, string Message);
