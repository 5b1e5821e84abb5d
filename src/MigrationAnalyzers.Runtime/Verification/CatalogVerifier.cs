using Npgsql;
using MigrationAnalyzers.Runtime.Execution;

namespace MigrationAnalyzers.Runtime.Verification;

/// <summary>Looks for what interrupted or unfinished changes leave in the catalog.</summary>
internal static class CatalogVerifier
{
    private const string UserSchemas = "n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname NOT LIKE 'pg\\_temp\\_%'";

    public static async Task<List<VerificationDifference>> VerifyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // An index of a partitioned table is not valid until each partition has one; a build under way is not valid yet.
        var indexes = await connection.QueryAsync(
            $"""
            SELECT pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname), i.indrelid::regclass::text, c.relkind = 'I'
            FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE NOT i.indisvalid AND {UserSchemas}
              AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_progress_create_index p WHERE p.index_relid = i.indexrelid)
            ORDER BY 1
            """,
            static r => new VerificationDifference(
                VerificationKind.InvalidIndex,
                r.GetString(0),
                r.GetBoolean(2)
                    ? $"The index {r.GetString(0)} of the partitioned table {r.GetString(1)} is not valid: some partition has no index that is attached to it. Build it there (CREATE INDEX CONCURRENTLY) and attach it (ALTER INDEX {r.GetString(0)} ATTACH PARTITION ...)."
                    : $"The index {r.GetString(0)} on {r.GetString(1)} is not valid: its build was interrupted or failed. Queries do not use it, writes maintain it. REINDEX INDEX CONCURRENTLY {r.GetString(0)} builds it anew, DROP INDEX CONCURRENTLY {r.GetString(0)} removes it."),
            cancellationToken).ConfigureAwait(false);
        var constraints = await connection.QueryAsync(
            $"""
            SELECT pg_catalog.quote_ident(con.conname), con.conrelid::regclass::text
            FROM pg_catalog.pg_constraint con JOIN pg_catalog.pg_namespace n ON n.oid = con.connamespace
            WHERE NOT con.convalidated AND con.conrelid <> 0 AND {UserSchemas}
            ORDER BY 2, 1
            """,
            static r => new VerificationDifference(
                VerificationKind.NotValidConstraint,
                $"{r.GetString(1)}.{r.GetString(0)}",
                $"The constraint {r.GetString(0)} of {r.GetString(1)} is NOT VALID: rows from before it are not checked. ALTER TABLE {r.GetString(1)} VALIDATE CONSTRAINT {r.GetString(0)} checks them and lets others read and write meanwhile."),
            cancellationToken).ConfigureAwait(false);
        return [.. indexes, .. constraints];
    }
}
