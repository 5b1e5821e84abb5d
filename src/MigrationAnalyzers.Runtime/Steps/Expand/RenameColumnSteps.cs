using System.Collections.Immutable;
using MigrationAnalyzers.Runtime.Execution;

namespace MigrationAnalyzers.Runtime.Steps.Expand;

/// <summary>Gives a column a second name, in the form of a second column that a trigger keeps equal to it.</summary>
internal sealed record ExpandRenameColumnStep(ColumnPair Pair) : SafeStep
{
    public override string Title => $"let column {Pair.Name} of {Pair.Table} be written and read as {Pair.Copy} too";

    public override ImmutableArray<StepPhase> Phases => [AddColumn, CopyRows, new IndexCopies(Pair).PlainPhase];

    private StepPhase AddColumn => StepPhase.ShortLock(SyncSql.Block(
        Pair.Table,
        "source pg_attribute; granted record; part regclass; fn text; options text := ''; body text; standard text;",
        SyncSql.Join(
            SyncSql.MissingTable(Pair.Table),
            SyncSql.CheckTable(Pair),
            SyncSql.Refuse(
                "source.attidentity <> ''",
                $"column {Pair.Name} of {Pair.Table} is an identity column",
                "Only one column of a table should count: rename it with RenameColumn while no application runs, or map the new name to the old column in the model (HasColumnName)."),
            SyncSql.RefuseWith(
                "(SELECT c.relkind = 'p' FROM pg_class c WHERE c.oid = t) AND current_setting('server_version_num')::int < 130000",
                TableName.Literal($"{Pair.Table} is partitioned, and partitioned tables have BEFORE triggers since PostgreSQL 13"),
                "'Upgrade PostgreSQL, or rename the column while no application runs.'"),
            SyncSql.Refuse(
                $"EXISTS (SELECT FROM (SELECT t AS relid UNION SELECT relid FROM pg_partition_tree(t)) r JOIN pg_partitioned_table p ON p.partrelid = r.relid JOIN pg_attribute a ON a.attrelid = r.relid "
                + $"AND a.attname = {TableName.Literal(Pair.Name)} WHERE a.attnum = ANY (p.partattrs::int2[]) OR EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass "
                + "AND d.objid = r.relid AND d.objsubid = 0 AND d.refclassid = 'pg_class'::regclass AND d.refobjid = r.relid AND d.refobjsubid = a.attnum))",
                $"column {Pair.Name} of {Pair.Table} is part of the partition key",
                "A row's partition is chosen before triggers fire: rename it with RenameColumn while no application runs, or map the new name to the old column in the model (HasColumnName)."),
            SyncSql.AddColumn(Copy, "source"),
            // An INSERT that does not name a column and one that sets it to NULL look the same to a trigger. A constant default of the new column tells them apart.
            $"""
            SELECT pg_get_expr(d.adbin, d.adrelid) INTO standard FROM pg_attrdef d
            WHERE d.adrelid = t AND d.adnum = source.attnum AND NOT source.attnotnull
              AND pg_get_expr(d.adbin, d.adrelid) ~ '^(-?[0-9.]+|true|false|''([^'']|'''')*''(::[^'';()]+(\([0-9,]+\))?)?)$';
            IF standard IS NOT NULL THEN
                EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET DEFAULT %s', t, {Copy}, standard);
            END IF;
            """,
            SyncSql.CopyPrivileges(Copy),
            $"""
            body := format({TableName.Literal(FunctionBody)}, {TableName.Literal(Pair.Name)}, {Copy},
                CASE WHEN standard IS NULL THEN '' ELSE format('standard %s.%I%%TYPE := %s;', t, {Copy}, standard) END,
                CASE WHEN standard IS NULL THEN format('NEW.%I IS NOT DISTINCT FROM NULL', {Copy}) ELSE format('pg_catalog.record_image_eq(ROW(NEW.%I), ROW(standard))', {Copy}) END);
            """,
            SyncSql.CreateTrigger(Pair)))) with
    {
        IsDone = Pair.IsExpanded,
        Summary = $"add column {Pair.Copy} to {Pair.Table}, and a trigger that keeps it equal to {Pair.Name}",
    };

