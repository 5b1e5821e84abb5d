using System.Text.RegularExpressions;
using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.PlPgSql;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Finds out how a loop of PL/pgSQL ends.</summary>
internal sealed class LoopReader(SqlSource source)
{
    private static readonly Regex RowCount = new(
        @"\Aget\s+(current\s+)?diagnostics\s+(?<variable>\w+)\s*:?=\s*row_count\s*;", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Continue = new(@"\Acontinue\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>How often the loop runs at most, where its text says so.</summary>
    public static int? Rounds(PlPgSqlStatement loop) => loop.Kind switch
    {
        PlPgSqlStatementKind.ForInteger =>
            Number(loop, "lower") is { } lower && Number(loop, "upper") is { } upper && Math.Abs(upper - lower) < int.MaxValue ? (int)Math.Abs(upper - lower) + 1 : null,
        PlPgSqlStatementKind.ForEach =>
            loop.Expressions is [var array, ..] ? PredicateConstants.ReadArray(PgParser.ParseExpression(array.Text).Node)?.Count : null,
        PlPgSqlStatementKind.ForQuery =>
            loop.Expression("query") is { } query && PgParser.Parse(query.Text).Statements is [{ Root: SelectStmt select }] ? new RowSources().BoundOf(select)?.Count : null,
        _ => null,
    };

    /// <summary>What ends the loop for certain, and the statement that <see cref="LoopEnd.WhenNothingIsFound"/> means.</summary>
    public (LoopEnd End, PlPgSqlStatement? Decisive) EndOf(PlPgSqlStatement loop)
    {
        if (loop.Kind is PlPgSqlStatementKind.ForQuery or PlPgSqlStatementKind.ForCursor or PlPgSqlStatementKind.ForExecute or PlPgSqlStatementKind.ForEach)
        {
            return (LoopEnd.AfterTheLastRow, null);
        }

        if (loop.Kind is not (PlPgSqlStatementKind.Loop or PlPgSqlStatementKind.While) || loop.Branches is not [{ Statements: var body }])
        {
            return default;
        }

        var exits = 0;
        foreach (var inner in loop.DescendantsAndSelf())
        {
            exits += inner.Kind switch
            {
                PlPgSqlStatementKind.Exit => IsContinue(inner) ? 0 : 1,
                PlPgSqlStatementKind.Return => 1,

                // An error may be what ends it, on purpose.
                PlPgSqlStatementKind.Raise or PlPgSqlStatementKind.Assert or PlPgSqlStatementKind.Fetch or PlPgSqlStatementKind.Unknown => 2,
                _ => 0,
            };
        }

        var isWhile = loop.Kind == PlPgSqlStatementKind.While;
        if (exits + (isWhile ? 1 : 0) != 1)
        {
            return (exits == 0 && !isWhile ? LoopEnd.Never : LoopEnd.Other, null);
        }

        return Decisive(loop, body, isWhile) is { } decisive ? (LoopEnd.WhenNothingIsFound, decisive) : default;
    }

    private PlPgSqlStatement? Decisive(PlPgSqlStatement loop, IReadOnlyList<PlPgSqlStatement> body, bool isWhile)
    {
        PlPgSqlStatement? found = null;
        PlPgSqlStatement? counted = null;
        var counts = new Dictionary<string, PlPgSqlStatement>(StringComparer.OrdinalIgnoreCase);
        foreach (var inner in body)
        {
            switch (inner.Kind)
            {
                case PlPgSqlStatementKind.Sql:
                    found = counted = inner;
                    break;
                case PlPgSqlStatementKind.Execute:
                    counted = inner;
                    break;
                case PlPgSqlStatementKind.GetDiagnostics when counted is not null && VariableOfRowCount(inner) is { } variable:
                    counts[variable] = counted;
                    break;
                case PlPgSqlStatementKind.Exit when !isWhile:
                    return inner.Expressions is [var condition, ..] ? When(condition, negated: false) : null;
                case PlPgSqlStatementKind.If when !isWhile && Leaves(inner):
                    return inner.Expressions is [var test, ..] ? When(test, negated: false) : null;
                case PlPgSqlStatementKind.Commit or PlPgSqlStatementKind.Assign or PlPgSqlStatementKind.GetDiagnostics:
                    break;
                default:
                    // What else there is may set FOUND.
                    found = counted = null;
                    break;
            }
        }

        return isWhile && loop.Expressions is [var whileCondition, ..] ? When(whileCondition, negated: true) : null;

        // EXIT WHEN NOT FOUND, WHILE FOUND, EXIT WHEN n = 0, WHILE n > 0.
        PlPgSqlStatement? When(PlPgSqlExpression condition, bool negated)
        {
            var node = PgParser.ParseExpression(condition.Text).Node;
            if (node is BoolExpr { Boolop: BoolExprType.NOT_EXPR, Args: [var operand] })
            {
                (node, negated) = (operand, !negated);
            }

            return node switch
            {
                ColumnRef { Fields: [StringNode { Sval: "found" }] } => negated ? found : null,
                A_Expr { A_Expr_Kind: A_Expr_Kind.AEXPR_OP, Lexpr: ColumnRef { Fields: [StringNode { Sval: { } name }] }, Rexpr: { } limit } comparison
                    when negated == isWhile && counts.TryGetValue(name, out var statement) && Numbers.Long(limit) is >= 0 =>
                    ExpressionReader.OperatorOf(comparison) switch
                    {
                        "=" or "<" or "<=" => isWhile ? null : statement,
                        ">" or "<>" or ">=" => isWhile ? statement : null,
                        _ => null,
                    },
                _ => null,
            };
        }
    }

    /// <summary>IF ... THEN EXIT; END IF.</summary>
    private static bool Leaves(PlPgSqlStatement branch) => branch.Branches is
    [
        { Role: "then_body", Statements: [.., { Kind: PlPgSqlStatementKind.Exit or PlPgSqlStatementKind.Return }] },
    ];

    private bool IsContinue(PlPgSqlStatement exit) => exit.Position >= 0 && Continue.IsMatch(TextAt(exit.Position, 20));

    private string? VariableOfRowCount(PlPgSqlStatement diagnostics) =>
        diagnostics.Position >= 0 && RowCount.Match(TextAt(diagnostics.Position, 200)) is { Success: true } match ? match.Groups["variable"].Value : null;

    private string TextAt(int position, int length) => source.Text.Substring(position, Math.Min(length, source.Text.Length - position));

    private static long? Number(PlPgSqlStatement loop, string role) =>
        loop.Expression(role) is { } expression ? Numbers.Long(PgParser.ParseExpression(expression.Text).Node) : null;
}
