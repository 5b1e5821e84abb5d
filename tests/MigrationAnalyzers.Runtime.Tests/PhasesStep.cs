using System.Collections.Immutable;
using MigrationAnalyzers.Runtime.Steps;

namespace MigrationAnalyzers.Runtime.Tests;

/// <summary>A safe form that is nothing but its phases.</summary>
internal sealed record PhasesStep(ImmutableArray<StepPhase> Parts) : SafeStep
{
    public override string Title => "phases";

    public override ImmutableArray<StepPhase> Phases => Parts;
}
