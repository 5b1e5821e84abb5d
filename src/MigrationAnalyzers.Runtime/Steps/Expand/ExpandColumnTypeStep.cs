using System.Collections.Immutable;
using MigrationAnalyzers.Runtime.Execution;

namespace MigrationAnalyzers.Runtime.Steps.Expand;

/// <summary>Builds a second column of the new type, with all that belongs to the first, while that goes on being written and read.</summary>
internal sealed record ExpandColumnTypeStep(TypeChange Change) : SafeStep
{
    public override string Title => $"prepare type {Change.NewType} for column {Change.Name} of {Change.Table}";

    public override ImmutableArray<StepPhase> Phases => [CheckValues, AddColumn, CopyRows, Change.Copies.PlainPhase, AddConstraints, Validate, Analyze];

    private ColumnPair Pair => Change.Pair;

    /// <summary>
    /// A value that the new type does not take would stop the copying, and the trigger that is there by then would refuse what the application writes. What else is wrong, the next phase says.
    /// </summary>
    private StepPhase CheckValues => StepPhase.Online(SyncSql.Block(
        Change.Table,
        "source pg_attribute; target pg_attribute; is_finished boolean;",
        $"""
        IF NOT {SyncSql.IsColumn(Change.Name)} OR {SyncSql.IsTrigger(Pair)} THEN
            EXIT work;
        END IF;
        {Change.FindFinished}
        IF is_finished OR {Change.IsCertain} THEN
            EXIT work;
        END IF;
        PERFORM set_config('search_path', migration.path, true);
        EXECUTE {TableName.Literal(Change.ConvertAll)};
        EXCEPTION WHEN data_exception THEN
            RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = {TableName.Literal($"not every value of {Change.Name} of {Change.Table} can become {Change.NewType}: ")} || SQLERRM,
                HINT = 'Nothing has been changed. Correct or remove such values, and see to it that no application writes them any more, or give a usingExpression that converts them; then run the migration again.';
        """)) with
    {
        Summary = $"check that each value of {Change.Name} of {Change.Table} can become {Change.NewType}",
        Effect = [],
    };

    private StepPhase AddColumn => StepPhase.ShortLock(SyncSql.Block(
        Change.Table,
        $"source pg_attribute; target pg_attribute; granted record; part regclass; fn text; options text := ''; body text; problem text; is_finished boolean; {IndexCopies.Declarations}",
        SyncSql.Join(
            SyncSql.MissingTable(Change.Table),
            SyncSql.CheckTable(Pair),
            SyncSql.Refuse(
                "(SELECT c.relkind = 'p' FROM pg_class c WHERE c.oid = t)",
                $"{Change.Table} is partitioned, and foreign keys and indexes of partitioned tables cannot be made again beside the old ones without a lock",
                "Make a new partitioned table with the new type and copy the rows in batches, or use AlterColumn in a maintenance window."),
            $"""
            SELECT string_agg(DISTINCT pg_describe_object(d.classid, d.objid, d.objsubid), ', ') INTO problem
            FROM pg_depend d
            WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = t AND d.refobjsubid = source.attnum
              AND NOT (d.classid = 'pg_constraint'::regclass AND EXISTS (SELECT FROM pg_constraint k WHERE k.oid = d.objid AND k.contype IN ('c', 'f', 'p', 'u', 'n')))
              AND NOT (d.classid = 'pg_class'::regclass AND EXISTS (SELECT FROM pg_class c WHERE c.oid = d.objid AND c.relkind IN ('i', 'S')))
              AND NOT (d.classid = 'pg_attrdef'::regclass AND EXISTS (SELECT FROM pg_attrdef f WHERE f.oid = d.objid AND f.adnum = source.attnum));
            """,
            SyncSql.RefuseWith(
                "problem IS NOT NULL",
                $"{TableName.Literal($"these use column {Change.Name} of {Change.Table} and cannot be carried over to another column: ")} || problem",
                "'Drop them first, and make them again when the type has changed: PostgreSQL asks for the same before ALTER COLUMN TYPE of most of them.'"),
            Change.FindFinished,
            SyncSql.Refuse("is_finished", $"column {Change.Name} of {Change.Table} already has the type {Change.NewType}", "Take the change out of the migration, or correct the type."),
            $"""
            SELECT string_agg(c.relname::text, ', ') INTO problem FROM ({Change.Copies.Originals}) o JOIN pg_class c ON c.oid = o.indexrelid WHERE c.reltablespace <> 0;
            """,
            SyncSql.RefuseWith(
                "problem IS NOT NULL",
                $"{TableName.Literal($"these indexes of {Change.Table} are in a tablespace of their own: ")} || problem",
                "'Their copies would be in the default one: move them there first (ALTER INDEX ... SET TABLESPACE), and back afterwards.'"),
            Change.Copies.MakeModel,
            $"SELECT a.* INTO target FROM pg_attribute a WHERE a.attrelid = 'pg_temp.{IndexCopies.Model}'::regclass AND a.attname = {Change.ShadowLiteral};",
            $"SELECT string_agg(k.conname::text, ', ') INTO problem FROM ({Change.Constraints}) k WHERE k.is_strange;",
            SyncSql.RefuseWith(
                "problem IS NOT NULL",
                $"{TableName.Literal($"these foreign keys of {Change.Table} cannot be made again beside the old ones without a lock: ")} || problem",
                "'Those from and to partitioned tables, with ON DELETE SET NULL (columns) and with PERIOD are such: drop them first, and add them again when the type has changed.'"),
            Change.Using is not null ? "" : SyncSql.Refuse(
                "(SELECT count(*) FILTER (WHERE y.oid IN ('timestamptz'::regtype, 'timetz'::regtype)) = 1 AND count(*) = 2 FROM pg_type y WHERE y.oid IN (source.atttypid, target.atttypid) AND y.typcategory = 'D')",
                $"what {Change.Name} becomes as {Change.NewType} depends on the time zone of each session",
                $"Give usingExpression and usingBack a zone: {TableName.Quote(Change.Name)} AT TIME ZONE 'UTC'."),
            SyncSql.AddColumn(Change.ShadowLiteral, "target"),
            SyncSql.CopyPrivileges(Change.ShadowLiteral),
            Change.Using is null && Change.UsingBack is null
                ? ""
                // The expressions mean in every session what they mean here.
                : "options := format('SET search_path = %s', coalesce(nullif(migration.path, ''), ''''''));",
            $"body := format({TableName.Literal(TypeChange.FunctionBody)}, {Change.NameLiteral}, {Change.ShadowLiteral}, t, {Change.Conversion(isBack: false)}, {Change.Conversion(isBack: true)});",
            SyncSql.CreateTrigger(Pair),
            $"DROP TABLE pg_temp.{IndexCopies.Model};"))) with
    {
        IsDone = Pair.IsExpanded,
        Summary = $"add a column of type {Change.NewType} to {Change.Table}, and a trigger that fills it from {Change.Name}",
    };

