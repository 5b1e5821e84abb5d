using System.Collections.Immutable;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Steps;

/// <summary>A table of a partition tree. The root has no parent.</summary>
internal sealed record PartitionNode(TableName Table, TableName? Parent, bool IsPartitioned);

internal static class PartitionTree
{
    /// <summary>All tables of the tree, parents first, without foreign tables; empty where the table is not partitioned.</summary>
    public static async Task<ImmutableArray<PartitionNode>> ReadAsync(NpgsqlConnection connection, TableName root, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT n.nspname::text, c.relname::text, pn.nspname::text, p.relname::text, c.relkind = 'p'
            FROM pg_partition_tree(to_regclass($1)) t
            JOIN pg_class c ON c.oid = t.relid JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN (pg_class p JOIN pg_namespace pn ON pn.oid = p.relnamespace) ON p.oid = t.parentrelid AND t.level > 0
            WHERE c.relkind IN ('r', 'p') AND EXISTS (SELECT FROM pg_class r WHERE r.oid = to_regclass($1) AND r.relkind = 'p')
            ORDER BY t.level, 1, 2
            """;
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new NpgsqlParameter { Value = root.Sql });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var nodes = ImmutableArray.CreateBuilder<PartitionNode>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var parent = await reader.IsDBNullAsync(2, cancellationToken).ConfigureAwait(false) ? null : new TableName(reader.GetString(2), reader.GetString(3));
            nodes.Add(new PartitionNode(new TableName(reader.GetString(0), reader.GetString(1)), parent, reader.GetBoolean(4)));
        }

        return nodes.ToImmutable();
    }
}
