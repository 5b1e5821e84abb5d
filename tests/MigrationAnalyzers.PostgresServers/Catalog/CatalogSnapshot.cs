using System.Globalization;
using Npgsql;

namespace MigrationAnalyzers.PostgresServers.Catalog;

/// <summary>
/// All objects that users made in a database, as sorted lines of text. Two databases of one server version have the same text when they
/// have the same schema, whichever statements made it: columns are listed by name, and what the server chooses freely (oids, files, the
/// names of not-null constraints since PostgreSQL 18) is left out.
/// </summary>
public sealed record CatalogSnapshot
{
    private CatalogSnapshot(IReadOnlyList<string> lines) => Lines = lines;

    /// <summary>One an object: <c>column public.orders.id bigint not null</c>, <c>index ...</c>, <c>constraint ... NOT VALID</c>.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>Reads the catalog as the session sees it, uncommitted changes of its own included.</summary>
    public static async Task<CatalogSnapshot> CaptureAsync(
        NpgsqlConnection connection, CatalogSnapshotOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();

        // Names outside the search path are printed with their schema.
        var searchPath = (string)(await ScalarAsync(connection, "SELECT current_setting('search_path')", [], cancellationToken).ConfigureAwait(false))!;
        await SetSearchPathAsync(connection, "pg_catalog", cancellationToken).ConfigureAwait(false);

        var lines = new List<string>();
        foreach (var query in CatalogQueries.All)
        {
            lines.AddRange(
                from row in await ReadAsync(connection, query, cancellationToken).ConfigureAwait(false)
                where row.Table is null || !options.ExcludedTables.Contains(row.Table)
                select row.Text);
        }

        if (options.IncludeData)
        {
            lines.AddRange(await ReadDataAsync(connection, options, cancellationToken).ConfigureAwait(false));
        }

        await SetSearchPathAsync(connection, searchPath, cancellationToken).ConfigureAwait(false);
        lines.Sort(StringComparer.Ordinal);
        return new CatalogSnapshot(lines);
    }

    /// <summary>All lines, for comparison in a test.</summary>
    public override string ToString() => string.Join('\n', Lines);

    private static async Task<List<string>> ReadDataAsync(NpgsqlConnection connection, CatalogSnapshotOptions options, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        foreach (var (table, name) in await ReadAsync(connection, CatalogQueries.Tables, cancellationToken).ConfigureAwait(false))
        {
            if (options.ExcludedTables.Contains(table!))
            {
                continue;
            }

            var hash = await ScalarAsync(connection, CatalogQueries.HashOf(name), [], cancellationToken).ConfigureAwait(false);
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"data {name} {hash}"));
        }

        return lines;
    }

    private static async Task<List<(string? Table, string Text)>> ReadAsync(NpgsqlConnection connection, string query, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(query, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var rows = new List<(string?, string)>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            rows.Add((await reader.IsDBNullAsync(0, cancellationToken).ConfigureAwait(false) ? null : reader.GetString(0), reader.GetString(1)));
        }

        return rows;
    }

    private static Task SetSearchPathAsync(NpgsqlConnection connection, string value, CancellationToken cancellationToken) =>
        ScalarAsync(connection, "SELECT set_config('search_path', $1, false)", [value], cancellationToken);

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, string[] arguments, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var argument in arguments)
        {
            command.Parameters.Add(new() { Value = argument });
        }

        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
    }
}
