using System.Collections.Immutable;

namespace MigrationAnalyzers.Runtime.Steps;

/// <summary>UPDATE, DELETE or INSERT ... SELECT in batches.</summary>
internal sealed record BatchedWriteStep(BatchedWrite Write) : SafeStep
{
    public override string Title => Write.Kind switch
    {
        BatchedWriteKind.Update => $"update rows of {Write.Table}",
        BatchedWriteKind.Delete => $"delete rows of {Write.Table}",
        BatchedWriteKind.Insert => $"copy rows of {Write.Table} to {Write.Target}",
        _ => throw new InvalidOperationException($"There is no batched write of the kind {Write.Kind}."),
    };

    public override ImmutableArray<StepPhase> Phases => [StepPhase.InBatches(Write)];
}
