namespace MigrationAnalyzers.Runtime.Execution;

/// <summary>What a step may ask of the migration under way.</summary>
internal sealed class StepContext
{
}
