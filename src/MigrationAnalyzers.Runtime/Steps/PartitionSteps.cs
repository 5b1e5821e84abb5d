using System.Collections.Immutable;
using MigrationAnalyzers.Runtime.Execution;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Steps;

/// <summary>
/// ATTACH PARTITION without reading rows under its lock: a check that says what the partition's bound says, added NOT VALID and validated before, proves it. Where the
/// table has a default partition, which is searched for rows of the new one, a check there proves that it has none.
/// </summary>
internal sealed record AttachPartitionStep(TableName Table, TableName Partition, string Bound) : SafeStep
{
    public override string Title => $"attach partition {Partition} to {Table}";

    public override ImmutableArray<StepPhase> Phases
    {
        get
        {
            var phase = StepPhase.Online(PlainSql.Block(ValidateDefault, "v_default regclass;"));
            return
            [
                StepPhase.ShortLock(PlainSql.Block(AddChecks, Declarations)) with
                {
                    IsDone = $"SELECT ({IsAttached}) OR ({CatalogSql.ConstraintExists(Partition, Check)})",
                    IsRefused = IsElsewhere,
                    RefusalMessage = $"{Partition} is a partition of another table: detach it there first, or correct the name.",
                    Summary = $"ALTER TABLE {Partition.Sql} ADD CONSTRAINT {TableName.Quote(Check)} CHECK (<as the bound says>) NOT VALID; if {Table.Sql} has a default partition, there CHECK (NOT (<...>)) NOT VALID",
                    Effect = [$"ALTER TABLE {Partition.Sql} ADD CONSTRAINT {TableName.Quote(Check)} CHECK (true) NOT VALID"],
                },
                ConstraintPhases.Validate(Partition, Check, $"{Partition} has rows outside of its bound ({Bound}): move or delete them, and run the migration again.") with
                {
                    IsDone = $"SELECT ({IsAttached}) OR ({CatalogSql.ConstraintIsValid(Partition, Check)})",
                },
                phase with
                {
                    IsDone = IsAttached,
                    Summary = $"ALTER TABLE <default partition> VALIDATE CONSTRAINT {TableName.Quote(Check)}, if {Table.Sql} has a default partition",
                    Effect = [],
                    Advice = phase.Advice.Add("23514", $"The default partition of {Table} has rows that belong into {Partition} ({Bound}): move them there, and run the migration again."),
                },
                StepPhase.ShortLock(PlainSql.Block(Attach, "v_default regclass;")) with
                {
                    IsDone = $"SELECT ({IsAttached}) AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conname = {TableName.Literal(Check)} AND c.conrelid IN ({CatalogSql.Oid(Partition)}, ({Default})))",
                    Summary = $"ALTER TABLE {Table.Sql} ATTACH PARTITION {Partition.Sql} {Bound}; ALTER TABLE {Partition.Sql} DROP CONSTRAINT {TableName.Quote(Check)}",
                    Effect = [$"ALTER TABLE {Table.Sql} ATTACH PARTITION {Partition.Sql} {Bound}", $"ALTER TABLE {Partition.Sql} DROP CONSTRAINT {TableName.Quote(Check)}"],
                },
            ];
        }
    }

    private string Check => Arguments.Name("attach", Partition.Name);

    private string IsAttached => PartitionSql.IsAttached(Table, Partition);

    private string IsElsewhere =>
        $"SELECT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = {CatalogSql.Oid(Partition)} AND i.inhparent IS DISTINCT FROM {CatalogSql.Oid(Table)})";

    private string Default => $"SELECT nullif(p.partdefid, 0) FROM pg_partitioned_table p WHERE p.partrelid = {CatalogSql.Oid(Table)}";

    private string Declarations => $"""
        v_table CONSTANT regclass := {Table.RegclassLiteral};
        v_default regclass;
        v_check text;
        """.ReplaceLineEndings("\n");

    /// <summary>
    /// PostgreSQL writes the condition of a bound (pg_get_partition_constraintdef) only for a partition that is attached: an empty one is, to an empty copy of the table,
    /// and both are taken back again. The hash function's first argument is the table's oid. The partition must meet the conditions of the tables above it too.
    /// </summary>
    private string AddChecks => $"""
        BEGIN
            EXECUTE 'CREATE TEMPORARY TABLE safe_attach_table (LIKE {Table.Sql.Replace("'", "''", StringComparison.Ordinal)}) PARTITION BY ' || pg_get_partkeydef(v_table);
            CREATE TEMPORARY TABLE safe_attach_partition (LIKE {Table.Sql});
            ALTER TABLE pg_temp.safe_attach_table ATTACH PARTITION pg_temp.safe_attach_partition {Bound};
            RAISE EXCEPTION USING ERRCODE = 'MA001', MESSAGE = replace(pg_get_partition_constraintdef('pg_temp.safe_attach_partition'::regclass),
                '''' || 'pg_temp.safe_attach_table'::regclass::oid || '''::oid', '''' || v_table::oid || '''::oid');
        EXCEPTION WHEN SQLSTATE 'MA001' THEN
            v_check := SQLERRM;
        {PlainSql.TemporaryRefused(Table)}
        END;
        v_check := v_check || coalesce(' AND ' || pg_get_partition_constraintdef(v_table), '');
        v_default := ({Default});
        IF v_default IS NOT NULL AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = v_default AND c.conname = {TableName.Literal(Check)}) THEN
            EXECUTE 'ALTER TABLE ' || v_default || {TableName.Literal($" ADD CONSTRAINT {TableName.Quote(Check)} CHECK (NOT (")} || v_check || ')) NOT VALID';
        END IF;
        EXECUTE {TableName.Literal($"ALTER TABLE {Partition.Sql} ADD CONSTRAINT {TableName.Quote(Check)} CHECK (")} || v_check || ') NOT VALID';
        """.ReplaceLineEndings("\n");

