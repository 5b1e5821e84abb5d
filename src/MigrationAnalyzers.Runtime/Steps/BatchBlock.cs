using System.Globalization;

namespace MigrationAnalyzers.Runtime.Steps;

/// <summary>
/// A batched write as a DO block that commits after each batch. It finds the key in the catalog and walks along it: each batch begins where the one before ended, so
/// that a batch costs the same at the end of a large table as at its beginning. It must not run in a transaction: it commits.
/// </summary>
internal static class BatchBlock
{
    /// <summary>Rows of a batch where the step does not say: some tens of milliseconds of row locks.</summary>
    public const int DefaultRows = 5000;

    /// <param name="write">What to do.</param>
    /// <param name="isDone">A query whose only value is true when nothing is left to do.</param>
    public static string Write(BatchedWrite write, string? isDone)
    {
        var rows = (write.BatchSize ?? DefaultRows).ToString(CultureInfo.InvariantCulture);
        var condition = write.Where is { } where ? $"({where}\n) AND " : "";
        var head = write.Kind switch
        {
            BatchedWriteKind.Update => $"UPDATE {write.Table.Sql} SET {write.Set}\nWHERE {condition}",
            BatchedWriteKind.Delete => $"DELETE FROM {write.Table.Sql} WHERE {condition}",
            BatchedWriteKind.Insert =>
                $"INSERT INTO {write.Target!.Sql} ({TableName.QuoteAll(write.TargetColumns)}) SELECT {string.Join(", ", write.Values)} FROM {write.Table.Sql} WHERE {condition}",
            _ => throw new InvalidOperationException($"There is no batched write of the kind {write.Kind}."),
        };

        // A key travels as text, which gives back the same value for every type, and is cast to its column's type. The last batch is told by no row being
        // left up to the greatest key at the start: rows that come later are none of this write's, and an endless stream of them does not keep it running.
        const string Declarations = """
            v_columns text;
            v_texts text;
            v_descending text;
            v_after text;
            v_up_to text;
            v_last text[];
            v_to text[];
            v_end text[];
            """;
        var skip = isDone is null ? "" : $"IF coalesce(({isDone}), false) THEN\n    RETURN;\nEND IF;\n";
        return PlainSql.Block(skip + $"""
            {Key(write)}
            SELECT string_agg(format('%I', k.name), ', ' ORDER BY k.n), string_agg(format('%I::text', k.name), ', ' ORDER BY k.n),
                string_agg(format('%I DESC', k.name), ', ' ORDER BY k.n),
                string_agg(format('$1[%s]::%s', k.n, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY k.n),
                string_agg(format('$2[%s]::%s', k.n, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY k.n)
            INTO v_columns, v_texts, v_descending, v_after, v_up_to
            FROM unnest(v_key) WITH ORDINALITY k(name, n) JOIN pg_attribute a ON a.attrelid = v_table AND a.attname = k.name;
            v_after := format('(%s) > (%s)', v_columns, v_after);
            v_up_to := format('(%s) <= (%s)', v_columns, v_up_to);
            EXECUTE 'SELECT ARRAY[' || v_texts || '] FROM ' || v_table || ' ORDER BY ' || v_descending || ' LIMIT 1' INTO v_end;
            LOOP
                EXECUTE 'SELECT ARRAY[' || v_texts || '] FROM (SELECT ' || v_columns || ' FROM ' || v_table || ' WHERE ' || CASE WHEN v_last IS NULL THEN '' ELSE v_after || ' AND ' END
                    || v_up_to || ' ORDER BY ' || v_columns || ' LIMIT {rows}) b ORDER BY ' || v_descending || ' LIMIT 1' INTO v_to USING v_last, v_end;
                EXIT WHEN v_to IS NULL;
                EXECUTE v_write || CASE WHEN v_last IS NULL THEN '' ELSE v_after || ' AND ' END || v_up_to USING v_last, v_to;
                COMMIT;
                v_last := v_to;
            END LOOP;
            """.ReplaceLineEndings("\n"),
            $"""
            v_table CONSTANT regclass := {write.Table.RegclassLiteral};
            v_write CONSTANT text := {TableName.Literal(head.ReplaceLineEndings("\n"))};
            v_key text[];
            {Declarations}
            """.ReplaceLineEndings("\n"));
    }

    /// <summary>
    /// The index to walk by: the primary key, or else a unique one; or one that begins with the columns that are named, which need not be unique, since rows of the same
    /// key are always in the same batch.
    /// </summary>
    private static string Key(BatchedWrite write)
    {
        var none = write.Key.IsEmpty
            ? $"{write.Table} has no primary key and no other unique key of NOT NULL columns, by which its rows could be walked in batches. Name columns that are NOT NULL and have an index "
                + "with the argument key, or add a primary key first (AddPrimaryKeySafely)."
            : $"The rows of {write.Table} cannot be walked by the key ({string.Join(", ", write.Key)}): no valid btree index without a condition begins with these columns in this order, all of "
                + "them NOT NULL. Name the columns of such an index, or leave the key out.";
        var columns = write.Key.IsEmpty ? "i.indnkeyatts" : write.Key.Length.ToString(CultureInfo.InvariantCulture);
        var numbers = $"(i.indkey::int2[])[0:{columns} - 1]";
        var wanted = write.Key.IsEmpty ? "i.indisunique" : $"{CatalogSql.ColumnNames("i.indrelid", numbers)} = {CatalogSql.TextArray(write.Key)}";
        return $"""
            SELECT {CatalogSql.ColumnNames("i.indrelid", numbers)} INTO v_key
            FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
            WHERE i.indrelid = v_table AND {wanted} AND m.amname = 'btree' AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL AND i.indnkeyatts >= {columns}
                AND NOT EXISTS (SELECT FROM unnest({numbers}) k(attnum) JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum WHERE NOT a.attnotnull)
            ORDER BY i.indisprimary DESC, i.indisunique DESC, i.indnkeyatts, i.indexrelid LIMIT 1;
            IF v_key IS NULL THEN
                {PlainSql.Raise(none)}
            END IF;
            """;
    }
}
