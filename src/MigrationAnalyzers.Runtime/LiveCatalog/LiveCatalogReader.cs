using System.Collections.Immutable;
using System.Data;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;
using Npgsql;

namespace MigrationAnalyzers.Runtime.LiveCatalog;

/// <summary>
/// Reads the schema of a real database into the catalog that the rules look at: the schema is written as statements, and these are replayed, so that it means the same as a
/// catalog that comes from migrations. Only pg_catalog is read; each role may do that.
/// </summary>
internal static class LiveCatalogReader
{
    /// <summary>All of the schema as one moment shows it. No table in it is new, and of its rows nothing is known.</summary>
    /// <param name="connection">Open, and with no transaction under way. Its settings stay as they are.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>
    /// <see cref="SchemaCatalog.Unknown"/> where names without a schema are not those of <c>public</c> (search_path), for then a migration means other tables than it says. A statement
    /// that cannot be read leaves its table incomplete and the catalog not whole.
    /// </returns>
    /// <exception cref="PostgresException">The server refused, for example because lock_timeout ended the wait for a table that is being changed.</exception>
    public static async Task<SchemaCatalog> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
        await using var disposal = transaction.ConfigureAwait(false);
        var schemas = await ReadAsync(connection, "SELECT coalesce(current_schema(), 'public')", static r => r.GetString(0), cancellationToken).ConfigureAwait(false);
        if (schemas is not [RelationName.DefaultSchema])
        {
            return SchemaCatalog.Unknown;
        }

        // The definitions name what is in public without its schema, as migrations do, and all else with it.
        await ExecuteAsync(connection, "SET TRANSACTION READ ONLY; SET LOCAL search_path = public; SET LOCAL standard_conforming_strings = on", cancellationToken).ConfigureAwait(false);
        var facts = await ReadFactsAsync(connection, cancellationToken).ConfigureAwait(false);
        var catalog = Begin(facts);
        foreach (var query in DefinitionQueries.InOrder(connection.PostgreSqlVersion.Major))
        {
            foreach (var (sql, table) in await ReadAsync(connection, query, static r => (r.GetString(0), NameIn(r, 1)), cancellationToken).ConfigureAwait(false))
            {
                catalog = Replay(catalog, sql, table);
            }
        }