    private StepPhase CopyRows
    {
        get
        {
            var shadow = TableName.Quote(Pair.Copy);
            return StepPhase.InBatches(new BatchedWrite(BatchedWriteKind.Update, Change.Table)
            {
                Set = $"{shadow} = {Change.NewValue}",
                Where = $"{shadow} IS NULL{(Change.Using is null ? $" AND {TableName.Quote(Change.Name)} IS NOT NULL" : "")}",
            });
        }
    }

    /// <summary>Of the old column's constraints, those that the new one has not got yet.</summary>
    private StepPhase AddConstraints => StepPhase.ShortLock(SyncSql.Block(
        Change.Table,
        $"source pg_attribute; {IndexCopies.Declarations}",
        SyncSql.Join(
            SyncSql.MissingTable(Change.Table),
            PairChecks.IsExpanded(Pair),
            $"SELECT a.* INTO source FROM pg_attribute a WHERE a.attrelid = t AND a.attname = {Change.NameLiteral};",
            Change.Copies.MakeModel,
            $"""
            IF source.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = t AND k.conname = {Change.NotNullName}) THEN
                EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I CHECK (%I IS NOT NULL) NOT VALID', t, {Change.NotNullName}, {Change.ShadowLiteral});
            END IF;
            FOR original IN {Change.Constraints} LOOP
                IF NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = original.owner AND k.conname = original.copy) THEN
                    EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I %s%s', original.owner, original.copy, original.definition,
                        CASE WHEN original.definition ~ '(NOT VALID|NOT ENFORCED)$' THEN '' ELSE ' NOT VALID' END);
                END IF;
            END LOOP;
            DROP TABLE pg_temp.{IndexCopies.Model};
            """))) with
    {
        Summary = $"add the constraints of column {Change.Name} of {Change.Table} for the new column, NOT VALID",
    };

    private StepPhase Validate => StepPhase.Online(SyncSql.Block(
        Change.Table,
        $"source pg_attribute; {IndexCopies.Declarations}",
        SyncSql.Join(
            PairChecks.IsExpanded(Pair),
            $"""
            SELECT a.* INTO source FROM pg_attribute a WHERE a.attrelid = t AND a.attname = {Change.NameLiteral};
            FOR original IN SELECT n.conrelid::regclass AS owner, n.conname AS copy FROM pg_constraint n WHERE n.conrelid = t AND n.conname = {Change.NotNullName} AND NOT n.convalidated
                UNION ALL SELECT k.owner, k.copy FROM ({Change.Constraints}) k JOIN pg_constraint n ON n.conrelid = k.owner AND n.conname = k.copy WHERE k.convalidated AND NOT n.convalidated LOOP
                EXECUTE format('ALTER TABLE %s VALIDATE CONSTRAINT %I', original.owner, original.copy);
            END LOOP;
            """))) with
    {
        Summary = $"validate these constraints of {Change.Table}, while others read and write",
    };

    /// <summary>Without statistics, the first queries on the new column would be planned blindly.</summary>
    private StepPhase Analyze => StepPhase.Online($"ANALYZE {Change.Table.Sql} ({TableName.Quote(Pair.Copy)})");

    public override async Task<ImmutableArray<StepPhase>> PhasesAsync(StepContext context, CancellationToken cancellationToken) =>
        [CheckValues, AddColumn, CopyRows, .. await Change.Copies.PhasesAsync(context, cancellationToken).ConfigureAwait(false), AddConstraints, Validate, Analyze];
}
