using System.Collections.Immutable;

namespace MigrationAnalyzers.Runtime.Steps;

internal static class ConstraintPhases
{
    /// <summary>VALIDATE CONSTRAINT lets others read and write, and does nothing with a valid constraint.</summary>
    public static StepPhase Validate(TableName table, string name, string advice)
    {
        var phase = StepPhase.Online($"ALTER TABLE {table.Sql} VALIDATE CONSTRAINT {TableName.Quote(name)}") with { IsDone = CatalogSql.ConstraintIsValid(table, name) };
        return phase with { Advice = phase.Advice.Add("23503", advice).Add("23514", advice) };
    }

    /// <summary>CHECK ... NOT VALID reads no rows: its lock is short. What others write from then on is checked.</summary>
    public static StepPhase AddCheck(TableName table, string name, string condition) =>
        StepPhase.ShortLock($"ALTER TABLE {table.Sql} ADD CONSTRAINT {TableName.Quote(name)} CHECK ({Closed(condition)}) NOT VALID") with { IsDone = CatalogSql.ConstraintExists(table, name) };

    /// <summary>
    /// Refuses another constraint of that name. PostgreSQL alone knows how it writes a condition back: the wanted check is made on an empty copy of the table and taken
    /// back again.
    /// </summary>
    public static StepPhase CheckGuard(TableName table, string name, string condition)
    {
        var copy = new TableName("pg_temp", table.Name);
        return StepPhase.ShortLock(PlainSql.Block(
            $"""
            SELECT regexp_replace(pg_get_constraintdef(c.oid), ' NOT VALID$', '') INTO v_is FROM pg_constraint c
            WHERE c.conrelid = v_table AND c.conname = {TableName.Literal(name)};
            IF NOT FOUND THEN
                RETURN;
            END IF;
            BEGIN
                CREATE TEMPORARY TABLE {TableName.Quote(table.Name)} (LIKE {table.Sql});
                ALTER TABLE {copy.Sql} ADD CONSTRAINT {TableName.Quote(name)} CHECK ({Closed(condition)});
                SELECT pg_get_constraintdef(c.oid) INTO v_wanted FROM pg_constraint c
                WHERE c.conrelid = {copy.RegclassLiteral}::regclass AND c.conname = {TableName.Literal(name)};
                RAISE EXCEPTION USING ERRCODE = 'MA001', MESSAGE = v_wanted;
            EXCEPTION WHEN SQLSTATE 'MA001' THEN
                v_wanted := SQLERRM;
            {PlainSql.TemporaryRefused(table)}
            END;
            IF v_is <> v_wanted THEN
                RAISE EXCEPTION USING MESSAGE = {TableName.Literal($"{table} has a constraint {name} already, which is another one. It is: ")} || v_is
                    || '. Wanted is: ' || v_wanted || '. Drop it, or give the new constraint another name.';
            END IF;
            """.ReplaceLineEndings("\n"),
            $"""
            v_table CONSTANT regclass := {table.RegclassLiteral};
            v_is text;
            v_wanted text;
            """.ReplaceLineEndings("\n"))) with
        {
            Summary = $"fails if there is another constraint {name}",
            Effect = [],
        };
    }

    /// <summary>
    /// Makes a column NOT NULL. Since PostgreSQL 12 a valid CHECK proves it, so that SET NOT NULL reads no rows; the check goes away in the same transaction, as a
    /// statement of its own, without which PostgreSQL does not see the proof.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="column">The column.</param>
    /// <param name="value">An expression for rows in which it is NULL; null: there must be none.</param>
    /// <remarks>
    /// The rows are filled before the check is added: a check that is not valid yet is still applied to each row that others update, whatever they change in it, and
    /// would reject all that are not filled. A second walk after it finds what was written as NULL in between.
    /// </remarks>
    public static ImmutableArray<StepPhase> NotNull(TableName table, string column, string? value)
    {
        var check = Arguments.Name("nn", table.Name, column);
        var quoted = TableName.Quote(column);
        var isDone = CatalogSql.ColumnIsNotNull(table, column);
        var phases = ImmutableArray.CreateBuilder<StepPhase>();
        var fill = value is null ? null : Fill(table, column, value) with { IsDone = isDone };
        if (fill is not null)
        {
            // When the check is there the first walk is over.
            phases.Add(fill with { IsDone = Either(isDone, CatalogSql.ConstraintExists(table, check)) });
        }

        phases.Add(AddCheck(table, check, $"{quoted} IS NOT NULL") with { IsDone = Either(isDone, CatalogSql.ConstraintExists(table, check)) });
        if (fill is not null)
        {
            phases.Add(fill with { IsDone = Either(isDone, CatalogSql.ConstraintIsValid(table, check)) });
        }

        phases.Add(Validate(table, check, $"{table} has rows in which {column} is NULL. Give them a value (backfillSql does), and run the migration again.") with
        {
            IsDone = Either(isDone, CatalogSql.ConstraintIsValid(table, check)),
        });
        phases.Add(StepPhase.ShortLock($"ALTER TABLE {table.Sql} ALTER COLUMN {quoted} SET NOT NULL", $"ALTER TABLE {table.Sql} DROP CONSTRAINT IF EXISTS {TableName.Quote(check)}") with
        {
            IsDone = $"SELECT ({isDone}) AND NOT ({CatalogSql.ConstraintExists(table, check)})",
        });
        return phases.ToImmutable();
    }

    public static StepPhase Fill(TableName table, string column, string value)
    {
        var quoted = TableName.Quote(column);
        return StepPhase.InBatches(new BatchedWrite(BatchedWriteKind.Update, table) { Set = $"{quoted} = ({Closed(value)})", Where = $"{quoted} IS NULL" });
    }

    /// <summary>SQL that may end with a comment, before a closing bracket.</summary>
    public static string Closed(string sql) => sql.Contains("--", StringComparison.Ordinal) ? sql + "\n" : sql;

    private static string Either(string first, string second) => $"SELECT ({first}) OR ({second})";
}
