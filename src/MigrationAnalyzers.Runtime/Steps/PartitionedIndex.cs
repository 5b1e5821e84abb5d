using MigrationAnalyzers.Runtime.Execution;
using System.Collections.Immutable;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Steps;

/// <summary>What an index of a partitioned table belongs to.</summary>
internal enum IndexOwner
{
    None,
    Unique,
    PrimaryKey,
}

/// <summary>
/// An index on a partitioned table, for which PostgreSQL has no CONCURRENTLY: an index ON ONLY the parents, which is empty and invalid, an index of each partition
/// built concurrently, and each attached to the one above it; with the last one the parent's becomes valid.
/// </summary>
internal static class PartitionedIndex
{
    public static async Task<ImmutableArray<StepPhase>> PhasesAsync(
        NpgsqlConnection connection, IndexDefinition index, IndexOwner owner, ImmutableArray<PartitionNode> tree, CancellationToken cancellationToken)
    {
        var phases = ImmutableArray.CreateBuilder<StepPhase>();
        var names = new Dictionary<TableName, IndexDefinition>();
        foreach (var node in tree)
        {
            var isRoot = node.Parent is null;
            var own = index.On(node.Table, isRoot ? index.Name : await NameAsync(connection, node.Table, index, owner, cancellationToken).ConfigureAwait(false));
            names.Add(node.Table, own);
            var isAttached = isRoot ? null : IsAttached(node.Table, names[node.Parent!]);
            if (node.IsPartitioned)
            {
                if (isRoot)
                {
                    phases.Add(IndexPhases.Guard(own));
                }

                var sql = owner == IndexOwner.None ? own.Create(on: "ONLY ") : $"ALTER TABLE ONLY {node.Table.Sql} ADD CONSTRAINT {TableName.Quote(own.Name)} {Keyword(owner)} ({TableName.QuoteAll(own.Columns)})";
                phases.Add(StepPhase.ShortLock(sql) with { IsDone = Either($"SELECT EXISTS (SELECT FROM pg_index i WHERE i.indexrelid = {CatalogSql.Oid(own.Index)} AND i.indrelid = {CatalogSql.Oid(node.Table)})", isAttached) });
            }
            else
            {
                phases.AddRange(IndexPhases.Build(own).Select(p => p with { IsDone = p.IsDone is null ? isAttached : Either(p.IsDone, isAttached) }));
                if (owner != IndexOwner.None)
                {
                    phases.Add(StepPhase.ShortLock(UsingIndex(own, owner)) with { IsDone = Either(CatalogSql.ConstraintExists(node.Table, own.Name), isAttached) });
                }
            }

            if (!isRoot)
            {
                phases.Add(StepPhase.ShortLock($"ALTER INDEX {names[node.Parent!].Index.Sql} ATTACH PARTITION {own.Index.Sql}") with { IsDone = isAttached });
            }
        }

        phases.Add(StepPhase.ShortLock(PlainSql.Block(PlainSql.Raise(
            $"The index {index.Index} is not valid yet, because {index.Table} has a partition without it: one was added or is a foreign table. Run the migration again."))) with
        {
            IsDone = CatalogSql.IndexIsValid(index.Table, index.Name),
            Summary = $"fails if {index.Index} is not valid now",
            Effect = [],
        });
        return phases.ToImmutable();
    }

    /// <summary>Makes a finished index a constraint, which takes the index over.</summary>
    public static string UsingIndex(IndexDefinition index, IndexOwner owner) =>
        $"ALTER TABLE {index.Table.Sql} ADD CONSTRAINT {TableName.Quote(index.Name)} {Keyword(owner)} USING INDEX {TableName.Quote(index.Name)}";

    private static string Keyword(IndexOwner owner) => owner == IndexOwner.PrimaryKey ? "PRIMARY KEY" : "UNIQUE";

    private static string Either(string first, string? second) => second is null ? first : $"SELECT ({first}) OR ({second})";

    private static string IsAttached(TableName partition, IndexDefinition parent) =>
        $"SELECT EXISTS (SELECT FROM pg_inherits h JOIN pg_index i ON i.indexrelid = h.inhrelid WHERE i.indrelid = {CatalogSql.Oid(partition)} AND h.inhparent = {CatalogSql.Oid(parent.Index)})";

    /// <summary>The name that is attached already, or PostgreSQL's own choice: the first that is free, or that an earlier attempt made on this partition.</summary>
    private static async Task<string> NameAsync(NpgsqlConnection connection, TableName partition, IndexDefinition index, IndexOwner owner, CancellationToken cancellationToken)
    {
        var label = owner switch
        {
            IndexOwner.None => "idx",
            IndexOwner.Unique => "key",
            IndexOwner.PrimaryKey => "pkey",
            _ => throw new InvalidOperationException($"There is no owner of an index {owner}."),
        };
        var columns = index.Columns.AddRange(index.Include);
        for (var number = 0; ; number++)
        {
            var name = number == 0 ? PartitionIndexName.Of(partition.Name, columns, label) : PartitionIndexName.Numbered(partition.Name, columns, label, number);
            const string Sql = """
                SELECT NOT EXISTS (SELECT FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid
                    WHERE c.oid = to_regclass($1) AND (i.indrelid IS DISTINCT FROM to_regclass($2) OR EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = c.oid AND h.inhparent <> coalesce(to_regclass($3), 0))))
                """;
            if (await connection.ScalarAsync<bool>(Sql, cancellationToken, partition.Sibling(name).Sql, partition.Sql, index.Index.Sql).ConfigureAwait(false))
            {
                return name;
            }
        }
    }
}
