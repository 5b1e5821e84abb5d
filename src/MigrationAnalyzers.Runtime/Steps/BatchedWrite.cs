using System.Collections.Immutable;

namespace MigrationAnalyzers.Runtime.Steps;

internal enum BatchedWriteKind
{
    Update,
    Delete,

    /// <summary>INSERT ... SELECT: <see cref="BatchedWrite.Target"/> gets a row for each row of <see cref="BatchedWrite.Table"/>.</summary>
    Insert,
}

/// <summary>A write to many rows of a table, in the order of a key, so that each batch begins where the one before it ended.</summary>
internal sealed record BatchedWrite(BatchedWriteKind Kind, TableName Table)
{
    /// <summary>UPDATE: what stands after SET, as in <c>"total" = "net" + "tax"</c>.</summary>
    public string? Set { get; init; }

    /// <summary>The rows it concerns; null: all.</summary>
    public string? Where { get; init; }

    /// <summary>The unique, not nullable columns that give the order; empty: the primary key's.</summary>
    public ImmutableArray<string> Key { get; init; } = [];

    /// <summary>INSERT: the table that gets the rows, with its columns and their values.</summary>
    public TableName? Target { get; init; }

    public ImmutableArray<string> TargetColumns { get; init; } = [];

    /// <summary>INSERT: an expression over the row for each of <see cref="TargetColumns"/>.</summary>
    public ImmutableArray<string> Values { get; init; } = [];

    /// <summary>Rows of the first batch; later ones adapt to how long they take. Null: the migrator's option.</summary>
    public int? BatchSize { get; init; }

    /// <summary>The whole write as one statement, which has the same effect.</summary>
    public string SingleStatement
    {
        get
        {
            var where = Where is null ? "" : $" WHERE {Where}";
            return Kind switch
            {
                BatchedWriteKind.Update => $"UPDATE {Table.Sql} SET {Set}{where}",
                BatchedWriteKind.Delete => $"DELETE FROM {Table.Sql}{where}",
                BatchedWriteKind.Insert => $"INSERT INTO {Target!.Sql} ({string.Join(", ", TargetColumns.Select(TableName.Quote))}) SELECT {string.Join(", ", Values)} FROM {Table.Sql}{where}",
                _ => throw new InvalidOperationException($"There is no batched write of the kind {Kind}."),
            };
        }
    }

    /// <summary>What a reader of a plan sees: the key and the numbers are known only while it runs.</summary>
    public string DisplaySql
    {
        get
        {
            var key = Key.IsEmpty ? "<primary key>" : string.Join(", ", Key.Select(TableName.Quote));
            return $"{SingleStatement}{(Where is null ? " WHERE" : " AND")} ({key}) > (:last) AND ({key}) <= (:end of batch)";
        }
    }
}
