using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.Engine.SafeForms;

/// <summary>
/// A bound of a partition as conditions of rows (get_qual_for_range and get_qual_for_list in partbounds.c): PostgreSQL reads no rows where a valid CHECK constraint says the same. For a key
/// of one column.
/// </summary>
internal sealed class PartitionBoundForm
{
    private readonly string _column;
    private readonly ImmutableArray<(string Operator, string Opposite, string Value)> _limits;

    private PartitionBoundForm(string column, ImmutableArray<(string Operator, string Opposite, string Value)> limits) => (_column, _limits) = (column, limits);

    /// <summary>What rows of the partition satisfy.</summary>
    public string Inside => string.Join(" AND ", _limits.Select(l => $"{_column} {l.Operator} {l.Value}").Prepend($"{_column} IS NOT NULL"));

    /// <summary>What rows of the DEFAULT partition satisfy beside it.</summary>
    public string Outside => string.Join(" OR ", _limits.Select(l => $"{_column} {l.Opposite} {l.Value}").Prepend($"{_column} IS NULL"));

    /// <summary>Null for a key of several columns, an expression or a hash, and for what is not read.</summary>
    /// <param name="parent">The partitioned table, which is no partition itself: its own bound would count, too.</param>
    /// <param name="bound">FOR VALUES, as it is written.</param>
    public static PartitionBoundForm? TryCreate(TableInfo parent, PartitionBound? bound, string text)
    {
        if (parent is not { PartitionOf: null, PartitionKey.Operands: [var key] } || parent.Column(key) is null)
        {
            return null;
        }

        var tokens = new SqlTokens(text);
        var column = SqlIdentifier.Quote(key);
        switch (bound)
        {
            case RangeBound { From: [var from], To: [var to] }:
                var limits = ImmutableArray.CreateBuilder<(string, string, string)>();
                if (from.Infinite == 0)
                {
                    limits.Add((">=", "<", Inner(tokens, "from")));
                }

                if (to.Infinite == 0)
                {
                    limits.Add(("<", ">=", Inner(tokens, "to")));
                }

                return new PartitionBoundForm(column, limits.ToImmutable());

            case ListBound { HasNull: false }:
                return new PartitionBoundForm(column, [("IN", "NOT IN", "(" + Inner(tokens, "in") + ")")]);

            default:
                return null;
        }
    }

    /// <summary>What stands in the parentheses after the word.</summary>
    private static string Inner(SqlTokens tokens, string word)
    {
        var open = tokens.FindWord(0, tokens.Count, word) + 1;
        return tokens.TextOf(open + 1, tokens.AfterGroup(open, tokens.Count) - 1);
    }
}
