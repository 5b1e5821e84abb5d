using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>
/// An UPDATE, a DELETE or an INSERT ... SELECT with its clauses as they are written: the rows of one table are looked at, one after the other, and nothing but a condition
/// decides which of them count.
/// </summary>
/// <param name="Root">The statement.</param>
/// <param name="Walked">The table whose rows are looked at: the one that UPDATE and DELETE write, the first that INSERT ... SELECT reads.</param>
/// <param name="Head">The text up to WHERE.</param>
/// <param name="Where">The condition; null where there is none.</param>
/// <param name="Tail">What stands behind it: ON CONFLICT; mostly nothing.</param>
internal sealed record RowWriteText(PgNode Root, RangeVar Walked, string Head, string? Where, string Tail)
{
    public RelationName Table { get; } = Names.Of(Walked);

    /// <summary>What columns of <see cref="Walked"/> are qualified with.</summary>
    public string RowName => Walked.Alias?.Aliasname ?? Walked.Relname!;

    public PgNode? Condition => Root switch
    {
        UpdateStmt update => update.WhereClause,
        DeleteStmt delete => delete.WhereClause,
        InsertStmt { SelectStmt: SelectStmt select } => select.WhereClause,
        _ => null,
    };

    /// <summary>The condition as a part of another one.</summary>
    public string? WherePart => Condition is BoolExpr { Boolop: BoolExprType.OR_EXPR } ? "(" + Where + ")" : Where;

    /// <summary>UPDATE: what stands after SET, where nothing follows it but the condition. INSERT: what stands after SELECT and before FROM.</summary>
    public string? Values { get; private init; }

    /// <summary>The name that the query gives to the table, or more tables than one: nothing else than the text itself can say the same.</summary>
    public bool HasOtherNames { get; private init; }

    /// <summary>The parts of the condition that all must be true.</summary>
    public IEnumerable<PgNode> ConditionParts => Condition switch
    {
        null => [],
        BoolExpr { Boolop: BoolExprType.AND_EXPR } all => all.Args,
        var one => [one],
    };

    /// <summary>Null where it is another statement, or one whose rows hang together.</summary>
    public static RowWriteText? TryRead(string text) =>
        PgParser.Parse(text) is { Statements: [{ Root: var root }] } ? root switch
        {
            UpdateStmt { WithClause: null, ReturningClause: null, Relation: { } table } update => TryCreate(text, update, table, update.FromClause.Count > 0),
            DeleteStmt { WithClause: null, ReturningClause: null, Relation: { } table } delete => TryCreate(text, delete, table, delete.UsingClause.Count > 0),
            InsertStmt { WithClause: null, ReturningClause: null, SelectStmt: SelectStmt select } insert when FirstOf(select) is { } table =>
                TryCreate(text, insert, table, select.FromClause is not [RangeVar]),
            _ => null,
        } : null;

    /// <summary>The table of a query that gives one row for each of its rows that satisfies the condition, or some where others are joined to it.</summary>
    private static RangeVar? FirstOf(SelectStmt select) =>
        select is
        {
            Op: SetOperation.SETOP_NONE, WithClause: null, DistinctClause.Count: 0, GroupClause.Count: 0, HavingClause: null, WindowClause.Count: 0, SortClause.Count: 0,
            LimitOffset: null, LimitCount: null, LockingClause.Count: 0, FromClause: [var first],
        }
        && !select.TargetList.SelectMany(static t => t.DescendantsAndSelf()).Any(static n => n is FuncCall { Over: not null })
            ? FirstOf(first)
            : null;

    private static RangeVar? FirstOf(PgNode item) => item switch
    {
        RangeVar { Alias: null or { Colnames.Count: 0 } } table => table,
        JoinExpr { Jointype: JoinType.JOIN_INNER or JoinType.JOIN_LEFT, Alias: null, JoinUsingAlias: null, Larg: { } left } => FirstOf(left),
        _ => null,
    };

    private static RowWriteText? TryCreate(string text, PgNode root, RangeVar walked, bool hasOthers)
    {
        if (walked is not { Relname: not null, Catalogname: null } || root.DescendantsAndSelf().Any(static n => n is CurrentOfExpr or ParamRef))
        {
            return null;
        }

        var tokens = new SqlTokens(text);
        var end = tokens.Count;
        while (end > 0 && tokens.IsSign(end - 1, ';'))
        {
            end--;
        }

        var tail = end;
        if (root is InsertStmt { OnConflictClause: not null })
        {
            tail = tokens.FindWord(0, end, "on");
            while (tail < end && !tokens.IsWord(tail + 1, "conflict"))
            {
                tail = tokens.FindWord(tail + 1, end, "on");
            }
        }

        var where = tokens.FindWord(0, tail, "where");
        var start = root is UpdateStmt ? tokens.FindWord(0, where, "set") : root is InsertStmt ? tokens.FindWord(0, where, "select") : where;
        var stop = root is InsertStmt ? tokens.FindWord(start, where, "from") : where;
        return new RowWriteText(root, walked, tokens.TextOf(0, where), where < tail ? tokens.TextOf(where + 1, tail) : null, tokens.TextOf(tail, end))
        {
            Values = start < stop ? tokens.TextOf(start + 1, stop) : null,
            HasOtherNames = hasOthers || walked.Alias is not null,
        };
    }

    /// <summary>INSERT: an expression for each column; empty where they cannot be told apart.</summary>
    public ImmutableArray<string> InsertedValues()
    {
        if (Root is not InsertStmt { SelectStmt: SelectStmt select } || Values is null)
        {
            return [];
        }

        var values = ImmutableArray.CreateBuilder<string>();
        var tokens = new SqlTokens(Values);
        for (var first = 0; first < tokens.Count;)
        {
            var comma = tokens.FindSign(first, tokens.Count, ',');

            // What a value is called in the query does not matter to INSERT.
            values.Add(tokens.TextOf(first, tokens.FindWord(first, comma, "as")));
            first = comma + 1;
        }

        return values.Count == select.TargetList.Count && values.All(static v => PgParser.ParseExpression(v).Node is not null) ? values.ToImmutable() : [];
    }
}
