using System.Collections.Immutable;
using MigrationAnalyzers.Runtime.Execution;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Steps.Expand;

/// <summary>
/// Copies of the indexes that mention a column, for the column beside it. What they are is asked of PostgreSQL, not read out of text: the same indexes are made
/// on an empty temporary table, the change is done there, and pg_get_indexdef() says what has become of them.
/// </summary>
internal sealed record IndexCopies(ColumnPair Pair)
{
    /// <summary>The temporary table.</summary>
    public const string Model = "migration_model";

    /// <summary>Tables up to this size get their copies in a plain runner too, which cannot build them concurrently: a few milliseconds of a SHARE lock.</summary>
    public const int SmallTableBytes = 1 << 20;

    /// <summary>The new type of the column; null: the same.</summary>
    public string? NewType { get; init; }

    public string? Using { get; init; }

    /// <summary>Declarations of <see cref="MakeModel"/>.</summary>
    public const string Declarations = "original record;";

    /// <summary>
    /// Makes the model. Its indexes are called i and the oid of the original, its CHECK constraints c and the oid. Of the original, only what stands behind
    /// "CREATE INDEX name ON table " is taken: names are the same length on both sides, whatever is in them.
    /// </summary>
    public string MakeModel => SyncSql.Join(
        $"DROP TABLE IF EXISTS pg_temp.{Model};",
        $"EXECUTE format('CREATE TEMPORARY TABLE {Model} (LIKE %s INCLUDING DEFAULTS INCLUDING GENERATED) ON COMMIT DROP', t);",
        $"ALTER TABLE pg_temp.{Model} DROP COLUMN IF EXISTS {TableName.Quote(Pair.Copy)};",
        $"""
        FOR original IN {Originals} LOOP
            EXECUTE format('CREATE %sINDEX %I ON pg_temp.{Model} %s', CASE WHEN original.indisunique THEN 'UNIQUE ' ELSE '' END, 'i' || original.indexrelid, original.tail);
        END LOOP;
        """,
        NewType is null ? "" : $"""
            FOR original IN SELECT k.oid, pg_get_constraintdef(k.oid) AS definition FROM pg_constraint k
                WHERE k.conrelid = t AND k.contype = 'c' AND NOT {SyncSql.IsCopyName("k.conname")} AND k.conkey @> ARRAY[(SELECT a.attnum FROM pg_attribute a WHERE a.attrelid = t AND a.attname = {TableName.Literal(Pair.Name)})] LOOP
                EXECUTE format('ALTER TABLE pg_temp.{Model} ADD CONSTRAINT %I %s', 'c' || original.oid, regexp_replace(original.definition, ' NOT VALID$', ''));
            END LOOP;
            PERFORM set_config('search_path', path, true);
            EXECUTE {TableName.Literal($"ALTER TABLE pg_temp.{Model} ALTER COLUMN {TableName.Quote(Pair.Name)} TYPE {NewType}{(Using is null ? "" : $" USING {Using}")}")};
            PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
            """,
        $"ALTER TABLE pg_temp.{Model} RENAME COLUMN {TableName.Quote(Pair.Name)} TO {TableName.Quote(Pair.Copy)};");

    /// <summary>The indexes to copy, of the table <c>t</c>. An exclusion constraint's index on its own would exclude nothing.</summary>
    public string Originals => $"""
        SELECT i.indexrelid, i.indisunique, c.relname,
            substr(pg_get_indexdef(i.indexrelid), 1 + length({Head("i.indisunique", "c.relname", "n.nspname", "tc.relname", "tc.relkind = 'p'")})) AS tail
        FROM pg_index i
        JOIN pg_class c ON c.oid = i.indexrelid
        JOIN pg_class tc ON tc.oid = i.indrelid
        JOIN pg_namespace n ON n.oid = tc.relnamespace
        JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attname = {TableName.Literal(Pair.Name)} AND NOT a.attisdropped
        WHERE i.indrelid = t AND i.indisvalid AND NOT i.indisexclusion AND NOT {SyncSql.IsCopyName("c.relname")}
          AND (a.attnum = ANY (i.indkey) OR EXISTS (SELECT FROM pg_depend d
              WHERE d.classid = 'pg_class'::regclass AND d.objid = i.indexrelid AND d.refclassid = 'pg_class'::regclass AND d.refobjid = t AND d.refobjsubid = a.attnum))
        ORDER BY i.indexrelid
        """;

