using MigrationAnalyzers.PostgresServers;
using Npgsql;

namespace MigrationAnalyzers.LockLab.Measuring;

/// <summary>The database <c>lab</c> of a server, empty for each case.</summary>
internal sealed class CaseDatabase(PostgresServer server)
{
    private const string Name = "lab";

    /// <summary>Dropping the schemas is much quicker than making a database anew, and leaves nothing of nearly every case.</summary>
    private const string DropSchemas = """
        do $$
        declare s name;
        begin
          for s in select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema' loop
            execute format('drop schema %I cascade', s);
          end loop;
        end $$;
        create schema public;
        """;

    /// <summary>A database with a subscription cannot be dropped, nor a subscription whose slot is on a server that does not answer.</summary>
    private const string DropSubscriptions = """
        do $$
        declare s name;
        begin
          for s in select subname from pg_subscription where subdbid = (select oid from pg_database where datname = current_database()) loop
            execute format('alter subscription %I disable', s);
            execute format('alter subscription %I set (slot_name = none)', s);
            execute format('drop subscription %I', s);
          end loop;
        end $$;
        """;

    /// <summary>What belongs to no schema, or to the whole server. User objects have oids from 16384 on (FirstNormalObjectId in transam.h).</summary>
    private const string HasLeftovers = """
        select exists (select from pg_publication)
            or exists (select from pg_event_trigger)
            or exists (select from pg_foreign_data_wrapper)
            or exists (select from pg_extension where extname <> 'plpgsql')
            or exists (select from pg_am where oid >= 16384)
            or exists (select from pg_cast where oid >= 16384)
            or exists (select from pg_language where oid >= 16384)
            or exists (select from pg_default_acl)
            or exists (select from pg_largeobject_metadata)
            or exists (select from pg_db_role_setting)
            or exists (select from pg_prepared_xacts)
            or exists (select from pg_roles where rolname !~ '^pg_' and not rolsuper)
        """;

    private const string Roles = "select string_agg(quote_ident(rolname), ', ') from pg_roles where rolname !~ '^pg_' and not rolsuper";

    private readonly string _connectionString = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = Name }.ConnectionString;

    private bool _exists;

    /// <summary>Nothing of the case before is left.</summary>
    public async Task EmptyAsync(CancellationToken cancellationToken)
    {
        if (_exists && await TryEmptyAsync(cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        await SqlScript.ExecuteAsync(connection, $"drop database if exists {Name}", cancellationToken).ConfigureAwait(false);
        await SqlScript.ExecuteAsync(connection, $"create database {Name}", cancellationToken).ConfigureAwait(false);
        if (await ScalarAsync(connection, Roles, cancellationToken).ConfigureAwait(false) is string roles)
        {
            await SqlScript.ExecuteAsync(connection, $"drop role {roles}", cancellationToken).ConfigureAwait(false);
        }

        _exists = true;
    }

    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        return connection;
    }

    /// <summary>False when that needs another database.</summary>
    private async Task<bool> TryEmptyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
            await SqlScript.ExecuteAsync(connection, DropSubscriptions, cancellationToken).ConfigureAwait(false);
            await SqlScript.ExecuteAsync(connection, DropSchemas, cancellationToken).ConfigureAwait(false);
            return await ScalarAsync(connection, HasLeftovers, cancellationToken).ConfigureAwait(false) is false;
        }
        catch (PostgresException)
        {
            // An event trigger of the case's, for example, may refuse it.
            return false;
        }
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
    }
}
