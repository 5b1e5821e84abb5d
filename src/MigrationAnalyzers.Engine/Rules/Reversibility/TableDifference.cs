using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules.Compatibility;

namespace MigrationAnalyzers.Engine.Rules.Reversibility;

/// <summary>What a table that was dropped and created again lacks.</summary>
internal static class TableDifference
{
    /// <summary>Null where nothing is missing, or not all is known of both.</summary>
    public static string? Of(TableInfo old, TableInfo now)
    {
        if (old is not { IsComplete: true, HasUnlistedColumns: false } || now is not { IsComplete: true, HasUnlistedColumns: false })
        {
            return null;
        }

        var missing = ImmutableArray.CreateBuilder<string>();
        foreach (var column in old.Columns)
        {
            if (now.Column(column.Name) is null)
            {
                missing.Add($"column {old.Name}.{column.Name} is missing");
            }
        }

        foreach (var index in old.Indexes)
        {
            if (!Has(now, index.Name, index.Definition, null))
            {
                missing.Add($"index {index.Name} is missing");
            }
        }

        foreach (var constraint in old.Constraints)
        {
            if (constraint is { Name: { } name } and not (NotNullConstraint or CheckConstraint or ExclusionConstraint) && !Has(now, name, null, constraint))
            {
                missing.Add($"{DroppedWithColumn.Describe(constraint, name)} is missing");
            }
        }

        return missing.Count == 0 ? null : Words.List(missing.ToImmutable());
    }

    /// <summary>The table has an index or constraint of that name, or one that is the same under another name.</summary>
    public static bool Has(TableInfo table, string name, CreateIndex? index, ConstraintDefinition? constraint)
    {
        if (table.Index(name) is not null || table.Constraint(name) is not null)
        {
            return true;
        }

        // A unique index is as good as a unique constraint, and the other way round.
        var keys = constraint is null ? [] : ConstraintReplay.KeyColumns(constraint);
        if (index is { Unique: true, Filter: null } && index.Keys.All(static k => k.Column is not null))
        {
            keys = [.. index.Keys.Select(static k => k.Column!)];
        }

        return (index is not null && IndexReplay.HasEquivalent(table, index))
            || (constraint is not null && ConstraintReplay.Equivalent(table, constraint) is not null)
            || (!keys.IsEmpty && table.IsKey(keys));
    }
}