    private string Copy => TableName.Literal(Pair.Copy);

    /// <summary>
    /// A format() string of the names of both columns, a declaration and a condition. An INSERT writes the column that its application knows; an UPDATE too, and
    /// whichever of the two is not what it was has been written. A row that has not been copied yet has the new column unchanged, and is copied on the way.
    /// </summary>
    private const string FunctionBody = """

        DECLARE
            %3$s
        BEGIN
            IF TG_OP = 'INSERT' THEN
                IF %4$s THEN
                    NEW.%2$I := NEW.%1$I;
                ELSE
                    NEW.%1$I := NEW.%2$I;
                END IF;
            ELSIF pg_catalog.record_image_ne(ROW(NEW.%2$I), ROW(OLD.%2$I)) THEN
                NEW.%1$I := NEW.%2$I;
            ELSE
                NEW.%2$I := NEW.%1$I;
            END IF;
            RETURN NEW;
        END
        """;

    private StepPhase CopyRows
    {
        get
        {
            var (name, copy) = (TableName.Quote(Pair.Name), TableName.Quote(Pair.Copy));
            return StepPhase.InBatches(new BatchedWrite(BatchedWriteKind.Update, Pair.Table) { Set = $"{copy} = {name}", Where = SyncSql.Differ(copy, name) });
        }
    }

    public override async Task<ImmutableArray<StepPhase>> PhasesAsync(StepContext context, CancellationToken cancellationToken) =>
        [AddColumn, CopyRows, .. await new IndexCopies(Pair).PhasesAsync(context, cancellationToken).ConfigureAwait(false)];
}

/// <summary>Ends <see cref="ExpandRenameColumnStep"/>: the old column takes the new name, and everything of it stays as it is.</summary>
internal sealed record ContractRenameColumnStep(ColumnPair Pair) : SafeStep
{
    public override string Title => $"rename column {Pair.Name} of {Pair.Table} to {Pair.Copy}";

    public override ImmutableArray<StepPhase> Phases => [PairChecks.Equal(Pair, IsDone, orMirrored: true), Rename];

    private string IsDone => $"SELECT NOT {SyncSql.IsColumnQuery(Pair.Table, Pair.Name)} AND {SyncSql.IsColumnQuery(Pair.Table, Pair.Copy)}";

    private StepPhase Rename => PairEnd.Leave(Pair, Pair.Copy) with
    {
        IsDone = IsDone,
        Summary = $"drop the trigger and column {Pair.Copy} of {Pair.Table}, and rename column {Pair.Name} to {Pair.Copy}",
        Effect =
        [
            $"ALTER TABLE {Pair.Table.Sql} DROP COLUMN {TableName.Quote(Pair.Copy)}",
            $"ALTER TABLE {Pair.Table.Sql} RENAME COLUMN {TableName.Quote(Pair.Name)} TO {TableName.Quote(Pair.Copy)}",
        ],
    };
}

/// <summary>Takes <see cref="ExpandRenameColumnStep"/> back: the column has its old name alone.</summary>
internal sealed record CancelRenameColumnStep(ColumnPair Pair) : SafeStep
{
    public override string Title => $"take back the new name {Pair.Copy} of column {Pair.Name} of {Pair.Table}";

    public override ImmutableArray<StepPhase> Phases => [PairChecks.Equal(Pair, IsDone, orMirrored: true), Cancel];

    private string IsDone => $"SELECT {SyncSql.IsColumnQuery(Pair.Table, Pair.Name)} AND NOT {SyncSql.IsColumnQuery(Pair.Table, Pair.Copy)}";

    private StepPhase Cancel => PairEnd.Leave(Pair, Pair.Name) with
    {
        IsDone = IsDone,
        Summary = $"drop the trigger and column {Pair.Copy} of {Pair.Table}",
        Effect = [$"ALTER TABLE {Pair.Table.Sql} DROP COLUMN {TableName.Quote(Pair.Copy)}"],
    };
}
