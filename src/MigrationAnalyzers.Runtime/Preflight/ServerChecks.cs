using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Runtime.Execution;
using MigrationAnalyzers.Runtime.Lowering;
using MigrationAnalyzers.Runtime.Planning;
using MigrationAnalyzers.Runtime.Steps;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Preflight;

/// <summary>What on the server would hold up these migrations now.</summary>
internal static class ServerChecks
{
    /// <summary>A transaction that has been open for longer is not one that ends before a lock attempt does.</summary>
    private static readonly TimeSpan LongTransaction = TimeSpan.FromMinutes(1);

    public static async Task<List<PreflightFinding>> FindAsync(NpgsqlConnection connection, IReadOnlyList<PlannedMigration> pending, SafeMigratorOptions options, CancellationToken cancellationToken, TimeSpan? longTransaction = null)
    {
        var result = new List<PreflightFinding>();
        if (connection.PostgreSqlVersion.Major < EffectOptions.OldestMajor)
        {
            result.Add(new(FindingIds.ServerVersion, PreflightSeverity.Error, $"The server is PostgreSQL {connection.PostgreSqlVersion}. Its locks were never measured: the oldest version that is supported is {EffectOptions.OldestMajor}."));
        }

        var tables = TablesOf(pending);
        result.AddRange(await LongTransactionsAsync(connection, longTransaction ?? LongTransaction, cancellationToken).ConfigureAwait(false));
        result.AddRange(await PreparedTransactionsAsync(connection, cancellationToken).ConfigureAwait(false));
        result.AddRange(await TablesOfOthersAsync(connection, tables, cancellationToken).ConfigureAwait(false));
        result.AddRange(await WraparoundVacuumsAsync(connection, tables, cancellationToken).ConfigureAwait(false));
        result.AddRange(await InvalidIndexesAsync(connection, tables, cancellationToken).ConfigureAwait(false));
        if (options.MaxReplicaLag is not null && pending.Any(static m => m.Steps.Any(static s => s is HelperStep { Step.Phases: var phases } && phases.Any(static p => p.Kind == PhaseKind.Batches))))
        {
            result.AddRange(await HiddenReplicasAsync(connection, cancellationToken).ConfigureAwait(false));
        }

        return result;
    }

    /// <summary>The tables that exist, by their quoted names.</summary>
    private static string[] TablesOf(IReadOnlyList<PlannedMigration> pending) =>
    [
        .. pending
            .SelectMany(static m => MigrationLowering.Lower(m).Migration.Up.Operations)
            .OfType<TableOperation>()
            .Where(static o => o is not CreateTable)
            .Select(static o => new TableName(o.Table.Schema, o.Table.Name).Sql)
            .Distinct(StringComparer.Ordinal),
    ];

    private static Task<List<PreflightFinding>> LongTransactionsAsync(NpgsqlConnection connection, TimeSpan atLeast, CancellationToken cancellationToken) => connection.QueryAsync(
        $"""
        SELECT {BlockerQueries.Columns} FROM pg_catalog.pg_stat_activity a
        WHERE a.datname = current_database() AND a.pid <> pg_catalog.pg_backend_pid() AND a.backend_type = 'client backend'
          AND a.xact_start < clock_timestamp() - $1
        ORDER BY a.xact_start
        """,
        static r => new PreflightFinding(
            FindingIds.LongTransaction,
            PreflightSeverity.Warning,
            $"A transaction is open: {BlockerQueries.Read(r)}. Concurrent index builds wait for its end, and so do locks on the tables that it has used.")
        {
            Remedy = "Let it end, or end it: SELECT pg_terminate_backend(<its process id>).",
        },
        cancellationToken,
        atLeast);

    private static Task<List<PreflightFinding>> PreparedTransactionsAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => connection.QueryAsync(
        "SELECT gid, prepared::text FROM pg_catalog.pg_prepared_xacts WHERE database = current_database() ORDER BY prepared",
        static r => new PreflightFinding(
            FindingIds.PreparedTransaction,
            PreflightSeverity.Warning,
            $"The transaction '{r.GetString(0)}' has been prepared since {r.GetString(1)} and neither committed nor rolled back. It keeps its locks, and concurrent index builds wait for it.")
        {
            Remedy = $"COMMIT PREPARED '{r.GetString(0)}' or ROLLBACK PREPARED '{r.GetString(0)}'.",
        },
        cancellationToken);

