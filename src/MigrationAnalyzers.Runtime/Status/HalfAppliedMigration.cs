namespace MigrationAnalyzers.Runtime;

/// <summary>A migration of which a run did a part. A further run goes on from there.</summary>
/// <param name="Id">EF Core's id.</param>
/// <param name="IsRollback">It is rolled back; otherwise it is applied.</param>
/// <param name="StepsDone">How many of its steps are done.</param>
/// <param name="StepCount">How many steps it has; null: this program does not know the migration.</param>
/// <param name="CurrentStep">The title of the step that was begun and not ended; null: the run ended between two steps.</param>
/// <param name="Rows">Rows that its batched writes have written so far.</param>
public sealed record HalfAppliedMigration(string Id, bool IsRollback, int StepsDone, int? StepCount, string? CurrentStep, long Rows);
