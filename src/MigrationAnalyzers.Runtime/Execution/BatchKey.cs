using System.Collections.Immutable;
using MigrationAnalyzers.Runtime.Steps;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Execution;

/// <summary>The columns by which a table is walked: NOT NULL, so that no row is passed over, and indexed, so that a batch costs the same wherever it begins.</summary>
internal sealed record BatchKey(ImmutableArray<(string Name, string Type)> Columns)
{
    /// <summary><c>"a", "b"</c>.</summary>
    public string List => TableName.QuoteAll(Columns.Select(static c => c.Name));

    /// <summary><c>("a", "b")</c>, or one column without parentheses, which every version compares by its index alike.</summary>
    public string Row => Columns.Length == 1 ? List : $"({List})";

    /// <summary>The columns as text, which leads back to the same value.</summary>
    public string Texts => string.Join(", ", Columns.Select(static c => $"{TableName.Quote(c.Name)}::text"));

    /// <summary>Of the relation <c>batch</c>: without it the name would be that of the output column, which is text and sorts otherwise.</summary>
    public string Descending => string.Join(", ", Columns.Select(static c => $"batch.{TableName.Quote(c.Name)} DESC"));

    /// <summary>Parameters in the place of the columns.</summary>
    public string Parameters(int first)
    {
        var list = string.Join(", ", Columns.Select((c, i) => FormattableString.Invariant($"${first + i}::text::{c.Type}")));
        return Columns.Length == 1 ? list : $"({list})";
    }

    /// <summary>The columns that the migration names; or the primary key, or else a unique key.</summary>
    /// <exception cref="SafeMigrationException">There is no such key.</exception>
    public static async Task<BatchKey> FindAsync(NpgsqlConnection connection, BatchedWrite write, CancellationToken cancellationToken)
    {
        var table = write.Table.RegclassLiteral;
        if (await connection.ScalarAsync<bool>($"SELECT pg_catalog.to_regclass({table}) IS NULL", cancellationToken).ConfigureAwait(false))
        {
            throw new SafeMigrationException(SafeMigrationFailure.Server, $"There is no table {write.Table}, whose rows were to be written in batches.");
        }

        // Valid, without a condition or expressions, all columns NOT NULL; the primary key first, then the shortest unique one.
        var indexes = await connection.QueryAsync(
            $"""
            SELECT i.indisunique, array_agg(a.attname::text ORDER BY k.n), array_agg(pg_catalog.format_type(a.atttypid, a.atttypmod) ORDER BY k.n)
            FROM pg_catalog.pg_index i
            CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY k (attnum, n)
            JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
            JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid JOIN pg_catalog.pg_am m ON m.oid = c.relam
            WHERE i.indrelid = {table}::regclass AND m.amname = 'btree' AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL AND k.n <= i.indnkeyatts
            GROUP BY i.indexrelid, i.indisprimary, i.indisunique
            HAVING bool_and(a.attnotnull)
            ORDER BY i.indisprimary DESC, i.indisunique DESC, count(*), min(a.attname)
            """,
            static r => (IsUnique: r.GetBoolean(0), Names: r.GetFieldValue<string[]>(1), Types: r.GetFieldValue<string[]>(2)),
            cancellationToken).ConfigureAwait(false);

        // Rows of the same key are always in the same batch, so that a key which is named need not be unique.
        var (names, types) = write.Key.IsDefaultOrEmpty
            ? indexes.Where(static i => i.IsUnique).Select(static i => (i.Names, i.Types)).FirstOrDefault()
            : indexes.Where(i => i.Names.Take(write.Key.Length).SequenceEqual(write.Key)).Select(i => (i.Names.Take(write.Key.Length).ToArray(), i.Types)).FirstOrDefault();
        if (names is null)
        {
            var others = indexes.Count == 0 ? "it has no other btree index on NOT NULL columns either" : $"these would do: {string.Join("; ", indexes.Select(static i => $"key: [{string.Join(", ", i.Names)}]"))}";
            throw new SafeMigrationException(
                SafeMigrationFailure.Server,
                write.Key.IsDefaultOrEmpty
                    ? $"{write.Table} has no primary key and no other unique key of NOT NULL columns, by which its rows could be walked in batches; {others}. Name such columns with the argument key, or add a key first."
                    : $"The rows of {write.Table} cannot be walked by the key ({string.Join(", ", write.Key)}): no valid btree index without a condition begins with these columns in this order, all of them NOT NULL; {others}.");
        }

        return new BatchKey([.. names.Zip(types)]);
    }
}