    private static string Head(string unique, string index, string schema, string table, string only) =>
        $"format('CREATE %sINDEX %I ON %s%I.%I ', CASE WHEN {unique} THEN 'UNIQUE ' ELSE '' END, {index}, CASE WHEN {only} THEN 'ONLY ' ELSE '' END, {schema}, {table})";

    /// <summary>Of the model: the name of each copy, whether it is unique, and its definition behind the name of the table.</summary>
    private string Copies => $"""
        SELECT {Pair.CopyNameOf("o.relname::text")} AS name, i.indisunique, substr(pg_get_indexdef(i.indexrelid), strpos(pg_get_indexdef(i.indexrelid), '.{Model} USING ') + length('.{Model} ')) AS tail
        FROM pg_index i
        JOIN pg_class m ON m.oid = i.indexrelid
        JOIN pg_class o ON o.oid = substr(m.relname, 2)::oid
        WHERE i.indrelid = 'pg_temp.{Model}'::regclass
        ORDER BY o.oid
        """;

    /// <summary>For runners that cannot build an index concurrently, because they do not know beforehand which there are.</summary>
    public StepPhase PlainPhase => StepPhase.Online(SyncSql.Block(
        Pair.Table,
        $"{Declarations} missing text;",
        SyncSql.Join(
            $"IF {SyncSql.IsTrigger(Pair)} THEN",
            MakeModel,
            $"""
            SELECT string_agg(format('CREATE %sINDEX CONCURRENTLY %I ON %s %s', CASE WHEN m.indisunique THEN 'UNIQUE ' ELSE '' END, m.name, t, m.tail), '; ') INTO missing
            FROM ({Copies}) m
            WHERE NOT EXISTS (SELECT FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = t AND c.relname = m.name AND i.indisvalid);
            """,
            SyncSql.RefuseWith(
                $"missing IS NOT NULL AND (SELECT sum(pg_table_size(p.relid)) FROM (SELECT t AS relid UNION SELECT relid FROM pg_partition_tree(t)) p) > {SmallTableBytes}",
                TableName.Literal($"the indexes of {Pair.Table}.{Pair.Name} have to be built for {Pair.Copy} too, which a plain runner can do only while nobody can write"),
                "'Apply the migration with SafeMigrator, or run this and apply the migration again: ' || missing"),
            $"""
            FOR original IN SELECT m.* FROM ({Copies}) m WHERE NOT EXISTS (
                SELECT FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = t AND c.relname = m.name AND i.indisvalid) LOOP
                EXECUTE format('CREATE %sINDEX %I ON %s %s', CASE WHEN original.indisunique THEN 'UNIQUE ' ELSE '' END, original.name, t, original.tail);
            END LOOP;
            DROP TABLE pg_temp.{Model};
            END IF;
            """)));

    /// <summary>One CREATE INDEX CONCURRENTLY a copy, of a partitioned table one for each partition; none for what is there.</summary>
    public async Task<ImmutableArray<StepPhase>> PhasesAsync(StepContext context, CancellationToken cancellationToken)
    {
        var copies = new List<(string Name, bool IsUnique, string Tail)>();
        var transaction = await context.Connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            // The table may not be there, or not have the column: the step's own checks say that better.
            var block = SyncSql.Block(
                Pair.Table,
                Declarations,
                SyncSql.Join($"IF {SyncSql.IsColumn(Pair.Name)} THEN", MakeModel, "ELSE", $"CREATE TEMPORARY TABLE {Model} () ON COMMIT DROP;", "END IF;"));
            try
            {
                await ExecuteAsync(context.Connection, block, cancellationToken).ConfigureAwait(false);
            }
            catch (PostgresException e) when (e.SqlState[..2] is "0A" or "22" or "42")
            {
                // The change is not possible. The step's first phase makes the same model after its checks, and says why.
                return [];
            }

            await ExecuteAsync(context.Connection, "SET LOCAL search_path = pg_catalog", cancellationToken).ConfigureAwait(false);
            var command = new NpgsqlCommand(Copies, context.Connection);
            await using (command.ConfigureAwait(false))
            {
                var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                    {
                        copies.Add((reader.GetString(0), reader.GetBoolean(1), reader.GetString(2)));
                    }
                }
            }

