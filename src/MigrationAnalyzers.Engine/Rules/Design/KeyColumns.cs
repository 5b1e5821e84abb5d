using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Design;

/// <summary>The indexes of a table, those of its keys included, by the columns that they begin with.</summary>
internal static class KeyColumns
{
    /// <summary>An index begins with these columns, in whatever order.</summary>
    public static bool AreIndexed(TableInfo table, ImmutableArray<string> columns)
    {
        foreach (var constraint in table.Constraints)
        {
            var key = constraint switch
            {
                PrimaryKeyConstraint primary => primary.Columns,
                UniqueConstraint unique => unique.Columns,
                _ => [],
            };
            if (BeginsWith(key, columns))
            {
                return true;
            }
        }

        foreach (var index in table.Indexes)
        {
            if (BeginsWith(ImmutableArray.CreateRange(index.Definition.Keys, static k => k.Column ?? ""), columns))
            {
                return true;
            }
        }

        return false;
    }

    private static bool BeginsWith(ImmutableArray<string> key, ImmutableArray<string> columns)
    {
        if (key.Length < columns.Length)
        {
            return false;
        }

        for (var i = 0; i < columns.Length; i++)
        {
            if (!columns.Contains(key[i], StringComparer.Ordinal))
            {
                return false;
            }
        }

        return true;
    }
}
