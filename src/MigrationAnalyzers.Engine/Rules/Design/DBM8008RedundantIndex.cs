using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Design;

/// <summary>An index whose columns another one begins with.</summary>
public sealed class DBM8008RedundantIndex : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM8008",
        "Redundant index",
        "Index {0} of {1} is redundant: index {2} begins with the same columns",
        """
        Leave out the index whose columns another index begins with: it answers the same queries, and each write pays for both.
        """,
        RuleSeverity.Info);

    public override void CheckMigration(MigrationContext context)
    {
        foreach (var operation in context.Up)
        {
            if (operation.Operation is CreateIndex { Name: { } name, Table: var table }
                && operation.CatalogBefore.Find(table) is { } before
                && context.CatalogAfterUp.Find(table) is { } after
                && after.Index(name) is { } index)
            {
                foreach (var (redundant, covering) in Pairs(before, after, index.Definition))
                {
                    context.Report(operation.Operation.Origin, redundant, table.ToString(), covering);
                }
            }
        }
    }

    /// <summary>With the indexes that were there before it, and still are when the migration ends.</summary>
    private static IEnumerable<(string Redundant, string Covering)> Pairs(TableInfo before, TableInfo after, CreateIndex made)
    {
        foreach (var other in after.Indexes)
        {
            if (before.Index(other.Name) is null || other.IsInvalid)
            {
                continue;
            }

            if (IsCovered(made, other.Definition))
            {
                yield return (made.Name!, other.Name);
                yield break;
            }

            if (IsCovered(other.Definition, made) && !WasRedundant(other, before, after))
            {
                yield return (other.Name, made.Name!);
            }
        }
    }

    /// <summary>Another index covers it already, and whoever made the later of the two was told.</summary>
    private static bool WasRedundant(IndexInfo index, TableInfo before, TableInfo after)
    {
        foreach (var other in after.Indexes)
        {
            if (!string.Equals(other.Name, index.Name, StringComparison.Ordinal) && before.Index(other.Name) is not null && !other.IsInvalid && IsCovered(index.Definition, other.Definition))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A unique index is more than its columns; other methods than btree have no order to share.</summary>
    private static bool IsCovered(CreateIndex index, CreateIndex by)
    {
        if (index.Unique || index.Method is not (null or "btree") || by.Method is not (null or "btree")
            || index.Keys.Length > by.Keys.Length
            || !string.Equals(index.Filter?.Text, by.Filter?.Text, StringComparison.Ordinal)
            || !index.Include.All(c => by.Include.Contains(c, StringComparer.Ordinal)))
        {
            return false;
        }

        for (var i = 0; i < index.Keys.Length; i++)
        {
            if (index.Keys[i].Column is null || !index.Keys[i].Equals(by.Keys[i]))
            {
                return false;
            }
        }

        return true;
    }
}