            await transaction.RollbackAsync(cancellationToken).ConfigureAwait(false);
        }

        var tree = await PartitionsAsync(context.Connection, cancellationToken).ConfigureAwait(false);
        return [.. copies.SelectMany(c => tree.IsEmpty ? Concurrently(Pair.Table, c.Name, c.IsUnique, c.Tail) : OnPartitions(tree, c.Name, c.IsUnique, c.Tail))];
    }

    private static IEnumerable<StepPhase> Concurrently(TableName table, string name, bool isUnique, string tail)
    {
        // What an earlier attempt left invalid is in the way; a valid index of that name is the copy.
        yield return StepPhase.OnlineAlone($"DROP INDEX CONCURRENTLY IF EXISTS {table.Sibling(name).Sql}") with
        {
            IsDone = $"SELECT NOT EXISTS ({IndexQuery(table, name)} AND NOT i.indisvalid)",
        };
        yield return StepPhase.OnlineAlone($"CREATE {(isUnique ? "UNIQUE " : "")}INDEX CONCURRENTLY {TableName.Quote(name)} ON {table.Sql} {tail}") with
        {
            IsDone = $"SELECT EXISTS ({IndexQuery(table, name)} AND i.indisvalid)",
        };
    }

    private IEnumerable<StepPhase> OnPartitions(ImmutableArray<Partition> tree, string name, bool isUnique, string tail)
    {
        var unique = isUnique ? "UNIQUE " : "";
        yield return StepPhase.ShortLock($"CREATE {unique}INDEX {TableName.Quote(name)} ON ONLY {Pair.Table.Sql} {tail}") with
        {
            IsDone = $"SELECT EXISTS ({IndexQuery(Pair.Table, name)})",
        };
        foreach (var partition in tree)
        {
            var child = ColumnPair.ShadowOf($"{name} {partition.Table}");
            if (partition.IsLeaf)
            {
                foreach (var phase in Concurrently(partition.Table, child, isUnique, tail))
                {
                    yield return phase;
                }
            }
            else
            {
                yield return StepPhase.ShortLock($"CREATE {unique}INDEX {TableName.Quote(child)} ON ONLY {partition.Table.Sql} {tail}") with
                {
                    IsDone = $"SELECT EXISTS ({IndexQuery(partition.Table, child)})",
                };
            }

            var parent = partition.Parent == Pair.Table ? Pair.Table.Sibling(name) : partition.Parent.Sibling(ColumnPair.ShadowOf($"{name} {partition.Parent}"));
            yield return StepPhase.ShortLock($"ALTER INDEX {parent.Sql} ATTACH PARTITION {partition.Table.Sibling(child).Sql}") with
            {
                IsDone = $"SELECT EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = to_regclass({partition.Table.Sibling(child).RegclassLiteral}))",
            };
        }
    }

    private static string IndexQuery(TableName table, string name) =>
        $"SELECT FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = to_regclass({table.RegclassLiteral}) AND c.relname = {TableName.Literal(name)}";

    private async Task<ImmutableArray<Partition>> PartitionsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(
            $"""
            SELECT n.nspname, c.relname, p.isleaf, pn.nspname, pc.relname, p.parentrelid = to_regclass({Pair.Table.RegclassLiteral})
            FROM pg_partition_tree(to_regclass({Pair.Table.RegclassLiteral})) p
            JOIN pg_class c ON c.oid = p.relid JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_class pc ON pc.oid = p.parentrelid JOIN pg_namespace pn ON pn.oid = pc.relnamespace
            WHERE p.level > 0 ORDER BY p.level, c.oid
            """,
            connection);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var partitions = ImmutableArray.CreateBuilder<Partition>();
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    var parent = reader.GetBoolean(5) ? Pair.Table : new TableName(reader.GetString(3), reader.GetString(4));
                    partitions.Add(new Partition(new TableName(reader.GetString(0), reader.GetString(1)), reader.GetBoolean(2), parent));
                }

                return partitions.ToImmutable();
            }
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private sealed record Partition(TableName Table, bool IsLeaf, TableName Parent);
}
