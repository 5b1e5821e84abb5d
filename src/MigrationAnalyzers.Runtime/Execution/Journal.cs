using MigrationAnalyzers.Runtime.Planning;
using MigrationAnalyzers.Runtime.Steps;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Execution;

/// <summary>
/// What was done of each migration, in a table beside EF's history: written in the transaction of the step itself, so that a run that was killed is taken up exactly
/// where it was.
/// </summary>
internal sealed class Journal(TableName table)
{
    private readonly string _table = table.Sql;

    public string CreateSql => $"""
        CREATE TABLE IF NOT EXISTS {_table} (
            migration_id text NOT NULL,
            direction text NOT NULL,
            step integer NOT NULL,
            title text NOT NULL,
            checksum text NOT NULL,
            state text NOT NULL,
            cursor text,
            rows bigint NOT NULL DEFAULT 0,
            product_version text NOT NULL,
            started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
            finished_at timestamptz,
            PRIMARY KEY (migration_id, direction, step))
        """;

    public Task<bool> ExistsAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ScalarAsync<bool>($"SELECT pg_catalog.to_regclass({table.RegclassLiteral}) IS NOT NULL", cancellationToken);

    /// <summary>The steps of a migration that were begun.</summary>
    public async Task<IReadOnlyDictionary<int, JournalEntry>> ReadAsync(NpgsqlConnection connection, string migrationId, PlanDirection direction, CancellationToken cancellationToken)
    {
        var entries = await connection.QueryAsync(
            $"SELECT step, title, checksum, state = 'done', cursor, rows, product_version FROM {_table} WHERE migration_id = $1 AND direction = $2",
            Read,
            cancellationToken,
            migrationId,
            Name(direction)).ConfigureAwait(false);
        return entries.ToDictionary(static e => e.Step);
    }

    /// <summary>Each migration and direction of which steps were begun.</summary>
    public Task<List<(string MigrationId, PlanDirection Direction, int Begun, int Done)>> ReadMigrationsAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.QueryAsync(
            $"SELECT migration_id, direction, count(*)::int, (count(*) FILTER (WHERE state = 'done'))::int FROM {_table} GROUP BY migration_id, direction ORDER BY migration_id, direction",
            static r => (r.GetString(0), r.GetString(1) == "up" ? PlanDirection.Up : PlanDirection.Down, r.GetInt32(2), r.GetInt32(3)),
            cancellationToken);

    public async Task BeginAsync(NpgsqlConnection connection, PlannedMigration migration, PlannedStep step, CancellationToken cancellationToken) =>
        await WriteAsync(connection, migration, step, "running", cancellationToken).ConfigureAwait(false);

    public async Task FinishAsync(NpgsqlConnection connection, PlannedMigration migration, PlannedStep step, CancellationToken cancellationToken) =>
        await WriteAsync(connection, migration, step, "done", cancellationToken).ConfigureAwait(false);

    /// <summary>In the transaction that writes the rows.</summary>
    public async Task SaveCursorAsync(NpgsqlConnection connection, PlannedMigration migration, PlannedStep step, string? cursor, long rows, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            $"UPDATE {_table} SET cursor = $4, rows = rows + $5 WHERE migration_id = $1 AND direction = $2 AND step = $3",
            migration.Id,
            Name(migration.Direction),
            step.Number,
            (object?)cursor ?? DBNull.Value,
            rows);
        command.Parameters[3].NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text;
        if (await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) != 1)
        {
            throw new SafeMigrationException(
                SafeMigrationFailure.Journal, $"Step {step.Number} of {migration.Id} is no longer in {table}: somebody changed the journal while the migration ran. Nothing of this batch was written; run again.");
        }
    }

    /// <summary>Forgets what was begun of a migration; of a migration that was rolled back, also what was done before.</summary>
    public async Task ForgetAsync(NpgsqlConnection connection, string migrationId, PlanDirection? direction, CancellationToken cancellationToken)
    {
        await using var command = direction is { } one
            ? connection.Command($"DELETE FROM {_table} WHERE migration_id = $1 AND direction = $2", migrationId, Name(one))
            : connection.Command($"DELETE FROM {_table} WHERE migration_id = $1", migrationId);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The step was begun and has failed as a whole.</summary>
    public async Task ForgetStepAsync(NpgsqlConnection connection, PlannedMigration migration, PlannedStep step, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            $"DELETE FROM {_table} WHERE migration_id = $1 AND direction = $2 AND step = $3 AND state <> 'done'", migration.Id, Name(migration.Direction), step.Number);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static string Name(PlanDirection direction) => direction == PlanDirection.Up ? "up" : "down";

    private static JournalEntry Read(NpgsqlDataReader reader) => new(
        reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetBoolean(3), reader.IsDBNull(4) ? null : reader.GetString(4), reader.GetInt64(5), reader.GetString(6));

    private async Task WriteAsync(NpgsqlConnection connection, PlannedMigration migration, PlannedStep step, string state, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            $"""
            INSERT INTO {_table} (migration_id, direction, step, title, checksum, state, product_version, finished_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, CASE $6 WHEN 'done' THEN clock_timestamp() END)
            ON CONFLICT (migration_id, direction, step) DO UPDATE
            SET title = excluded.title, checksum = excluded.checksum, state = excluded.state, product_version = excluded.product_version, finished_at = excluded.finished_at
            """,
            migration.Id,
            Name(migration.Direction),
            step.Number,
            step.Title,
            StepChecksum.Of(step),
            state,
            EfServices.ProductVersion);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
