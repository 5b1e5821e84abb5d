using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>The values that INSERT ... VALUES and UPDATE ... SET write in their text.</summary>
internal static class InsertedRows
{
    // Seed data of any length goes to the partitions of its first rows, at least.
    private const int MostRows = 1000;

    /// <summary>For each row its constant values as a condition; a column is named, or given by its place (<c>$1</c>). Empty where they are not in the text.</summary>
    public static ImmutableArray<Predicate> Of(InsertStmt insert)
    {
        if (insert.SelectStmt is not SelectStmt { ValuesLists: { Count: > 0 and <= MostRows } lists })
        {
            return [];
        }

        var rows = ImmutableArray.CreateBuilder<Predicate>(lists.Count);
        foreach (var node in lists)
        {
            var values = ImmutableArray.CreateBuilder<Predicate>();
            var items = node is ListNode row ? row.Items : default;
            for (var i = 0; i < items.Count; i++)
            {
                var column = Column(insert, i);
                if (ExpressionReader.IsNull(items[i]))
                {
                    values.Add(new NullPredicate(column, IsNull: true));
                }
                else if (PredicateConstants.Read(items[i]) is { } constant)
                {
                    values.Add(new ComparisonPredicate(column, "=", constant));
                }
            }

            rows.Add(new PredicateList(IsAnd: true, values.ToImmutable()));
        }

        return rows.ToImmutable();
    }

    /// <summary>The columns that are NULL in each row.</summary>
    public static ImmutableArray<string> NullColumns(InsertStmt insert)
    {
        if (insert.SelectStmt is not SelectStmt { ValuesLists: { Count: > 0 } lists } || lists[0] is not ListNode first)
        {
            return [];
        }

        var columns = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < first.Items.Count; i++)
        {
            var place = i;
            if (lists.All(row => row is ListNode list && place < list.Items.Count && ExpressionReader.IsNull(list.Items[place])))
            {
                columns.Add(Column(insert, i));
            }
        }

        return columns.ToImmutable();
    }

    /// <summary>The columns that UPDATE sets to NULL.</summary>
    public static ImmutableArray<string> NullColumns(UpdateStmt update) =>
        [.. update.TargetList.OfType<ResTarget>().Where(static t => t is { Name: not null, Val: not null } && ExpressionReader.IsNull(t.Val)).Select(static t => t.Name!)];

    private static string Column(InsertStmt insert, int place) =>
        place < insert.Cols.Count && insert.Cols[place] is ResTarget { Name: { } name }
            ? name
            : "$" + (place + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
