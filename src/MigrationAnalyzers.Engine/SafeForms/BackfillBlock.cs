using System.Globalization;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.SafeForms;

/// <summary>
/// A DO block that gives the NULLs of a column a value, a batch of rows after the other in the order of a key, each in a transaction of its
/// own. It locks the rows of one batch at a time. It can be run again at any time and goes on where rows are left. It must not run in a transaction: it commits.
/// </summary>
internal static class BackfillBlock
{
    public const int BatchRows = 5000;

    /// <summary>The column of the primary key, where it has only one. A column may not have the name of a variable of the block.</summary>
    public static string? KeyOf(TableInfo? table) =>
        table?.PrimaryKey is { Columns: [var key] } && table.Column("batch_first") is null && table.Column("batch_last") is null ? key : null;

    /// <param name="key">A column that identifies the rows and is never NULL.</param>
    /// <param name="condition">Which of the rows with a NULL, as SQL over the table as t; null: all.</param>
    public static string Write(RelationName table, string key, string column, SqlExpression value, string? condition = null)
    {
        var tag = value.Text.Contains("$$") ? "$backfill$" : "$$";
        var (name, id) = (SqlIdentifier.Quote(table), SqlIdentifier.Quote(key));
        var target = SqlIdentifier.Quote(column);

        // The range of a batch includes the last key of the one before, so that the end is told by the two keys alone and no key type
        // needs a value before its first. Rows that are deleted meanwhile make a key NULL at worst, which ends the loop. No max():
        // PostgreSQL has none for uuid before 18.
        return string.Format(
            CultureInfo.InvariantCulture,
            """
            DO {0}
            DECLARE
                batch_first {1}.{2}%TYPE;
                batch_last {1}.{2}%TYPE;
            BEGIN
                SELECT t.{2} INTO batch_first FROM {1} AS t ORDER BY t.{2} LIMIT 1;
                WHILE batch_first IS NOT NULL LOOP
                    SELECT b.{2} INTO batch_last
                    FROM (SELECT t.{2} FROM {1} AS t WHERE t.{2} >= batch_first ORDER BY t.{2} LIMIT {5}) AS b
                    ORDER BY b.{2} DESC LIMIT 1;
                    UPDATE {1} AS t SET {3} = {4}
                    WHERE t.{2} >= batch_first AND t.{2} <= batch_last AND t.{3} IS NULL{6};
                    COMMIT;
                    EXIT WHEN batch_last = batch_first;
                    batch_first := batch_last;
                END LOOP;
            END {0}
            """.Replace("\r\n", "\n"),
            tag, name, id, target, SqlClauses.Expression(value), BatchRows + 1, condition is null ? "" : " AND " + condition);
    }
}
