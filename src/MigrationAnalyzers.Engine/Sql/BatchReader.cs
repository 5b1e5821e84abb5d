using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Reads the query with a LIMIT that chooses the rows of a statement.</summary>
internal static class BatchReader
{
    /// <param name="query">The query with the LIMIT.</param>
    /// <param name="conditions">What else decides which rows are reached: WHERE and FROM of the statement. The query may be in it.</param>
    public static RowBatch? Read(SelectStmt? query, StatementScope scope, params PgNode?[] conditions)
    {
        if (query is null)
        {
            return null;
        }

        RelationName? table = query.FromClause is [RangeVar only] ? Names.Of(only) : null;
        return new RowBatch
        {
            Table = table,
            Where = query is { FromClause: [RangeVar], WhereClause: { } where } ? PredicateReader.Read(where) : null,
            IsUnconditional = query.WhereClause is null,
            HasOffset = HasOffset(query),
            SkipsLocked = query.LockingClause.Any(static l => l is LockingClause { WaitPolicy: LockWaitPolicy.LockWaitSkip }),
            DecidingColumns = table is null ? default : Deciding([query, .. conditions], query, scope),
        };
    }

    /// <summary>The query, or one in it, leaves out the first rows.</summary>
    public static bool HasOffset(PgNode query) =>
        query.DescendantsAndSelf().Any(static n => n is SelectStmt { LimitOffset: { } offset } && !ExpressionReader.IsNull(offset) && Numbers.Long(offset) != 0);

    private static ImmutableArray<string> Deciding(ImmutableArray<PgNode?> parts, SelectStmt query, StatementScope scope)
    {
        var columns = ImmutableArray.CreateBuilder<string>();
        foreach (var part in parts)
        {
            foreach (var node in part?.DescendantsAndSelf() ?? [])
            {
                switch (node)
                {
                    case SelectStmt other when other != query:
                    case FuncCall or SQLValueFunction or ParamRef or CurrentOfExpr:
                    case ColumnRef { Fields: [StringNode { Sval: { } first }, ..] } when scope.Variables?.Contains(first) == true:
                        return default;
                    case ColumnRef reference when ExpressionReader.ColumnName(reference) is { } name:
                        if (!columns.Contains(name))
                        {
                            columns.Add(name);
                        }

                        break;
                    case ColumnRef:
                        return default;
                }
            }
        }

        return columns.ToImmutable();
    }
}
