using System.Collections.Immutable;

namespace MigrationAnalyzers.Runtime.Steps;

/// <summary>DROP INDEX CONCURRENTLY; of a partitioned table, where PostgreSQL has none, with a short lock: nothing is read or written then.</summary>
internal sealed record DropIndexStep(TableName Index, string? Table) : SafeStep
{
    public override string Title => $"drop index {Index}{(Table is null ? "" : $" of {Table}")}";

    public override ImmutableArray<StepPhase> Phases =>
    [
        StepPhase.ShortLock($"DROP INDEX {Index.Sql}") with
        {
            IsDone = $"SELECT NOT EXISTS (SELECT FROM pg_class c WHERE c.oid = {CatalogSql.Oid(Index)} AND c.relkind = 'I')",
            IsRefused = IsOnOtherTable,
            RefusalMessage = $"The index {Index} is not on the table {Table}: correct the name of the table or of the index.",
            Summary = $"DROP INDEX {Index.Sql}, where the table is partitioned",
            Effect = [$"DROP INDEX {Index.Sql}"],
        },
        StepPhase.OnlineAlone($"DROP INDEX CONCURRENTLY IF EXISTS {Index.Sql}") with { IsDone = $"SELECT {CatalogSql.Oid(Index)} IS NULL" },
    ];

    private string? IsOnOtherTable => Table is null
        ? null
        : $"SELECT EXISTS (SELECT FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid WHERE i.indexrelid = {CatalogSql.Oid(Index)} AND t.relname <> {TableName.Literal(Table)})";
}