    /// <summary>ALTER TABLE, CREATE INDEX and others need the table's owner.</summary>
    private static Task<List<PreflightFinding>> TablesOfOthersAsync(NpgsqlConnection connection, string[] tables, CancellationToken cancellationToken) => connection.QueryAsync(
        """
        SELECT c.oid::regclass::text, pg_catalog.pg_get_userbyid(c.relowner)::text, current_user::text
        FROM unnest($1) t JOIN pg_catalog.pg_class c ON c.oid = pg_catalog.to_regclass(t)
        WHERE NOT pg_catalog.pg_has_role(c.relowner, 'USAGE')
        ORDER BY 1
        """,
        static r => new PreflightFinding(FindingIds.NotOwner, PreflightSeverity.Error, $"The table {r.GetString(0)} belongs to {r.GetString(1)}, and {r.GetString(2)} is no member of that role: most changes to the table need its owner.")
        {
            Remedy = $"Connect as {r.GetString(1)}, or GRANT {r.GetString(1)} TO {r.GetString(2)}.",
        },
        cancellationToken,
        (object)tables);

    /// <summary>An ordinary autovacuum gives way; this one does not.</summary>
    private static Task<List<PreflightFinding>> WraparoundVacuumsAsync(NpgsqlConnection connection, string[] tables, CancellationToken cancellationToken) => connection.QueryAsync(
        """
        SELECT p.relid::regclass::text, a.pid
        FROM pg_catalog.pg_stat_progress_vacuum p JOIN pg_catalog.pg_stat_activity a ON a.pid = p.pid
        WHERE a.backend_type = 'autovacuum worker' AND a.query LIKE '%to prevent wraparound%' AND p.relid IN (SELECT pg_catalog.to_regclass(t) FROM unnest($1) t)
        """,
        static r => new PreflightFinding(
            FindingIds.WraparoundVacuum,
            PreflightSeverity.Warning,
            FormattableString.Invariant($"Autovacuum (process {r.GetInt32(1)}) works on {r.GetString(0)} to prevent transaction id wraparound. It does not give way: changes to the table wait until it is done."))
        {
            Remedy = "Wait for it; pg_stat_progress_vacuum shows how far it is.",
        },
        cancellationToken,
        (object)tables);

    private static Task<List<PreflightFinding>> InvalidIndexesAsync(NpgsqlConnection connection, string[] tables, CancellationToken cancellationToken) => connection.QueryAsync(
        """
        SELECT i.indexrelid::regclass::text, i.indrelid::regclass::text FROM pg_catalog.pg_index i
        WHERE NOT i.indisvalid AND i.indrelid IN (SELECT pg_catalog.to_regclass(t) FROM unnest($1) t)
        ORDER BY 1
        """,
        static r => new PreflightFinding(FindingIds.InvalidIndex, PreflightSeverity.Info, $"The index {r.GetString(0)} on {r.GetString(1)} is not valid: a build was interrupted, or is under way. Writes maintain it, queries do not use it.")
        {
            Remedy = $"A migration that builds it concurrently drops it first. Otherwise: REINDEX INDEX CONCURRENTLY {r.GetString(0)}.",
        },
        cancellationToken,
        (object)tables);

    /// <summary>Who may not see other users' sessions sees no positions of replicas.</summary>
    private static Task<List<PreflightFinding>> HiddenReplicasAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => connection.QueryAsync(
        "SELECT count(*), current_user::text FROM pg_catalog.pg_stat_replication WHERE pid IS NOT NULL AND state IS NULL HAVING count(*) > 0",
        static r => new PreflightFinding(
            FindingIds.ReplicaLagHidden,
            PreflightSeverity.Warning,
            FormattableString.Invariant($"There are {r.GetInt64(0)} replicas, and {r.GetString(1)} may not see how far they are: batched writes would not wait for them."))
        {
            Remedy = $"GRANT pg_monitor TO {r.GetString(1)}, or set MaxReplicaLag to null (--max-replica-lag off) if that is meant.",
        },
        cancellationToken);
}
