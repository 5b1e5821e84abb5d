using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>ADD CONSTRAINT ... USING INDEX: what PostgreSQL asks of the index (transformIndexConstraint).</summary>
internal static class UsedIndex
{
    public static string? NameOf(ConstraintDefinition constraint) =>
        (constraint as UniqueConstraint)?.UsingIndex ?? (constraint as PrimaryKeyConstraint)?.UsingIndex;

    public static string? ErrorOf(AddConstraint add, string index, EffectScope scope)
    {
        if (scope.IsPartitioned(add.Table))
        {
            return "ALTER TABLE / ADD CONSTRAINT USING INDEX is not supported on partitioned tables";
        }

        if (scope.Find(add.Table) is not { } table)
        {
            return null;
        }

        if (table.Index(index) is { } known)
        {
            return DefinitionError(known, table, add.Constraint, scope.Major);
        }

        if (table.Constraint(index) is PrimaryKeyConstraint or UniqueConstraint or ExclusionConstraint)
        {
            return $"index \"{index}\" is already associated with a constraint";
        }

        if (scope.Catalog.TableOfIndex(new RelationName(add.Table.Schema, index)) is not null)
        {
            return $"index \"{index}\" does not belong to table \"{add.Table.Name}\"";
        }

        return table.IsComplete ? $"index \"{index}\" does not exist" : null;
    }

    private static string? DefinitionError(IndexInfo index, TableInfo table, ConstraintDefinition constraint, int major)
    {
        if (index.IsInvalid)
        {
            return $"index \"{index.Name}\" is not valid";
        }

        if (!index.Definition.Unique)
        {
            return $"\"{index.Name}\" is not a unique index";
        }

        if (index.HasExpressions)
        {
            return $"index \"{index.Name}\" contains expressions";
        }

        if (index.Definition.Filter is not null)
        {
            return $"\"{index.Name}\" is a partial index";
        }

        // PostgreSQL 15 did not look for it.
        if (constraint is PrimaryKeyConstraint && index.Definition.NullsNotDistinct && major >= 16)
        {
            return "primary keys cannot use NULLS NOT DISTINCT indexes";
        }

        for (var i = 0; i < index.Definition.Keys.Length; i++)
        {
            var key = index.Definition.Keys[i];

            // The collation is compared since PostgreSQL 13.
            var hasOtherCollation = major >= 13 && key.Collation is { } collation
                && !string.Equals(collation, table.Column(key.Column!)?.Collation ?? "default", StringComparison.Ordinal);
            if (key.Descending || key.NullsFirst == true || hasOtherCollation || key.OperatorClass?.EndsWith("_pattern_ops", StringComparison.Ordinal) == true)
            {
                return $"index \"{index.Name}\" column number {i + 1} does not have default sorting behavior";
            }
        }

        return null;
    }
}
