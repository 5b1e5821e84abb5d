using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>What the statements so far tell of a table's rows.</summary>
public sealed record KnownRows
{
    /// <summary>Seed data of many statements is not followed row by row.</summary>
    private const int MostChanges = 32;

    /// <summary>Nothing is known.</summary>
    public static readonly KnownRows None = new();

    /// <summary>
    /// The statements wrote so many rows, and none of them took any away. The rows of partitions count for their parents too. Of a database in use that says
    /// nothing: its rows come and go without migrations.
    /// </summary>
    public int AtLeast { get; init; }

    /// <summary>Columns that are NULL in every row: they were added without a default, and nothing wrote them since.</summary>
    public ImmutableArray<string> NullColumns { get; init; } = [];

    /// <summary>Columns that have the same value, not NULL, in every row: they were added with a default that is evaluated once.</summary>
    public ImmutableArray<string> UniformColumns { get; init; } = [];

    /// <summary>The values of those of the uniform columns that have a constant for their default.</summary>
    public ImmutableDictionary<string, PredicateConstant> Values { get; init; } = ImmutableDictionary<string, PredicateConstant>.Empty;

    /// <summary>
    /// What statements that tell their rows did, the first one first. The application may have done more since: these are the rows of a database in which the
    /// statements ran, and nothing else.
    /// </summary>
    public ImmutableArray<RowChange> Changes { get; init; } = [];

    /// <summary>There are no other rows than those of <see cref="Changes"/>.</summary>
    public bool AreAll { get; init; }

    /// <summary>The columns that have the same value in every row, NULL or not.</summary>
    public bool IsSame(string column) => IsNull(column) || UniformColumns.Contains(column, StringComparer.Ordinal);

    public bool IsNull(string column) => NullColumns.Contains(column, StringComparer.Ordinal);

    internal KnownRows After(WriteRows write) => Counted(write) with { Changes = Changes, AreAll = AreAll };

    /// <summary>The rows themselves are no longer known.</summary>
    internal KnownRows Forgotten() => Changes.IsEmpty && !AreAll ? this : this with { Changes = [], AreAll = false };

    internal KnownRows With(RowChange change) =>
        Changes.Length < MostChanges ? this with { Changes = Changes.Add(change) } : Forgotten();

    private KnownRows Counted(WriteRows write) => write.Kind switch
    {
        // The rows that are left are what they were.
        RowWriteKind.Delete => this with { AtLeast = 0 },
        RowWriteKind.Update when !write.Columns.IsEmpty => Without(write.Columns),
        RowWriteKind.Update => new KnownRows { AtLeast = AtLeast },
        RowWriteKind.Insert => new KnownRows { AtLeast = (int)Math.Min(int.MaxValue, (long)AtLeast + write.SurelyWritten) },
        RowWriteKind.Copy => new KnownRows { AtLeast = AtLeast },

        // It may delete.
        RowWriteKind.Merge => None,
        _ => throw new ArgumentOutOfRangeException(nameof(write), write.Kind, null),
    };

    internal KnownRows WithColumn(ColumnDefinition column, bool isNull, bool isUniform) => Without([column.Name]) with
    {
        NullColumns = isNull ? NullColumns.Remove(column.Name).Add(column.Name) : NullColumns.Remove(column.Name),
        UniformColumns = isUniform ? UniformColumns.Remove(column.Name).Add(column.Name) : UniformColumns.Remove(column.Name),
        Values = isUniform && column.Default?.Constant is { } constant ? Values.SetItem(column.Name, constant) : Values.Remove(column.Name),
    };

    internal KnownRows Without(ImmutableArray<string> columns) => this with
    {
        NullColumns = NullColumns.RemoveAll(c => columns.Contains(c, StringComparer.Ordinal)),
        UniformColumns = UniformColumns.RemoveAll(c => columns.Contains(c, StringComparer.Ordinal)),
        Values = Values.RemoveRange(columns),
    };

    internal KnownRows Renamed(RenameColumn rename) => this with
    {
        NullColumns = ColumnReplay.Replace(NullColumns, rename),
        UniformColumns = ColumnReplay.Replace(UniformColumns, rename),
        Values = Values.TryGetValue(rename.Column, out var value) ? Values.Remove(rename.Column).SetItem(rename.NewName, value) : Values,
    };
}
