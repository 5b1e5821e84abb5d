using Npgsql;

namespace MigrationAnalyzers.PostgresServers.Tracing;

/// <summary>The user relations of a database: what an oid in <c>pg_locks</c> stands for, and the file it is stored in.</summary>
internal sealed class RelationMap
{
    private const string Query = """
        SELECT c.oid,
               CASE n.nspname WHEN 'public' THEN c.relname::text ELSE n.nspname || '.' || c.relname END,
               c.relkind,
               pg_relation_filenode(c.oid)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname NOT IN ('pg_catalog', 'pg_toast', 'information_schema')
        """;

    private readonly Dictionary<uint, Relation> _relations = [];
    private readonly Dictionary<uint, Relation> _dropped = [];

    private sealed record Relation(string Name, char Kind, uint? File);

    public static async Task<RelationMap> CaptureAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var map = new RelationMap();
        await using var command = new NpgsqlCommand(Query, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            map._relations[reader.GetFieldValue<uint>(0)] = new Relation(
                reader.GetString(1), reader.GetChar(2), await reader.IsDBNullAsync(3, cancellationToken).ConfigureAwait(false) ? null : reader.GetFieldValue<uint>(3));
        }

        return map;
    }

    /// <summary>Remembers the relations that exist no more: the lock on a dropped table still has its oid.</summary>
    public void RememberDropped(RelationMap earlier)
    {
        foreach (var (oid, relation) in earlier._relations.Concat(earlier._dropped))
        {
            if (!_relations.ContainsKey(oid))
            {
                _dropped.TryAdd(oid, relation);
            }
        }
    }

    /// <summary>Null for a catalog, and for a relation that came and went between two looks.</summary>
    public RelationLock? Describe(uint oid, TableLockMode mode) =>
        _relations.TryGetValue(oid, out var relation) || _dropped.TryGetValue(oid, out relation) ? new RelationLock(relation.Name, relation.Kind, mode) : null;

    /// <summary>
    /// The relations of an earlier state that have another file here, indexes as <c>idx:name</c>. By name: a rebuilt index has a new oid.
    /// One that has only got the name of another is not rewritten. Sequences are left out: one row each.
    /// </summary>
    public IEnumerable<string> RewrittenSince(RelationMap earlier)
    {
        var files = earlier._relations.Values.ToDictionary(relation => (relation.Name, relation.Kind), relation => relation.File);
        return _relations
            .Where(r => !earlier._relations.TryGetValue(r.Key, out var same) || same.File != r.Value.File)
            .Select(static r => r.Value)
            .Where(relation => relation.Kind != 'S' && files.TryGetValue((relation.Name, relation.Kind), out var file) && file is not null && file != relation.File)
            .Select(relation => relation.Kind is 'i' or 'I' ? $"idx:{relation.Name}" : relation.Name)
            .Order(StringComparer.Ordinal);
    }
}
