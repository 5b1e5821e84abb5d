using MigrationAnalyzers.Engine.Sql;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.SafeForms;

/// <summary>
/// Whether an UPDATE that broke off after some of its rows can simply run again: the rows that are done are left out by its condition, or get the same values once more.
/// </summary>
internal static class RepeatableUpdate
{
    /// <summary>Functions that give back what they gave: lower(lower(x)) is lower(x).</summary>
    private static readonly HashSet<string> s_projections = new(
        ["lower", "upper", "initcap", "btrim", "ltrim", "rtrim", "abs", "floor", "ceil", "ceiling", "trunc", "round"], StringComparer.Ordinal);

    public static bool Is(UpdateStmt update, RowWriteText text)
    {
        var assigned = new HashSet<string>(update.TargetList.OfType<ResTarget>().Select(static t => t.Name!), StringComparer.Ordinal);
        return update.TargetList.All(t => t is ResTarget { Name: { } name, Val: { } value } && (!Reads(value, assigned, text.RowName) || GivesTheSameAgain(value, name, v => Reads(v, assigned, text.RowName))))
            || text.ConditionParts.Any(p => LeavesOutDone(p, update, text.RowName));
    }

    /// <summary>The value hangs on a column that the statement changes.</summary>
    private static bool Reads(PgNode value, HashSet<string> columns, string row) =>
        value.DescendantsAndSelf().Any(n => n is ColumnRef reference && !IsOfAnother(reference, row) && (ColumnOf(reference) is not { } name || columns.Contains(name)));

    /// <summary>A column of another table: u.name.</summary>
    private static bool IsOfAnother(ColumnRef reference, string row) => reference.Fields is [StringNode { Sval: var table }, StringNode] && table != row;

    private static bool GivesTheSameAgain(PgNode value, string column, Func<PgNode, bool> reads) => value switch
    {
        ColumnRef own => IsColumn(own, column),
        FuncCall { Args: [var only] } call => s_projections.Contains(Names.Of(call.Funcname).Name) && GivesTheSameAgain(only, column, reads),
        CoalesceExpr { Args: { Count: > 1 } values } => IsColumn(values[0], column) && values.Skip(1).All(v => !reads(v)),
        A_Expr { A_Expr_Kind: A_Expr_Kind.AEXPR_NULLIF, Lexpr: { } left, Rexpr: { } right } => IsColumn(left, column) && ConstantOf(right) is not null,
        _ => false,
    };

    /// <summary>A part of the condition that is not true any more once the row has its new values.</summary>
    private static bool LeavesOutDone(PgNode part, UpdateStmt update, string row)
    {
        switch (part)
        {
            case NullTest { Nulltesttype: NullTestType.IS_NULL, Arg: ColumnRef column } when !IsOfAnother(column, row):
                return NewValue(column, update) is not null;

            case A_Expr { Lexpr: ColumnRef column, Rexpr: { } right } comparison
                when !IsOfAnother(column, row) && ConstantOf(right) is { } old && NewValue(column, update) is { } value && ConstantOf(value) is { } set:
                return comparison.A_Expr_Kind switch
                {
                    A_Expr_Kind.AEXPR_DISTINCT => string.Equals(old, set, StringComparison.Ordinal),
                    A_Expr_Kind.AEXPR_OP when Names.Of(comparison.Name).Name == "<>" => string.Equals(old, set, StringComparison.Ordinal),
                    A_Expr_Kind.AEXPR_OP when Names.Of(comparison.Name).Name == "=" => !string.Equals(old, set, StringComparison.OrdinalIgnoreCase) && !IsNumber(right),
                    _ => false,
                };

            default:
                return false;
        }
    }

    private static PgNode? NewValue(ColumnRef column, UpdateStmt update) =>
        update.TargetList.OfType<ResTarget>().FirstOrDefault(t => t.Name is { } name && IsColumn(column, name))?.Val;

    // 1 and 1.0 are the same value.
    private static bool IsNumber(PgNode constant) => constant is A_Const { Fval: not null };

    private static bool IsColumn(PgNode node, string column) => node is ColumnRef reference && ColumnOf(reference) == column;

    private static string? ColumnOf(ColumnRef reference) => reference.Fields[reference.Fields.Count - 1] is StringNode { Sval: var name } ? name : null;

    private static string? ConstantOf(PgNode node) => node switch
    {
        A_Const { Isnull: false } constant => constant.Sval?.Sval ?? constant.Fval?.Fval ?? constant.Boolval?.Boolval.ToString() ?? (constant.Ival is { } number ? number.Ival.ToString(System.Globalization.CultureInfo.InvariantCulture) : null),
        TypeCast { Arg: A_Const constant } => ConstantOf(constant),
        _ => null,
    };
}
