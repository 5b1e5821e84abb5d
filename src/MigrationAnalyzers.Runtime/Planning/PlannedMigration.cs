using System.Collections.Immutable;

namespace MigrationAnalyzers.Runtime.Planning;

internal enum PlanDirection
{
    Up,
    Down,
}

/// <summary>A migration that is to be applied or rolled back.</summary>
/// <param name="Id">EF's id: <c>20240131120000_AddIndex</c>.</param>
/// <param name="Direction">Whether Up or Down is to run.</param>
/// <param name="Steps">In their order. Empty: only the history changes.</param>
internal sealed record PlannedMigration(string Id, PlanDirection Direction, ImmutableArray<PlannedStep> Steps);
