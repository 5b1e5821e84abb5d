namespace MigrationAnalyzers.Runtime.Steps.Expand;

/// <summary>Of a column with two names only one is left.</summary>
internal static class PairEnd
{
    /// <summary>
    /// Whichever of the two columns is the one that was there from the beginning stays, with everything of it, under the name. Which one that is depends on the way that led here: a contraction that
    /// was taken back by an expansion the other way round leaves the pair mirrored.
    /// </summary>
    public static StepPhase Leave(ColumnPair pair, string name) => StepPhase.ShortLock(SyncSql.Block(
        pair.Table,
        "fn text; dependants text;",
        SyncSql.Join(
            SyncSql.MissingTable(pair.Table),
            PairChecks.IsExpanded(pair, orMirrored: true),
            "EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', t);",
            $"IF {SyncSql.IsTrigger(pair)} THEN",
            DropCopy(pair, name),
            "ELSE",
            DropCopy(pair.Mirrored, name),
            "END IF;")));

    private static string DropCopy(ColumnPair pair, string name) => SyncSql.Join(
        PairChecks.NothingDependsOnCopy(pair),
        SyncSql.DropTrigger(pair),
        $"EXECUTE format('ALTER TABLE %s DROP COLUMN %I', t, {TableName.Literal(pair.Copy)});",
        pair.Name == name ? "" : $"EXECUTE format('ALTER TABLE %s RENAME COLUMN %I TO %I', t, {TableName.Literal(pair.Name)}, {TableName.Literal(name)});");
}
