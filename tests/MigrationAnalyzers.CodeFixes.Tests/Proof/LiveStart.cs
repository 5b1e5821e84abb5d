using System.Collections.Concurrent;
using System.Collections.Immutable;
using Npgsql;

namespace MigrationAnalyzers.CodeFixes.Tests.Proof;

/// <summary>
/// A database as it is before a migration: the tables of the shop with rows in them. Triggers count the rows that a transaction updates or deletes, because writers of
/// these rows wait for its end.
/// </summary>
internal sealed class LiveStart
{
    /// <summary>Belongs to the tests and is no part of what is compared.</summary>
    public const string CounterTable = "rows_written_by_the_migration";

    private static readonly ConcurrentDictionary<(int Major, string Statements), Lazy<Task<LiveStart>>> s_starts = [];

    private static readonly ImmutableArray<string> s_rows =
    [
        "INSERT INTO users SELECT i, 'user' || i || '@example.com' FROM generate_series(1, 200) AS i",
        "INSERT INTO orders SELECT i, 1 + i % 200, i, CASE WHEN i % 3 = 0 THEN 'open' END FROM generate_series(1, 12000) AS i",
        "INSERT INTO \"Sales\".\"Order Lines\" SELECT 1 + i % 12000, i, md5(i::text)::uuid FROM generate_series(1, 2000) AS i",
        "INSERT INTO pairs SELECT i, i FROM generate_series(1, 100) AS i",
    ];

    private static readonly ImmutableArray<string> s_counting =
    [
        "CREATE SCHEMA proof",
        $"CREATE TABLE proof.{CounterTable} (transaction bigint, target text, written bigint)",
        $"""
        CREATE FUNCTION proof.count_rows() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO proof.{CounterTable} SELECT txid_current(), TG_TABLE_NAME, count(*) FROM written;
            RETURN NULL;
        END $$
        """,
        """
        DO $$
        DECLARE t regclass; e text;
        BEGIN
            FOR t IN SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'proof') LOOP
                FOREACH e IN ARRAY ARRAY['UPDATE', 'DELETE'] LOOP
                    EXECUTE format('CREATE TRIGGER %I AFTER %s ON %s REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION proof.count_rows()', 'count_' || lower(e), e, t);
                END LOOP;
            END LOOP;
        END $$
        """,
    ];

    private readonly ImmutableArray<string> _statements;

    private LiveStart(int major, ImmutableArray<string> statements) => (Major, _statements) = (major, statements);

    /// <summary>The version of the server.</summary>
    public int Major { get; }

    /// <summary>The tables, as they are written in SQL.</summary>
    public required ImmutableArray<string> Tables { get; init; }

    public required LiveState State { get; init; }

    /// <param name="major">Of the server.</param>
    /// <param name="migrations">Those that lie behind.</param>
    /// <param name="rows">What runs before the rows of the shop and the triggers have come.</param>
    public static Task<LiveStart> OfAsync(int major, IEnumerable<EfMigration> migrations, ImmutableArray<string> rows)
    {
        ImmutableArray<string> statements = [.. migrations.SelectMany(static (m, i) => m.Up.Select(static c => c.Text).Concat(i == 0 ? s_rows : [])), .. rows, .. s_counting];
        return s_starts.GetOrAdd((major, string.Join(";\n", statements)), _ => new(() => CreateAsync(major, statements))).Value;
    }

    /// <summary>A database of one's own.</summary>
    public Task<LiveDatabase> CreateDatabaseAsync() => LiveDatabase.CreateAsync(Major, _statements);

    private static async Task<LiveStart> CreateAsync(int major, ImmutableArray<string> statements)
    {
        await using var live = await LiveDatabase.CreateAsync(major, statements);
        await using var connection = await live.Database.OpenAsync();
        return new LiveStart(major, statements) { Tables = await TablesAsync(connection), State = await LiveState.CaptureAsync(connection) };
    }

    private static async Task<ImmutableArray<string>> TablesAsync(NpgsqlConnection connection)
    {
        const string Sql = """
            SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'proof') ORDER BY 1
            """;
        await using var command = new NpgsqlCommand(Sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var tables = ImmutableArray.CreateBuilder<string>();
        while (await reader.ReadAsync())
        {
            tables.Add(reader.GetString(0));
        }

        return tables.ToImmutable();
    }
}
