using MigrationAnalyzers.PostgresServers;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Tests.Proof;

/// <summary>
/// Holds a migration in the middle of its long work for as long as a test wants to look at the application. So the test need not be quicker than the migration, and its result is the same on
/// every machine. A statement that is held at its end has all the locks that it ever had: PostgreSQL gives them back when the transaction ends.
/// </summary>
internal sealed class Gate : IAsyncDisposable
{
    private const int Batch = 4711;
    private const int Validation = 4712;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    private readonly NpgsqlConnection _keeper;
    private readonly NpgsqlConnection _reader;

    private Gate(NpgsqlConnection keeper, NpgsqlConnection reader)
    {
        _keeper = keeper;
        _reader = reader;
    }

    /// <summary>Adds what waits at the gate, in the place of the migrator. It belongs to no table's definition but for a trigger, which both forms get.</summary>
    public static Task PrepareAsync(PostgresDatabase database, HelperCase helper) => database.ExecuteAsync(
    [
        $"""
        CREATE OR REPLACE FUNCTION wait_in_batch() RETURNS trigger LANGUAGE plpgsql SET lock_timeout = 0 AS $f$
        BEGIN
            IF current_setting('application_name') LIKE '%SafeMigrations' THEN
                PERFORM pg_advisory_xact_lock_shared({Batch});
            END IF;
            RETURN NULL;
        END $f$;
        CREATE TRIGGER wait_in_batch AFTER UPDATE OR DELETE ON {helper.Table} FOR EACH STATEMENT EXECUTE FUNCTION wait_in_batch();
        CREATE OR REPLACE FUNCTION wait_in_validation() RETURNS event_trigger LANGUAGE plpgsql SET lock_timeout = 0 AS $f$
        BEGIN
            IF current_setting('application_name') LIKE '%SafeMigrations' AND current_query() LIKE '%VALIDATE CONSTRAINT%' THEN
                PERFORM pg_advisory_xact_lock_shared({Validation});
            END IF;
        END $f$;
        CREATE EVENT TRIGGER wait_in_validation ON ddl_command_end WHEN TAG IN ('ALTER TABLE') EXECUTE FUNCTION wait_in_validation();
        """,
    ]);

    /// <summary>Nobody gets through from now on, and a transaction with a snapshot is open.</summary>
    public static async Task<Gate> CloseAsync(PostgresDatabase database, HelperCase helper, CancellationToken cancellationToken)
    {
        var gate = new Gate(await database.OpenAsync(cancellationToken), await database.OpenAsync(cancellationToken));
        try
        {
            await ExecuteAsync(gate._keeper, $"SELECT pg_advisory_lock({Batch}), pg_advisory_lock({Validation})", cancellationToken);
            await gate.BeginReaderAsync(helper, cancellationToken);
            return gate;
        }
        catch
        {
            await gate.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whenever the migration is held, lets the application be looked at, and then opens the gate. Returns where it was held.</summary>
    /// <param name="migration">Goes on meanwhile.</param>
    /// <param name="look">Must find what it looks for before the migration may go on.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Holds> WatchAsync(Task migration, Func<Task> look, CancellationToken cancellationToken)
    {
        var seen = Holds.None;
        while (!migration.IsCompleted)
        {
            var held = await FindAsync(cancellationToken);
            if (held is not Holds.None && (seen & held) == 0)
            {
                await look();
                seen |= held;
                await OpenAsync(held, cancellationToken);
            }

            await Task.Delay(Interval, cancellationToken);
        }

        return seen;
    }

    /// <summary>Ends the transaction of the reader.</summary>
    public Task EndReaderAsync(CancellationToken cancellationToken) => ExecuteAsync(_reader, "COMMIT", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync();
        await _keeper.DisposeAsync();
    }

    /// <summary>
    /// The snapshot is what CREATE INDEX CONCURRENTLY waits for before it takes its index as valid. Only where the case says so does the transaction also have a lock on the table,
    /// because that would keep off the short locks of other forms too.
    /// </summary>
    private Task BeginReaderAsync(HelperCase helper, CancellationToken cancellationToken) =>
        ExecuteAsync(_reader, $"BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT FROM {(helper.ReaderHoldsOn ? helper.Table : "pg_catalog.pg_am")} LIMIT 1", cancellationToken);

    private async Task<Holds> FindAsync(CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            SELECT CASE WHEN $2 = ANY (pg_blocking_pids(l.pid)) THEN 4 WHEN l.objid = {Validation} THEN 2 ELSE 1 END
            FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE NOT l.granted AND a.datname = current_database() AND a.application_name LIKE '%SafeMigrations'
              AND ((l.locktype = 'advisory' AND l.objid IN ({Batch}, {Validation})) OR $2 = ANY (pg_blocking_pids(l.pid)))
            """,
            _keeper) { Parameters = { new() { Value = _keeper.ProcessID }, new() { Value = _reader.ProcessID } } };
        return await command.ExecuteScalarAsync(cancellationToken) is int held ? (Holds)held : Holds.None;
    }

    private Task OpenAsync(Holds held, CancellationToken cancellationToken) => held switch
    {
        Holds.Batch => ExecuteAsync(_keeper, $"SELECT pg_advisory_unlock({Batch})", cancellationToken),
        Holds.Validation => ExecuteAsync(_keeper, $"SELECT pg_advisory_unlock({Validation})", cancellationToken),
        Holds.OldTransaction => EndReaderAsync(cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(held), held, "One of the three."),
    };

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
