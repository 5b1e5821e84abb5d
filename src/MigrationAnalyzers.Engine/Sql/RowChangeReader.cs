using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Reads what a statement does to the rows of its table, where nothing else than its text decides that.</summary>
internal static class RowChangeReader
{
    /// <summary>Longer seed data is not followed row by row.</summary>
    private const int MostRows = 100;

    /// <summary>Functions that give one value for each row: neither aggregates nor sets.</summary>
    private static readonly HashSet<string> PlainFunctions = new(StringComparer.Ordinal)
    {
        "now", "random", "md5", "repeat", "gen_random_uuid", "clock_timestamp", "lpad", "to_char", "concat", "upper", "lower",
    };

    /// <summary>Null for a statement of which the text does not tell all: with a FROM, in a loop, beside other statements in a WITH (all of which see the same rows).</summary>
    public static RowChange? Read(PgNode statement, StatementScope scope) => scope.InLoop || scope.Variables is not null ? null : statement switch
    {
        InsertStmt { OnConflictClause: null, WithClause: null, SelectStmt: SelectStmt select } insert => Insert(insert, select),
        UpdateStmt { WithClause: null, FromClause.Count: 0 } update => Update(update),
        DeleteStmt { WithClause: null, UsingClause.Count: 0 } delete => new RowsDeleted(Condition(delete.WhereClause)),
        _ => null,
    };

    private static RowsInserted? Insert(InsertStmt insert, SelectStmt select)
    {
        var columns = ImmutableArray.CreateBuilder<string>(insert.Cols.Count);
        foreach (var node in insert.Cols)
        {
            // With a field or an element after it the rest of the column is not known.
            if (node is not ResTarget { Name: { } name, Indirection.Count: 0 })
            {
                return null;
            }

            columns.Add(name);
        }

        if (select.ValuesLists is { Count: > 0 } lists)
        {
            return lists.Count <= MostRows && RowSources.IsExact(select)
                ? new RowsInserted(columns.ToImmutable(), [.. lists.Select(static row => row is ListNode list ? Values(list.Items) : [])])
                : null;
        }

        if (!RowSources.IsExact(select) || !select.TargetList.All(IsPlain))
        {
            return null;
        }

        var series = select.FromClause is [RangeFunction function] ? Series(function) : null;
        return select.FromClause.Count == 0 || series is not null
            ? new RowsInserted(columns.ToImmutable(), [[.. select.TargetList.Select(static t => Value(((ResTarget)t).Val))]]) { Series = series }
            : null;
    }

    private static RowsUpdated? Update(UpdateStmt update)
    {
        var values = ImmutableDictionary<string, RowValue?>.Empty;
        foreach (var node in update.TargetList)
        {
            if (node is not ResTarget { Name: { } name } target)
            {
                return null;
            }

            values = values.SetItem(name, target.Indirection.Count == 0 ? Value(target.Val) : null);
        }

        return new RowsUpdated(Condition(update.WhereClause), values);
    }

    private static ImmutableArray<RowValue?> Values(PgNodeList items) => [.. items.Select(Value)];

    private static Predicate? Condition(PgNode? where) => where is null ? null : PredicateReader.Read(where) ?? new OpaquePredicate(null);

    private static bool IsPlain(PgNode target) =>
        target is ResTarget { Val: { } value } && value.DescendantsAndSelf().All(static n => n switch
        {
            FuncCall call => PlainFunctions.Contains(Names.Of(call.Funcname).Name),
            ColumnRef { Fields: [.., var last] } => last is StringNode,
            SubLink => false,
            _ => true,
        });

    private static NumberSeries? Series(RangeFunction function) =>
        function is { Ordinality: false, Functions: [ListNode { Items: [FuncCall { Args: [var from, var to] } call, ..] }] }
        && Names.Of(call.Funcname).Name == "generate_series" && Numbers.Long(from) is { } low && Numbers.Long(to) is { } high
        && high - low is >= 0 and < RowSources.LongestSeries
            ? new NumberSeries(
                function.Alias?.Colnames is [StringNode { Sval: { } column }] ? column : function.Alias?.Aliasname ?? "generate_series", low, high)
            : null;

    private static RowValue? Value(PgNode? node) => node switch
    {
        null => null,
        _ when ExpressionReader.IsNull(node) => new RowConstant(null),
        _ when PredicateConstants.Read(node) is { } constant => new RowConstant(constant),
        ColumnRef { Fields: [.., StringNode { Sval: { } name }] } => new RowColumn(name),
        A_Expr { A_Expr_Kind: A_Expr_Kind.AEXPR_OP, Lexpr: { } left, Rexpr: { } right } operation
            when ExpressionReader.OperatorOf(operation) is { } sign && Value(left) is { } first && Value(right) is { } second =>
            new RowComputation(sign, first, second),
        _ => null,
    };
}