        return Finish(catalog, facts);
    }

    /// <summary>What is known before any statement is replayed, so that the statements find it.</summary>
    private static SchemaCatalog Begin(CatalogFacts facts)
    {
        var functions = SchemaCatalog.Empty.Functions.ToBuilder();
        var overloaded = SchemaCatalog.Empty.OverloadedFunctions.ToBuilder();
        foreach (var (name, volatility, count) in facts.Functions)
        {
            functions[name] = new FunctionInfo(volatility, Arguments: null);
            if (count > 1)
            {
                overloaded.Add(name);
            }
        }

        // The catalog has no place for types that are neither enums nor domains nor composites: it takes a function of that name for a conversion to the type.
        foreach (var name in facts.Types)
        {
            functions.TryAdd(name, new FunctionInfo(Volatility.Unknown, Arguments: null));
        }

        return SchemaCatalog.Empty with
        {
            Schemas = [.. facts.Schemas],
            Roles = [.. facts.Roles],
            Tablespaces = [.. facts.Tablespaces],
            AccessMethods = [.. facts.AccessMethods],
            InstalledExtensions = [.. facts.Extensions],
            OtherRelations = [.. facts.Relations],
            Functions = functions.ToImmutable(),
            OverloadedFunctions = overloaded.ToImmutable(),
        };
    }

    private static SchemaCatalog Replay(SchemaCatalog catalog, string sql, RelationName? table)
    {
        var isRead = true;
        foreach (var statement in SqlFrontEnd.Read(SqlText.OfFile("catalog", sql)))
        {
            if (statement.Operations.Any(static o => o is InvalidSql or UnknownSql or OpaqueOperation))
            {
                isRead = false;
            }
            else
            {
                catalog = catalog.Apply(statement);
            }
        }

        // What the statement would have told is missing now.
        return isRead ? catalog
            : table is { } name && catalog.Find(name) is { } known ? catalog.Put(known with { IsComplete = false }) with { IsWhole = false }
            : catalog with { IsWhole = false };
    }

    /// <summary>What no statement says.</summary>
    private static SchemaCatalog Finish(SchemaCatalog catalog, CatalogFacts facts)
    {
        foreach (var index in facts.InvalidIndexes)
        {
            catalog = IndexReplay.Mark(catalog, index, isInvalid: true);
        }

        foreach (var table in catalog.Tables.Values)
        {
            var constraints = facts.Constraints.TryGetValue(table.Name, out var known) ? known : [];
            catalog = catalog.Put(table with
            {
                // To the replay a table without an INSERT is an empty one.
                Rows = KnownRows.None,
                IsLoaded = false,

                // A partition that has something equal to what its parent has in another form got that twice.
                Constraints = table.Constraints.RemoveAll(c => c.Name is { } name && !constraints.Contains(name, StringComparer.Ordinal)),
                Indexes =
                [
                    .. table.Indexes.SelectMany<IndexInfo, IndexInfo>(i =>
                        facts.Indexes.TryGetValue(new RelationName(table.Name.Schema, i.Name), out var older) ? [i with { OlderConstraints = older }] : []),
                ],
            });
        }

        return catalog.EndUnit();
    }

    private static async Task<CatalogFacts> ReadFactsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var names = async (string query) => await ReadAsync(connection, query, static r => r.GetString(0), cancellationToken).ConfigureAwait(false);
        var relations = async (string query) => await ReadAsync(connection, query, static r => NameIn(r, 0)!.Value, cancellationToken).ConfigureAwait(false);
        var namesBy = async (string query) => (await ReadAsync(
            connection, query, static r => KeyValuePair.Create(NameIn(r, 0)!.Value, r.GetFieldValue<string[]>(2).ToImmutableArray()), cancellationToken).ConfigureAwait(false))
            .ToImmutableDictionary();
        return new CatalogFacts
        {
            Schemas = await names(DefinitionQueries.Schemas).ConfigureAwait(false),
            Roles = await names(DefinitionQueries.Roles).ConfigureAwait(false),
            Tablespaces = await names(DefinitionQueries.Tablespaces).ConfigureAwait(false),
            AccessMethods = await names(DefinitionQueries.AccessMethods).ConfigureAwait(false),
            Extensions = await names(DefinitionQueries.Extensions).ConfigureAwait(false),
            Relations = await relations(DefinitionQueries.OtherRelations).ConfigureAwait(false),
            Types =
            [
                .. (await ReadAsync(connection, DefinitionQueries.OtherTypes, static r => (IsToSay: IsToSay(r), Name: NameIn(r, 1)!.Value), cancellationToken).ConfigureAwait(false))
                    .Where(static t => t.IsToSay).Select(static t => t.Name),
            ],
            InvalidIndexes = await relations(DefinitionQueries.InvalidIndexes).ConfigureAwait(false),
            Functions =
            [
                .. (await ReadAsync(
                    connection,
                    DefinitionQueries.OtherFunctions,
                    static r => (IsToSay: IsToSay(r), Function: (NameIn(r, 1)!.Value, VolatilityOf(r.GetString(3)), r.GetInt64(4))),
                    cancellationToken).ConfigureAwait(false)).Where(static f => f.IsToSay).Select(static f => f.Function),
            ],
            Indexes = await namesBy(DefinitionQueries.OlderConstraints).ConfigureAwait(false),
            Constraints = await namesBy(DefinitionQueries.Constraints).ConfigureAwait(false),
        };
    }

    /// <summary>What the Engine's own extensions bring it knows.</summary>
    private static bool IsToSay(NpgsqlDataReader reader) => reader.IsDBNull(0) || !Extensions.MakesNoRelation(reader.GetString(0));

    private static Volatility VolatilityOf(string letter) => letter switch
    {
        "i" => Volatility.Immutable,
        "s" => Volatility.Stable,
        _ => Volatility.Volatile,
    };

    private static RelationName? NameIn(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null
        : new RelationName(reader.GetString(column) is var schema && schema == RelationName.DefaultSchema ? null : schema, reader.GetString(column + 1));

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using var disposal = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ImmutableArray<T>> ReadAsync<T>(NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using var disposal = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerDisposal = reader.ConfigureAwait(false);
        var result = ImmutableArray.CreateBuilder<T>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            result.Add(read(reader));
        }

        return result.ToImmutable();
    }
}
