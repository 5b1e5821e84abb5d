using System.Collections.Immutable;
using MigrationAnalyzers.Runtime.Steps;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MigrationAnalyzers.Runtime.Tests.Migrating;

/// <summary>A safe form with a phase of each kind: a column, its rows, an index.</summary>
internal sealed record AddNoteStep : SafeStep
{
    public override string Title => "fill orders.note";

    public override ImmutableArray<StepPhase> Phases =>
    [
        StepPhase.ShortLock("ALTER TABLE orders ADD note text", "COMMENT ON COLUMN orders.note IS '[bold]'") with { IsDone = CatalogSql.ColumnExists(new TableName(null, "orders"), "note") },
        StepPhase.InBatches(new BatchedWrite(BatchedWriteKind.Update, new TableName(null, "orders")) { Set = "note = 'n'", Where = "note IS NULL", BatchSize = 400 }),
        StepPhase.OnlineAlone("CREATE INDEX CONCURRENTLY ix_orders_note ON orders (note)") with { IsDone = CatalogSql.IndexIsValid(new TableName(null, "orders"), "ix_orders_note") },
    ];

    public static void AddTo(MigrationBuilder migrationBuilder)
    {
        var step = new AddNoteStep();
        foreach (var sql in PlainSql.Of(step))
        {
            migrationBuilder.Sql(sql, suppressTransaction: true).Annotation(Annotation, step);
        }
    }
}
