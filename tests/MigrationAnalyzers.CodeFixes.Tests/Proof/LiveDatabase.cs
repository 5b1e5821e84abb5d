using System.Collections.Concurrent;
using System.Collections.Immutable;
using MigrationAnalyzers.PostgresServers;

namespace MigrationAnalyzers.CodeFixes.Tests.Proof;

/// <summary>A database that a run has for itself. It is emptied for the next one, which is quicker than to make a new one or to copy one.</summary>
internal sealed class LiveDatabase : IAsyncDisposable
{
    private const string Empty = """
        DO $$
        DECLARE statement text;
        BEGIN
            FOR statement IN
                SELECT format('DROP EVENT TRIGGER %I CASCADE', evtname) FROM pg_event_trigger
                UNION ALL SELECT format('DROP PUBLICATION %I', pubname) FROM pg_publication
                UNION ALL SELECT format('DROP EXTENSION %I CASCADE', extname) FROM pg_extension WHERE extname <> 'plpgsql'
                UNION ALL SELECT format('DROP SCHEMA %I CASCADE', nspname) FROM pg_namespace WHERE nspname NOT LIKE 'pg\_%' AND nspname <> 'information_schema'
            LOOP
                EXECUTE statement;
            END LOOP;
            CREATE SCHEMA public;
        END $$
        """;

    private static readonly ConcurrentDictionary<int, ConcurrentBag<PostgresDatabase>> s_idle = [];

    private LiveDatabase(PostgresDatabase database) => Database = database;

    public PostgresDatabase Database { get; }

    /// <summary>One in which these statements have run, and nothing else is.</summary>
    public static async Task<LiveDatabase> CreateAsync(int major, ImmutableArray<string> statements)
    {
        if (!s_idle.GetOrAdd(major, static _ => []).TryTake(out var database))
        {
            database = await (await PostgresServer.SharedAsync(major)).CreateDatabaseAsync();
        }

        await database.ExecuteAsync(statements.Prepend(Empty));
        return new LiveDatabase(database);
    }

    public ValueTask DisposeAsync()
    {
        s_idle[Database.Server.Major].Add(Database);
        return ValueTask.CompletedTask;
    }
}
