using System.Collections.Immutable;

namespace MigrationAnalyzers.Runtime;

/// <summary>A migration that a run would apply or roll back.</summary>
/// <param name="Id">EF Core's id: <c>20240131120000_AddIndex</c>.</param>
/// <param name="HistorySql">What puts it into the history, or takes it out: in the transaction of the last step.</param>
/// <param name="Steps">In their order; empty: only the history changes.</param>
public sealed record PlanMigration(string Id, string HistorySql, ImmutableArray<PlanStep> Steps)
{
    /// <summary>An earlier run began it and did not end it.</summary>
    public bool IsHalfApplied => Steps.Any(static s => s.State != PlanStepState.Pending);
}
