using System.Collections.Immutable;

namespace MigrationAnalyzers.Runtime.Steps;

/// <summary>REINDEX INDEX CONCURRENTLY. An interrupted one leaves an invalid index beside the old one, which is dropped first.</summary>
internal sealed record ReindexStep(TableName Index) : SafeStep
{
    public override string Title => $"rebuild index {Index}";

    public override ImmutableArray<StepPhase> Phases =>
    [
        // ReindexRelationConcurrently names the new index _ccnew and the old one, after they have changed places, _ccold, with a number where that is taken.
        StepPhase.ShortLock(PlainSql.Block(
            $"""
            FOR v_left IN
                SELECT c.oid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
                WHERE i.indrelid = (SELECT r.indrelid FROM pg_index r WHERE r.indexrelid = {CatalogSql.Oid(Index)}) AND NOT i.indisvalid
                    AND starts_with(c.relname::text, left({TableName.Literal(Index.Name)}, 50)) AND c.relname ~ '_cc(new|old)[0-9]*$'
                    AND NOT EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = c.oid)
            LOOP
                EXECUTE 'DROP INDEX ' || v_left::regclass;
            END LOOP;
            """.ReplaceLineEndings("\n"),
            "v_left oid;")) with
        {
            Summary = $"DROP INDEX {Index.Sibling(Index.Name + "_ccnew").Sql}, if an interrupted rebuild left it",
            Effect = [],
        },
        StepPhase.OnlineAlone($"REINDEX INDEX CONCURRENTLY {Index.Sql}"),
    ];
}
