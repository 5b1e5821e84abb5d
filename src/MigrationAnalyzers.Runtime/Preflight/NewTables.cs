using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Runtime.Preflight;

/// <summary>
/// Tables that the pending migrations themselves make have no size in the database yet. One that gets no more than rows that stand in the migrations is as small as these are: on a
/// new database the whole history is pending, and nothing in it takes long.
/// </summary>
internal static class NewTables
{
    /// <param name="pending">The migrations, in the order in which they run.</param>
    public static TableSizes SizesOf(IEnumerable<MigrationUnit> pending)
    {
        var rows = new Dictionary<RelationName, long?>();
        foreach (var operation in pending.SelectMany(static u => u.Operations))
        {
            switch (operation)
            {
                case CreateTable create:
                    rows[create.Table] = create is { AsSelect: true, WithNoData: false } ? null : 0;
                    break;

                case RenameTable rename when rows.Remove(rename.Table, out var known):
                    rows[rename.NewTable] = known;
                    break;

                case WriteRows { Kind: not (RowWriteKind.Update or RowWriteKind.Delete) } write when rows.TryGetValue(write.Table, out var before):
                    rows[write.Table] = before + write.RowCount;
                    break;

                case AttachPartition attach when rows.ContainsKey(attach.Table):
                    rows[attach.Table] = null;
                    break;
            }
        }

        return TableSizes.Of(rows.Where(static r => r.Value is not null).ToImmutableDictionary(static r => r.Key, static r => new TableSize(r.Value, null)));
    }
}
