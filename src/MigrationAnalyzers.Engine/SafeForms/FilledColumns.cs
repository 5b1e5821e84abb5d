using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.SafeForms;

/// <summary>What an UPDATE makes of some columns of a row, and of nothing else, for others of that row.</summary>
/// <param name="RowName">What it calls the row.</param>
/// <param name="Values">The columns that it sets, with their expressions.</param>
/// <param name="Where">For which rows; null: for all. What leaves out rows that are filled already is no part of it.</param>
/// <param name="Reads">The columns that it reads.</param>
/// <param name="UsesSearchPath">It names what is not PostgreSQL's own.</param>
internal sealed record FilledColumns(
    string RowName, ImmutableArray<(ColumnDefinition Column, string Value)> Values, string? Where, ImmutableArray<string> Reads, bool UsesSearchPath)
{
    /// <summary>Null where another row, another table or another moment could give another value, and where the text says more than its expressions.</summary>
    /// <param name="targets">The columns that it may set.</param>
    /// <param name="sources">The columns that it may read.</param>
    public static FilledColumns? TryRead(string update, IReadOnlyList<ColumnDefinition> targets, IReadOnlyList<ColumnDefinition> sources)
    {
        // A comment could hide what is written behind it.
        if (update.Contains("--") || update.Contains("/*") || RowTriggerForm.EndsBody(update)
            || RowWriteText.TryRead(update) is not { Root: UpdateStmt { FromClause.Count: 0, TargetList: var assigned }, Values: { } values } text
            || text.RowName is "new" or "old"
            || Parts(values, ',') is not { } pieces || pieces.Count != assigned.Count
            || ConditionOf(text, targets) is not { } conditions)
        {
            return null;
        }

        var filled = ImmutableArray.CreateBuilder<(ColumnDefinition, string)>();
        var read = new List<SqlExpression>();
        for (var i = 0; i < pieces.Count; i++)
        {
            if (assigned[i] is not ResTarget { Name: { } name, Indirection.Count: 0, Val: not (MultiAssignRef or SetToDefault) }
                || targets.FirstOrDefault(t => t.Name == name) is not { } column
                || filled.Any(f => f.Item1.Name == name)
                || Assigned(pieces[i]) is not { } value)
            {
                return null;
            }

            filled.Add((column, value.Text));
            read.Add(value);
        }

        foreach (var condition in conditions)
        {
            if (Expression(condition) is not { } parsed)
            {
                return null;
            }

            read.Add(parsed);
        }

        return read.TrueForAll(e => IsOfTheRow(e, text.RowName, sources)) && read.Exists(static e => !e.Columns.IsEmpty)
            ? new FilledColumns(
                text.RowName,
                filled.ToImmutable(),
                conditions.Count == 0 ? null : string.Join(" AND ", conditions),
                [.. sources.Select(static s => s.Name).Where(s => read.Exists(e => e.Columns.Contains(s)))],
                read.Exists(static e => UsesOthers(e)) || sources.Any(s => s.Type is null || !TypeNames.IsCore(s.Type)))
            : null;
    }

    /// <summary>The parts that are not about rows which are filled already; null where they cannot be told apart.</summary>
    private static List<string>? ConditionOf(RowWriteText text, IReadOnlyList<ColumnDefinition> targets)
    {
        if (text.Where is not { } where)
        {
            return [];
        }

        var nodes = text.ConditionParts.ToList();
        if (!nodes.Exists(n => IsNotFilled(n, targets) || IsTrue(n)))
        {
            return [new SqlTokens(text.WherePart!).InOneLine()];
        }

        var tokens = new SqlTokens(where);
        var parts = new List<string>();
        for (var first = 0; first < tokens.Count;)
        {
            var and = tokens.FindWord(first, tokens.Count, "and");
            parts.Add(new SqlTokens(tokens.TextOf(first, and)).InOneLine());
            first = and + 1;
        }

        // BETWEEN and CASE have an AND of their own.
        return parts.Count == nodes.Count ? [.. parts.Where((_, i) => !IsNotFilled(nodes[i], targets) && !IsTrue(nodes[i]))] : null;
    }

    private static bool IsNotFilled(PgNode condition, IReadOnlyList<ColumnDefinition> targets) =>
        condition is NullTest { Nulltesttype: NullTestType.IS_NULL, Arg: ColumnRef { Fields: [.., StringNode { Sval: var name }] } } && targets.Any(t => t.Name == name && t.Default is null);

    private static bool IsTrue(PgNode condition) => condition is A_Const { Boolval.Boolval: true };

    private static List<string>? Parts(string text, char sign)
    {
        var tokens = new SqlTokens(text);
        var parts = new List<string>();
        for (var first = 0; first < tokens.Count;)
        {
            var end = tokens.FindSign(first, tokens.Count, sign);
            parts.Add(tokens.TextOf(first, end));
            first = end + 1;
        }

        return parts;
    }

    /// <summary>What stands behind the equals sign.</summary>
    private static SqlExpression? Assigned(string assignment)
    {
        var tokens = new SqlTokens(assignment);
        var sign = tokens.FindSign(0, tokens.Count, '=');
        return Expression(new SqlTokens(tokens.TextOf(sign + 1, tokens.Count)).InOneLine());
    }

    private static SqlExpression? Expression(string text) => PgParser.ParseExpression(text).Node is { } node && !node.DescendantsAndSelf().Any(static n => n is A_Star) ? ExpressionReader.Read(node, text) : null;

    private static bool IsOfTheRow(SqlExpression expression, string row, IReadOnlyList<ColumnDefinition> sources) =>
        expression is { HasSubquery: false, Volatility: Volatility.Immutable or Volatility.Stable, UnknownFunctions.IsEmpty: true }
        && PgParser.ParseExpression(expression.Text).Node!.DescendantsAndSelf().OfType<ColumnRef>().All(r => r.Fields switch
        {
            [StringNode { Sval: var column }] => sources.Any(s => s.Name == column),
            [StringNode { Sval: var table }, StringNode { Sval: var column }] => table == row && sources.Any(s => s.Name == column),
            _ => false,
        });

    private static bool UsesOthers(SqlExpression expression) =>
        expression.Functions.Any(static f => !KnownFunctions.IsBuiltIn(f.Name, Effects.EffectOptions.OldestMajor)) || expression.Uses.Any(static u => u.Target is { } target && !TypeNames.IsCore(target));
}
