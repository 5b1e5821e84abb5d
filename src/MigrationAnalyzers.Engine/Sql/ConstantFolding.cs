using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>What the planner leaves of an expression before it asks how volatile it is (eval_const_expressions).</summary>
internal static class ConstantFolding
{
    private static readonly HashSet<PgNode> Nothing = [];

    /// <summary>The parts of an expression that are never evaluated: branches behind constants.</summary>
    public static HashSet<PgNode> Skipped(PgNode node)
    {
        HashSet<PgNode>? skipped = null;
        foreach (var part in node.DescendantsAndSelf())
        {
            foreach (var branch in part switch
            {
                CoalesceExpr coalesce => AfterConstant(coalesce),
                CaseExpr { Arg: null } choice => Unreachable(choice),
                BoolExpr { Boolop: BoolExprType.AND_EXPR } all => Beside(false, all),
                BoolExpr { Boolop: BoolExprType.OR_EXPR } any => Beside(true, any),
                _ => [],
            })
            {
                (skipped ??= []).UnionWith(branch.DescendantsAndSelf());
            }
        }

        return skipped ?? Nothing;
    }

    // COALESCE ends at the first constant that is not NULL.
    private static IEnumerable<PgNode> AfterConstant(CoalesceExpr coalesce)
    {
        var ended = false;
        foreach (var argument in coalesce.Args)
        {
            if (ended)
            {
                yield return argument;
            }

            ended |= ExpressionReader.IsConstant(argument) && !ExpressionReader.IsNull(argument);
        }
    }

    private static IEnumerable<PgNode> Unreachable(CaseExpr choice)
    {
        var ended = false;
        foreach (var branch in choice.Args)
        {
            var condition = branch is CaseWhen { Expr: { } tested } ? Truth(tested) : null;
            if (ended || condition == false)
            {
                yield return branch;
            }

            ended |= condition == true;
        }

        if (ended && choice.Defresult is { } otherwise)
        {
            yield return otherwise;
        }
    }

    // One constant decides, wherever it stands (simplify_and_arguments, simplify_or_arguments).
    private static IEnumerable<PgNode> Beside(bool deciding, BoolExpr operation)
    {
        foreach (var argument in operation.Args)
        {
            if (Truth(argument) == deciding)
            {
                return operation.Args;
            }
        }

        return [];
    }

    private static bool? Truth(PgNode node) => node is A_Const { Boolval: { } constant } ? constant.Boolval : null;
}
