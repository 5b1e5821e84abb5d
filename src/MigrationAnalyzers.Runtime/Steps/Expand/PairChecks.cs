namespace MigrationAnalyzers.Runtime.Steps.Expand;

/// <summary>What must hold before one of two columns goes.</summary>
internal static class PairChecks
{
    /// <summary>Reads all rows, under no more than a reader's lock: does the trigger's work show in every row?</summary>
    /// <param name="orMirrored">The pair may have been made the other way round.</param>
    public static StepPhase Equal(ColumnPair pair, string isDone, bool orMirrored = false) => StepPhase.Online(SyncSql.Block(
        pair.Table,
        "differing bigint;",
        SyncSql.Join(
            SyncSql.MissingTable(pair.Table),
            IsExpanded(pair, orMirrored),
            $"EXECUTE format('SELECT count(*) FROM %s WHERE pg_catalog.record_image_ne(ROW(%I), ROW(%I))', t, {TableName.Literal(pair.Copy)}, {TableName.Literal(pair.Name)}) INTO differing;",
            SyncSql.RefuseWith(
                "differing > 0",
                $"differing || {TableName.Literal($" rows of {pair.Table} have something else in {pair.Copy} than in {pair.Name}")}",
                TableName.Literal(
                    $"The trigger was off for a time, or the rows have not been copied. Find them: SELECT * FROM {pair.Table.Sql} WHERE {SyncSql.Differ(TableName.Quote(pair.Copy), TableName.Quote(pair.Name))}; "
                    + $"write what is right to either column, or copy all: UPDATE {pair.Table.Sql} SET {TableName.Quote(pair.Copy)} = {TableName.Quote(pair.Name)} with that condition."))))) with
    {
        IsDone = isDone,
        Summary = $"check that {pair.Name} and {pair.Copy} of {pair.Table} are equal in all rows",
        Effect = [],
    };

    public static string IsExpanded(ColumnPair pair, bool orMirrored = false) => SyncSql.Refuse(
        $"NOT {SyncSql.IsTrigger(pair)}{(orMirrored ? $" AND NOT {SyncSql.IsTrigger(pair.Mirrored)}" : "")}",
        $"columns {pair.Name} and {pair.Copy} of {pair.Table} are not kept equal by a trigger",
        "Apply the migration with the Expand form first, and give both forms the same names. Whether the change has been finished before, the columns of the table tell.");

    /// <summary>Dropping the column would drop these too, without a word. Needs <c>dependants text</c>.</summary>
    public static string NothingDependsOnCopy(ColumnPair pair) => SyncSql.Join(
        $$"""
        SELECT string_agg(DISTINCT pg_describe_object(d.classid, d.objid, d.objsubid), ', ') INTO dependants
        FROM pg_depend d JOIN pg_attribute a ON a.attrelid = t AND a.attnum = d.refobjsubid AND a.attname = {{TableName.Literal(pair.Copy)}}
        WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = t AND d.classid <> 'pg_attrdef'::regclass
          AND NOT (d.classid = 'pg_class'::regclass AND EXISTS (SELECT FROM pg_class c WHERE c.oid = d.objid AND {{SyncSql.IsCopyName("c.relname")}}))
          AND NOT (d.classid = 'pg_constraint'::regclass AND EXISTS (SELECT FROM pg_constraint c WHERE c.oid = d.objid AND {{SyncSql.IsCopyName("c.conname")}}));
        """,
        SyncSql.RefuseWith(
            "dependants IS NOT NULL",
            $"{TableName.Literal($"these would go with column {pair.Copy} of {pair.Table}: ")} || dependants",
            "'Somebody made them while there were two columns: drop them, and make them again when there is one.'"));
}
