using System.Collections.Immutable;

namespace MigrationAnalyzers.Runtime;

/// <summary>A part of a migration that is done wholly or not at all, or that can be taken up again.</summary>
/// <param name="Number">From 1 on.</param>
/// <param name="Title">What it does, for people.</param>
/// <param name="Kind">How it is executed.</param>
/// <param name="State">What the journal says of it.</param>
/// <param name="Rows">Rows that its batched writes have written in earlier runs.</param>
/// <param name="Commands">What it sends to the server.</param>
public sealed record PlanStep(int Number, string Title, PlanStepKind Kind, PlanStepState State, long Rows, ImmutableArray<PlanCommand> Commands)
{
    /// <summary>What speaks against the step now, or why its commands may still change; null: nothing.</summary>
    public string? Note { get; init; }
}
