using MigrationAnalyzers.Runtime.Execution;
using MigrationAnalyzers.Runtime.Steps;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Verification;

/// <summary>What the catalog says of a table.</summary>
internal sealed record TableFacts(
    IReadOnlyDictionary<string, (string Type, bool IsNullable)> Columns,
    IReadOnlyDictionary<string, (string Columns, bool IsUnique)> Indexes,
    IReadOnlyDictionary<string, string> Constraints)
{
    /// <summary>Null: there is no such table.</summary>
    public static async Task<TableFacts?> ReadAsync(NpgsqlConnection connection, TableName table, CancellationToken cancellationToken)
    {
        var oids = await connection.QueryAsync($"SELECT pg_catalog.to_regclass({table.RegclassLiteral})::oid", static r => r.IsDBNull(0) ? 0u : r.GetFieldValue<uint>(0), cancellationToken).ConfigureAwait(false);
        if (oids[0] == 0)
        {
            return null;
        }

        var oid = FormattableString.Invariant($"{oids[0]}::oid");
        var columns = await connection.QueryAsync(
            $"SELECT attname::text, pg_catalog.format_type(atttypid, atttypmod), NOT attnotnull FROM pg_catalog.pg_attribute WHERE attrelid = {oid} AND NOT attisdropped AND (attnum > 0 OR attname = 'xmin')",
            static r => (Name: r.GetString(0), Type: r.GetString(1), IsNullable: r.GetBoolean(2)),
            cancellationToken).ConfigureAwait(false);

        // Keys that are expressions have no column; the columns of INCLUDE are none of the index's keys.
        var indexes = await connection.QueryAsync(
            $"""
            SELECT c.relname::text, i.indisunique,
                   COALESCE((SELECT string_agg(a.attname::text, ', ' ORDER BY k.n)
                             FROM unnest(i.indkey::int2[]) WITH ORDINALITY k (attnum, n) JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
                             WHERE k.n <= i.indnkeyatts), '')
            FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = {oid}
            """,
            static r => (Name: r.GetString(0), IsUnique: r.GetBoolean(1), Columns: r.GetString(2)),
            cancellationToken).ConfigureAwait(false);
        var constraints = await connection.QueryAsync(
            $"""
            SELECT con.conname::text,
                   (SELECT string_agg(a.attname::text, ', ' ORDER BY k.n)
                    FROM unnest(con.conkey) WITH ORDINALITY k (attnum, n) JOIN pg_catalog.pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = k.attnum)
            FROM pg_catalog.pg_constraint con WHERE con.conrelid = {oid} AND con.contype IN ('p', 'u', 'f')
            """,
            static r => (Name: r.GetString(0), Columns: r.GetString(1)),
            cancellationToken).ConfigureAwait(false);
        return new TableFacts(
            columns.ToDictionary(static c => c.Name, static c => (c.Type, c.IsNullable), StringComparer.Ordinal),
            indexes.ToDictionary(static i => i.Name, static i => (i.Columns, i.IsUnique), StringComparer.Ordinal),
            constraints.ToDictionary(static c => c.Name, static c => c.Columns, StringComparer.Ordinal));
    }
}
