using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>Why a table cannot become a partition (ATExecAttachPartition, MergeAttributesIntoExisting, MergeConstraintsIntoExisting), or a child of another.</summary>
internal static class AttachErrors
{
    public static string? Of(AttachPartition attach, TableInfo? parent, TableInfo? partition, EffectScope scope)
    {
        if (parent is { IsComplete: true, IsPartitioned: false })
        {
            return $"table \"{parent.Name.Name}\" is not partitioned";
        }

        return (partition is null ? null : OfTable(partition, scope))
            ?? (parent is null ? null : PartitionBounds.ErrorOf(parent, attach.Partition, attach.Bound, scope.Catalog))
            ?? (parent is null || partition is null ? null : OfColumns(parent, partition) ?? OfConstraints(parent, partition));
    }

    /// <summary>What a child must have of its parent.</summary>
    public static string? OfInheritance(TableInfo parent, TableInfo child) => OfMissing(parent, child) ?? OfConstraints(parent, child);

    private static string? OfTable(TableInfo partition, EffectScope scope)
    {
        if (partition.PartitionOf is not null)
        {
            return $"\"{partition.Name.Name}\" is already a partition";
        }

        if (!partition.Inherits.IsEmpty)
        {
            return "cannot attach inheritance child as partition";
        }

        return !partition.IsPartitioned && !scope.Catalog.Descendants(partition.Name).IsEmpty ? "cannot attach inheritance parent as partition" : null;
    }

    private static string? OfColumns(TableInfo parent, TableInfo partition)
    {
        if ((parent.Persistence == TablePersistence.Temporary) != (partition.Persistence == TablePersistence.Temporary) && parent.IsComplete)
        {
            return "cannot attach a temporary relation as partition of a permanent one, or the other way round";
        }

        foreach (var column in partition.Columns)
        {
            if (parent.IsComplete && parent.Column(column.Name) is null)
            {
                return $"table \"{partition.Name.Name}\" contains column \"{column.Name}\" not found in parent \"{parent.Name.Name}\"";
            }
        }

        return OfMissing(parent, partition);
    }

    private static string? OfMissing(TableInfo parent, TableInfo child)
    {
        foreach (var column in parent.Columns)
        {
            if (child.Column(column.Name) is not { } own)
            {
                if (child.IsComplete)
                {
                    return $"child table is missing column \"{column.Name}\"";
                }

                continue;
            }

            if (own.Type is { } type && column.Type is { } wanted && !IsSame(type, wanted))
            {
                return $"child table \"{child.Name.Name}\" has different type for column \"{column.Name}\"";
            }

            if (parent.IsNotNull(column.Name) == true && child.IsNotNull(column.Name) == false && child.IsComplete)
            {
                return $"column \"{column.Name}\" in child table must be marked NOT NULL";
            }
        }

        return null;
    }

    private static bool IsSame(SqlType a, SqlType b) => (a with { IsSerial = false }).Equals(b with { IsSerial = false });

    private static string? OfConstraints(TableInfo parent, TableInfo child)
    {
        if (!child.IsComplete)
        {
            return null;
        }

        foreach (var constraint in parent.Constraints)
        {
            if (constraint is PrimaryKeyConstraint && parent.IsPartitioned && child.PrimaryKey is { } key && !ConstraintReplay.HasEquivalent(child, constraint))
            {
                return $"multiple primary keys for table \"{child.Name.Name}\" are not allowed: {key.Name}";
            }

            if (constraint is not CheckConstraint { NoInherit: false } check)
            {
                continue;
            }

            switch (child.Constraint(check.Name!))
            {
                case not CheckConstraint:
                    return $"child table is missing constraint \"{check.Name}\"";
                case CheckConstraint { NoInherit: true }:
                    return $"constraint \"{check.Name}\" conflicts with non-inherited constraint on child table \"{child.Name.Name}\"";
                case CheckConstraint { NotValid: true } when !check.NotValid:
                    return $"constraint \"{check.Name}\" conflicts with NOT VALID constraint on child table \"{child.Name.Name}\"";
                case CheckConstraint own when ConditionsDiffer(own.Expression, check.Expression):
                    return $"child table \"{child.Name.Name}\" has different definition for check constraint \"{check.Name}\"";
            }
        }

        return null;
    }

    /// <summary>Only simple conditions that are surely not written in two ways are compared.</summary>
    private static bool ConditionsDiffer(SqlExpression a, SqlExpression b) =>
        a.Predicate is ComparisonPredicate or NullPredicate && b.Predicate is ComparisonPredicate or NullPredicate && a.Predicate != b.Predicate;
}
