namespace MigrationAnalyzers.Runtime;

/// <summary>How a database compares with the migrations and the model.</summary>
/// <param name="Differences">Empty: none was found.</param>
/// <param name="AppliedMigrations">How many migrations are applied.</param>
/// <param name="ComparedMigrations">Of those, how many the migrator itself applied, so that it knows what they were.</param>
public sealed record VerificationReport(IReadOnlyList<VerificationDifference> Differences, int AppliedMigrations, int ComparedMigrations);
