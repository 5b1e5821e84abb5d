using System.Collections.Immutable;
using MigrationAnalyzers.Runtime.Execution;

namespace MigrationAnalyzers.Runtime.Steps;

/// <summary>CREATE INDEX CONCURRENTLY; on a partitioned table partition by partition.</summary>
internal sealed record CreateIndexStep(IndexDefinition Index) : SafeStep
{
    public override string Title => $"create {(Index.IsUnique ? "unique " : "")}index {Index.Name} on {Index.Table}";

    public override ImmutableArray<StepPhase> Phases => IndexPhases.Build(Index);

    public override string? IsPlainSqlRefused => CatalogSql.HasKind(Index.Table, 'p');

    public override string? PlainSqlRefusal =>
        $"{Index.Table} is partitioned, and PostgreSQL cannot build an index on it concurrently. SafeMigrator builds {Index.Name} partition by partition: apply this migration with it, "
        + "or use CreateIndex, which blocks writes to all partitions until it is ready.";

    public override async Task<ImmutableArray<StepPhase>> PhasesAsync(StepContext context, CancellationToken cancellationToken)
    {
        var tree = await PartitionTree.ReadAsync(context.Connection, Index.Table, cancellationToken).ConfigureAwait(false);
        return tree.IsEmpty ? Phases : await PartitionedIndex.PhasesAsync(context.Connection, Index, IndexOwner.None, tree, cancellationToken).ConfigureAwait(false);
    }
}
