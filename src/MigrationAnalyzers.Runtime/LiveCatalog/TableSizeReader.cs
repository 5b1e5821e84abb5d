using System.Collections.Immutable;
using Npgsql;

namespace MigrationAnalyzers.Runtime.LiveCatalog;

/// <summary>Reads from pg_class how large the tables of a database are. Each role may do that.</summary>
internal static class TableSizeReader
{
    /// <summary>
    /// Rows are estimated as the planner does it (estimate_rel_size): where the file has grown since the table was analyzed, so have the rows. Never analyzed is -1 since PostgreSQL 14, and
    /// 0 rows in 0 pages before; a table whose file is empty has no rows, analyzed or not. The file of a partitioned table is always empty: its partitions count.
    /// </summary>
    private const string Query = """
        WITH files AS MATERIALIZED (
            SELECT c.oid, pg_total_relation_size(c.oid) AS bytes, c.reltuples, c.relpages, c.relkind,
                pg_relation_size(c.oid) / current_setting('block_size')::bigint AS pages
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'm', 'f') AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'),
        sizes AS MATERIALIZED (
            SELECT oid, bytes, CASE
                WHEN relkind = 'f' THEN NULL
                WHEN pages = 0 THEN 0
                WHEN reltuples < 0 OR (reltuples = 0 AND relpages = 0) THEN NULL
                WHEN relpages > 0 AND pages > relpages THEN round(reltuples::numeric / relpages * pages)
                ELSE reltuples::numeric END::bigint AS rows
            FROM files)
        SELECT n.nspname, c.relname, s.rows, s.bytes
        FROM sizes s JOIN pg_class c ON c.oid = s.oid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind <> 'f'
        UNION ALL
        SELECT n.nspname, c.relname, t.rows, t.bytes
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        CROSS JOIN LATERAL (
            SELECT CASE WHEN count(*) = count(s.rows) THEN coalesce(sum(s.rows), 0)::bigint END AS rows, coalesce(sum(s.bytes), 0)::bigint AS bytes
            FROM pg_partition_tree(c.oid) p LEFT JOIN sizes s ON s.oid = p.relid
            WHERE p.isleaf AND p.relid <> c.oid) t
        WHERE c.relkind = 'p' AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
        """;

    /// <summary>The user's tables and materialized views. Of a partitioned table the sum of its partitions; its rows are null where those of one of them are.</summary>
    /// <exception cref="PostgresException">The server refused, for example because lock_timeout ended the wait for a table that is being changed.</exception>
    public static async Task<MeasuredTables> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var tables = new List<MeasuredTable>();
        var command = new NpgsqlCommand(Query, connection);
        await using var disposal = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerDisposal = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            tables.Add(new MeasuredTable(reader.GetString(0), reader.GetString(1), Number(reader, 2), Number(reader, 3)));
        }

        var ordered = tables.OrderBy(static t => t.Schema, StringComparer.Ordinal).ThenBy(static t => t.Name, StringComparer.Ordinal);
        return new MeasuredTables(connection.PostgreSqlVersion.Major, DateTimeOffset.UtcNow, [.. ordered]);
    }

    private static long? Number(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);
}
