using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Reads CREATE STATISTICS.</summary>
internal static class StatisticsReader
{
    public static void Read(CreateStatsStmt create, RangeVar table, StatementScope scope)
    {
        var keys = ImmutableArray.CreateBuilder<IndexKey>(create.Exprs.Count);
        var first = scope.Tokens.FindWord(scope.First, scope.End, "on") + 1;
        foreach (var node in create.Exprs)
        {
            var next = scope.Tokens.FindSign(first, scope.End, ',');
            if (node is StatsElem element)
            {
                keys.Add(new IndexKey(element.Name, element.Expr is { } expression ? scope.Expression(expression, first, scope.Tokens.AfterGroup(scope.Tokens.FindSign(first, next, '('), next)) : null));
            }

            first = next + 1;
        }

        scope.Add(new CreateStatistics(Names.Of(table), create.Defnames.Count > 0 ? Names.Of(create.Defnames) : null, keys.ToImmutable())
        {
            Origin = scope.Leading,
            Kinds = Names.Texts(create.StatTypes),
            IfNotExists = create.IfNotExists,
        });
    }
}
