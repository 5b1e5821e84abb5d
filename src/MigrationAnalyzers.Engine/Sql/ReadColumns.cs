using System.Collections.Immutable;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Finds the columns that a query mentions.</summary>
internal static class ReadColumns
{
    /// <summary>Stands for all columns of some table.</summary>
    public const string All = "*";

    /// <summary>The names in their order, of whichever table; names that the query itself defines are among them.</summary>
    public static ImmutableArray<string> Of(PgNode? query)
    {
        var columns = ImmutableArray.CreateBuilder<string>();
        if (query is null)
        {
            return [];
        }

        foreach (var node in query.DescendantsAndSelf())
        {
            switch (node)
            {
                case ColumnRef column:
                    Add(ExpressionReader.ColumnName(column) ?? All);
                    break;
                case JoinExpr { IsNatural: true }:
                    Add(All);
                    break;
                case JoinExpr join:
                    foreach (var item in join.UsingClause)
                    {
                        if (item is StringNode { Sval: { } name })
                        {
                            Add(name);
                        }
                    }

                    break;
            }
        }

        return columns.ToImmutable();

        void Add(string column)
        {
            if (!columns.Contains(column))
            {
                columns.Add(column);
            }
        }
    }
}
