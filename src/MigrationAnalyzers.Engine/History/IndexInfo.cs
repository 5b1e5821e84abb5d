using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>An index as far as the migrations tell.</summary>
/// <param name="Definition">The operation that made it; its columns are those of today, after renames.</param>
public sealed record IndexInfo(string Name, CreateIndex Definition)
{
    /// <summary>It is marked as not usable: queries leave it out until it is rebuilt.</summary>
    public bool IsInvalid { get; init; }

    /// <summary>The constraints that the table had when the index was made. Their indexes have lower oids, and PostgreSQL takes the first that fits.</summary>
    public ImmutableArray<string> OlderConstraints { get; init; } = [];

    /// <summary>The column is a key of the index, or its expressions or its filter mention it.</summary>
    public bool Mentions(string column) =>
        HasKey(column) || HasExpressionOver(column) || (Definition.Filter?.Columns.Contains(column, StringComparer.Ordinal) ?? false)
        || Definition.Include.Contains(column, StringComparer.Ordinal);

    public bool HasKey(string column)
    {
        foreach (var key in Definition.Keys)
        {
            if (string.Equals(key.Column, column, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    public bool HasExpressions
    {
        get
        {
            foreach (var key in Definition.Keys)
            {
                if (key.Column is null)
                {
                    return true;
                }
            }

            return false;
        }
    }

    private bool HasExpressionOver(string column)
    {
        foreach (var key in Definition.Keys)
        {
            if (key.Expression is { } expression && expression.Columns.Contains(column, StringComparer.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