    private string ValidateDefault => $"""
        v_default := ({Default});
        IF EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = v_default AND c.conname = {TableName.Literal(Check)} AND NOT c.convalidated) THEN
            EXECUTE 'ALTER TABLE ' || v_default || {TableName.Literal($" VALIDATE CONSTRAINT {TableName.Quote(Check)}")};
        END IF;
        """.ReplaceLineEndings("\n");

    private string Attach => $"""
        v_default := ({Default});
        IF NOT ({IsAttached}) THEN
            ALTER TABLE {Table.Sql} ATTACH PARTITION {Partition.Sql} {Bound};
        END IF;
        ALTER TABLE {Partition.Sql} DROP CONSTRAINT IF EXISTS {TableName.Quote(Check)};
        IF v_default IS NOT NULL THEN
            EXECUTE 'ALTER TABLE ' || v_default || {TableName.Literal($" DROP CONSTRAINT IF EXISTS {TableName.Quote(Check)}")};
        END IF;
        """.ReplaceLineEndings("\n");
}

/// <summary>
/// DETACH PARTITION CONCURRENTLY (PostgreSQL 14). Before, and where the table has a default partition, with which PostgreSQL refuses it, and in plain SQL, which could
/// not skip it when it has been done: with a short lock on the table. Neither reads rows.
/// </summary>
internal sealed record DetachPartitionStep(TableName Table, TableName Partition) : SafeStep
{
    public override string Title => $"detach partition {Partition} from {Table}";

    public override ImmutableArray<StepPhase> Phases =>
    [
        StepPhase.ShortLock(PlainSql.Block(Finalize)) with
        {
            IsDone = IsDetached,
            IsRefused = IsMissing,
            RefusalMessage = Missing,
            Summary = $"ALTER TABLE {Table.Sql} DETACH PARTITION {Partition.Sql} FINALIZE, if an interrupted DETACH CONCURRENTLY left it half done",
            Effect = [],
        },
        StepPhase.OnlineAlone($"ALTER TABLE {Table.Sql} DETACH PARTITION {Partition.Sql} CONCURRENTLY") with { IsDone = IsDetached },
    ];

    public override ImmutableArray<StepPhase> PlainPhases =>
    [
        StepPhase.ShortLock(PlainSql.Block(
            $"""
            {Finalize}
            IF NOT ({IsDetached}) THEN
                ALTER TABLE {Table.Sql} DETACH PARTITION {Partition.Sql};
            END IF;
            """.ReplaceLineEndings("\n"))) with
        {
            IsDone = IsDetached,
            IsRefused = IsMissing,
            RefusalMessage = Missing,
            Summary = $"ALTER TABLE {Table.Sql} DETACH PARTITION {Partition.Sql}",
        },
    ];

    private string IsDetached => $"SELECT NOT ({PartitionSql.IsAttached(Table, Partition)})";

    private string IsMissing => $"SELECT {CatalogSql.Oid(Table)} IS NULL OR {CatalogSql.Oid(Partition)} IS NULL";

    private string Missing => $"There is no table {Table}, or no table {Partition}: correct the name or the schema.";

    /// <summary>
    /// FINALIZE and the column inhdetachpending came with PostgreSQL 14. PL/pgSQL looks at an inner condition only when it gets there, but reads all statements by the
    /// grammar beforehand.
    /// </summary>
    private string Finalize => $"""
        IF current_setting('server_version_num')::int >= 140000 THEN
            IF EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = {CatalogSql.Oid(Partition)} AND i.inhparent = {CatalogSql.Oid(Table)} AND i.inhdetachpending) THEN
                EXECUTE {TableName.Literal($"ALTER TABLE {Table.Sql} DETACH PARTITION {Partition.Sql} FINALIZE")};
            END IF;
        END IF;
        """.ReplaceLineEndings("\n");

    public override async Task<ImmutableArray<StepPhase>> PhasesAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (context.Connection.PostgreSqlVersion.Major < 14)
        {
            return PlainPhases;
        }

        var hasDefault = await context.ScalarAsync<bool>(
            $"SELECT EXISTS (SELECT FROM pg_partitioned_table p WHERE p.partrelid = {CatalogSql.Oid(Table)} AND p.partdefid <> 0)", cancellationToken).ConfigureAwait(false);
        return hasDefault ? PlainPhases : Phases;
    }
}

internal static class PartitionSql
{
    public static string IsAttached(TableName table, TableName partition) =>
        $"SELECT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = {CatalogSql.Oid(partition)} AND i.inhparent = {CatalogSql.Oid(table)})";
}
