using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>Which indexes of a partitioned table a new partition lacks (AttachPartitionEnsureIndexes): each index of the partition serves one of the parent.</summary>
internal static class PartitionIndexes
{
    public static bool LacksIndex(TableInfo parent, TableInfo partition)
    {
        var free = partition.Indexes.ToList();
        foreach (var index in parent.Indexes)
        {
            if (free.FindIndex(own => IndexReplay.AreEquivalent(own.Definition, index.Definition)) is var at && at < 0)
            {
                return true;
            }

            free.RemoveAt(at);
        }

        var keys = partition.Constraints.ToList();
        foreach (var constraint in parent.Constraints)
        {
            if (constraint is not (PrimaryKeyConstraint or UniqueConstraint))
            {
                continue;
            }

            if (keys.FindIndex(own => ConstraintReplay.AreEquivalent(own, constraint)) is var at && at < 0)
            {
                return true;
            }

            keys.RemoveAt(at);
        }

        return false;
    }
}
