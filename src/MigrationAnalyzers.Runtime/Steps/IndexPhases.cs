using System.Collections.Immutable;

namespace MigrationAnalyzers.Runtime.Steps;

/// <summary>The building of one index on one table.</summary>
internal static class IndexPhases
{
    public static ImmutableArray<StepPhase> Build(IndexDefinition index) => [Guard(index), Concurrently(index)];

    /// <summary>
    /// What CREATE INDEX CONCURRENTLY IF NOT EXISTS does not see: it takes any relation of that name for the index, an invalid one and one with another definition
    /// included. PostgreSQL alone knows how it writes a condition back: the wanted index is made on an empty copy of the table and taken back again.
    /// </summary>
    public static StepPhase Guard(IndexDefinition index)
    {
        var copy = new TableName("pg_temp", index.Table.Name);
        var name = TableName.Literal(index.Name);
        return StepPhase.ShortLock(PlainSql.Block(
            $"""
            SELECT c.oid, c.relkind, i.indrelid, i.indisvalid INTO v_found FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid
            WHERE c.relname = {name} AND c.relnamespace = (SELECT t.relnamespace FROM pg_class t WHERE t.oid = v_table);
            IF NOT FOUND THEN
                RETURN;
            END IF;
            IF v_found.indrelid IS DISTINCT FROM v_table THEN
                {PlainSql.Raise($"The index {index.Index} cannot be created on {index.Table}: another object has that name. Choose another name, or rename or drop the other object.")}
            END IF;
            IF v_found.relkind = 'i' AND NOT v_found.indisvalid THEN
                IF EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = v_found.oid) THEN
                    {PlainSql.Raise($"The index {index.Index} is being built by another session at this moment. Wait until it is ready (pg_stat_progress_create_index), and run the migration again.")}
                END IF;
                EXECUTE 'DROP INDEX ' || v_found.oid::regclass;
                RETURN;
            END IF;
            BEGIN
                CREATE TEMPORARY TABLE {TableName.Quote(index.Table.Name)} (LIKE {index.Table.Sql});
                {index.Create(table: copy)}
                ;
                RAISE EXCEPTION USING ERRCODE = 'MA001', MESSAGE = pg_get_indexdef({copy.Sibling(index.Name).RegclassLiteral}::regclass);
            EXCEPTION WHEN SQLSTATE 'MA001' THEN
                v_wanted := SQLERRM;
            {PlainSql.TemporaryRefused(index.Table)}
            END;
            v_is := pg_get_indexdef(v_found.oid);
            IF split_part(v_is, ' ON ', 1) <> split_part(v_wanted, ' ON ', 1)
                OR substr(v_is, strpos(v_is, ' USING ')) <> substr(v_wanted, strpos(v_wanted, ' USING ')) THEN
                RAISE EXCEPTION USING MESSAGE = {TableName.Literal($"There is an index {index.Index} already, with another definition. It is: ")} || v_is
                    || '. Wanted is: ' || regexp_replace(v_wanted, ' ON pg_temp(_[0-9]+)?[.]', ' ON ')
                    || '. Drop it (DropIndexConcurrently), or give the new index another name.';
            END IF;
            """.ReplaceLineEndings("\n"),
            $"""
            v_table CONSTANT regclass := {index.Table.RegclassLiteral};
            v_found record;
            v_is text;
            v_wanted text;
            """.ReplaceLineEndings("\n"))) with
        {
            Summary = $"DROP INDEX {index.Index.Sql}, if an interrupted build left it invalid; fails if a valid one has another definition",
            Effect = [],
        };
    }

    public static StepPhase Concurrently(IndexDefinition index)
    {
        var columns = TableName.QuoteAll(index.Columns);
        var phase = StepPhase.OnlineAlone(index.Create("CONCURRENTLY IF NOT EXISTS ")) with
        {
            IsDone = CatalogSql.IndexIsValid(index.Table, index.Name),
            CleanUp = [DropInvalid(index)],
        };
        return index.IsUnique
            ? phase with
            {
                Advice = phase.Advice.Add(
                    "23505",
                    $"Rows of {index.Table} have the same values in ({columns}). Find them with SELECT {columns}, count(*) FROM {index.Table.Sql}"
                    + $"{(index.Filter is null ? "" : $" WHERE {index.Filter}")} GROUP BY {columns} HAVING count(*) > 1, change or delete all but one of each, and run the migration again."),
            }
            : phase;
    }

    private static string DropInvalid(IndexDefinition index) => PlainSql.Block(
        $"""
        IF EXISTS (SELECT FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
            WHERE i.indrelid = {CatalogSql.Oid(index.Table)} AND c.relname = {TableName.Literal(index.Name)} AND c.relkind = 'i' AND NOT i.indisvalid) THEN
            DROP INDEX {index.Index.Sql};
        END IF;
        """.ReplaceLineEndings("\n"));
}
